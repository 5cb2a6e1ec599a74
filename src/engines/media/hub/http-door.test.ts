import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attachMedia } from '../attach.ts';
import { publishLoop } from '../demo/publish-loop.ts';
import { startEmbeddedMedia } from '../embedded.ts';
import { readAudioTag, readVideoTag } from '../flv/read-tag.ts';
import type { MediaEngine, MediaEvent } from '../port.ts';
import { signToken } from '../token.ts';
import type { RefusalNote } from './ipc.ts';

const patience = { timeout: 8_000, interval: 20 };
const session = { streamId: 'demo' };
const secret = 'a secret of at least 32 characters';
let media: MediaEngine;
let server: Server;
let ownPort: number;
let events: MediaEvent[];
let refusals: RefusalNote[];

beforeEach(async () => {
  events = [];
  refusals = [];
  ownPort = await freePort();
  media = await startEmbeddedMedia({
    secret,
    clock: { now: () => new Date() },
    http: { port: ownPort, host: '127.0.0.1' },
    onRefused: (note) => refusals.push(note),
  });
  media.on((event) => events.push(event));
  server = createServer((_, response) => response.end('another part of the product')).listen(0, '127.0.0.1');
  attachMedia(server, media);
  await once(server, 'listening');
});
afterEach(async () => {
  await media.close();
  server.close();
  server.closeAllConnections();
});

async function freePort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function mainPort(): number {
  return (server.address() as AddressInfo).port;
}

function token(roomId = 'a'): string {
  return media.playback(session, { roomId, memberId: '' }).path.split('?')[1] ?? '';
}

function outOfDate(): string {
  const times = { issuedAtMillis: 1_000, expiresAtMillis: 2_000 };
  return signToken(secret, { action: 'play', ...session, roomId: 'a', memberId: '', ...times });
}

async function get(path: string, port = mainPort()): Promise<IncomingMessage> {
  const asking = ask({ port, path, host: '127.0.0.1', agent: false }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return answer;
}

/** Reads tags until there are enough of them, and hangs up. */
async function readTags(answer: IncomingMessage, count: number): Promise<{ type: number; body: Buffer }[]> {
  const tags: { type: number; body: Buffer }[] = [];
  let held = Buffer.alloc(0);
  let at = 13; // header and the length of no tag
  for await (const bytes of answer) {
    held = Buffer.concat([held, bytes as Buffer]);
    while (held.length >= at + 15) {
      const size = held.readUIntBE(at + 1, 3);
      if (held.length < at + 15 + size) break;
      expect(held.readUInt32BE(at + 11 + size)).toBe(11 + size);
      tags.push({ type: held[at] ?? 0, body: held.subarray(at + 11, at + 11 + size) });
      at += 15 + size;
    }
    if (tags.length >= count) break;
  }
  expect(held.toString('latin1', 0, 3)).toBe('FLV');
  return tags;
}

describe('video over HTTP', () => {
  test('FLV begins with both configurations and a key frame, on both ports', async () => {
    publishLoop(media, 'demo');
    for (const port of [mainPort(), ownPort]) {
      const answer = await get(`/media/live.flv?${token()}`, port);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'video/x-flv']);
      const tags = await readTags(answer, 60);
      const contents = tags.map(({ type, body }) => (type === 9 ? readVideoTag(body) : readAudioTag(body)));
      expect(contents[0]).toMatchObject({ type: 'video', track: { widthPixel: 720, heightPixel: 1280 } });
      expect(contents[1]).toMatchObject({ type: 'audio', track: { sampleRateHertz: 48_000 } });
      expect(contents.find(({ type }) => type === 'picture')).toMatchObject({ isKey: true });
      expect(new Set(contents.map(({ type }) => type))).toEqual(
        new Set(['video', 'audio', 'picture', 'sound']),
      );
    }
    await vi.waitFor(() => expect(media.health().viewers).toBe(0), patience);
  });

  test('FLV ends when the host does', async () => {
    const stop = publishLoop(media, 'demo');
    const answer = await get(`/media/live.flv?${token()}`);
    answer.once('data', stop);
    answer.resume();
    await once(answer, 'end');
    // The hub tells it by another way than it ends the answer.
    await vi.waitFor(
      () => expect(events).toContainEqual({ type: 'unpublished', streamId: 'demo', reason: 'ended' }),
      patience,
    );
  });

  test('HLS: list, init and part come through the folder of a token, and its viewer is counted once', async () => {
    publishLoop(media, 'demo');
    const folder = `/media/hls/${token('tv')}`;
    await vi.waitFor(async () => expect((await get(`${folder}/live.m3u8`)).statusCode).toBe(200), patience);
    const list = await text(await get(`${folder}/live.m3u8`));
    const [, init = ''] = /MAP:URI="(.+?)"/.exec(list) ?? [];
    const [, hint = ''] = /PRELOAD-HINT:TYPE=PART,URI="(.+?)"/.exec(list) ?? [];
    for (const [name, port] of [
      [init, mainPort()],
      [hint, ownPort],
    ] as const) {
      const answer = await get(`${folder}/${name}`, port);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'video/mp4']);
      expect((await text(answer)).slice(4, 8)).toBe(name === init ? 'ftyp' : 'moof');
    }
    const escaped = folder.replaceAll('=', '%3D').replaceAll('&', '%26');
    expect((await get(`${escaped}/live.m3u8`)).statusCode).toBe(200);
    await vi.waitFor(
      () => expect(events).toContainEqual({ type: 'viewers', streamId: 'demo', roomId: 'tv', count: 1 }),
      patience,
    );
    await vi.waitFor(() => expect(media.health().viewers).toBe(1), patience);
  });

  test('forged, foreign, expired and kicked tokens are refused at every door, in words', async () => {
    publishLoop(media, 'demo');
    const good = token();
    const foreign = media.createIngest({ ...session, memberId: '' }).path.split('?')[1] ?? '';
    media.kick({ ...session, action: 'play' });
    for (const [bad, reason] of [
      [token().replace('room=a', 'room=b'), 'forged'],
      [foreign, 'foreign'],
      [good, 'kicked'],
      [outOfDate(), 'expired'],
      ['', 'malformed'],
    ] as const) {
      for (const path of [`/media/live.flv?${bad}`, `/media/hls/${bad || 'x'}/live.m3u8`]) {
        const answer = await get(path);
        expect(answer.statusCode).toBe(403);
        expect(await text(answer)).toMatch(new RegExp(`令牌无效.*refused \\(${reason}\\)`));
      }
    }
    await vi.waitFor(
      () => expect(new Set(refusals.map(({ door }) => door))).toEqual(new Set(['flv', 'hls'])),
      patience,
    );
    expect(new Set(refusals.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
  });

  test('before the host comes there is nothing to play, and other addresses are as they were', async () => {
    expect((await get(`/media/hls/${token()}/live.m3u8`)).statusCode).toBe(404);
    expect((await get('/media/elsewhere')).statusCode).toBe(404);
    expect(await text(await get('/api'))).toBe('another part of the product');
  });

  test('a viewer who reads nothing costs his neighbour nothing, and who hangs up is gone', async () => {
    publishLoop(media, 'demo');
    const stuck = connect(mainPort(), '127.0.0.1');
    stuck.write(`GET /media/live.flv?${token()} HTTP/1.1\r\nHost: x\r\n\r\n`);
    stuck.pause();
    const answer = await get(`/media/live.flv?${token()}`);
    expect((await readTags(answer, 200)).length).toBeGreaterThanOrEqual(200);
    stuck.destroy();
    await vi.waitFor(() => expect(media.health().viewers).toBe(0), patience);
  });

  test('truncated and hostile requests cost the hub nothing', async () => {
    publishLoop(media, 'demo');
    const lines = fc.sample(fc.string({ maxLength: 300 }), { numRuns: 80, seed: 11 });
    const bytes = fc.sample(fc.uint8Array({ maxLength: 600 }), { numRuns: 40, seed: 11 });
    const folder = `/media/hls/${token()}`;
    const attacks = [
      ...lines.map((line) => Buffer.from(`GET /media/hls/${line} HTTP/1.1\r\nHost: x\r\n\r\n`)),
      ...lines.map((line) => Buffer.from(`GET ${folder}/${line} HTTP/1.1\r\nHost: x\r\n\r\n`)),
      ...lines.map((line) => Buffer.from(`${line}\r\n`)),
      ...bytes.map((some) => Buffer.from(some)),
      Buffer.from(
        `GET ${folder}/live.m3u8?_HLS_msn=99999999999999999&_HLS_part=1e9 HTTP/1.1\r\nHost: x\r\n\r\n`,
      ),
      Buffer.from(`GET /media/hls/%E0%A4%A/live.m3u8 HTTP/1.1\r\nHost: x\r\n\r\n`),
      Buffer.from(`POST /media/live.flv?${token()} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc`),
    ];
    for (const port of [mainPort(), ownPort])
      await Promise.all(attacks.map((attack) => strike(port, attack)));
    const answer = await get(`/media/live.flv?${token()}`);
    expect((await readTags(answer, 10)).length).toBeGreaterThanOrEqual(10);
    expect(media.health()).toMatchObject({ state: 'up', restarts: 0 });
  });

  test('while the hub is away requests are told to wait', async () => {
    const { processId } = media.health();
    if (processId === null) throw new Error('no hub to end');
    process.kill(processId, 'SIGKILL');
    await vi.waitFor(() => expect(media.health().restarts).toBe(1), patience);
    const answer = await get(`/media/live.flv?${token()}`);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
  });
});

async function strike(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.once('data', () => socket.destroy());
  socket.end(bytes);
  await once(socket, 'close');
}
