import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { attachMedia } from '../attach.ts';
import { type Loop, readLoop } from '../demo/read-file.ts';
import { startEmbeddedMedia } from '../embedded.ts';
import { readVideoTag } from '../flv/read-tag.ts';
import type { RefusalNote } from '../hub/ipc.ts';
import type { MediaAction, MediaEngine, MediaEvent, RtmpIngest } from '../port.ts';
import { signToken } from '../token.ts';
import { openEncoder, RtmpPeer } from './fixture.ts';
import { writeChunks } from './write-chunks.ts';

const clock = { now: () => new Date() };
const secret = 'a secret of at least 32 characters';
const patience = { timeout: 8_000, interval: 20 };

let loop: Loop;
let media: MediaEngine;
let events: MediaEvent[];
let refusals: RefusalNote[];
let server: Server;

beforeAll(async () => {
  loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
});
beforeEach(async () => {
  events = [];
  refusals = [];
  const rtmp = { port: 0, host: '127.0.0.1' };
  media = await startEmbeddedMedia({ secret, clock, rtmp, onRefused: (note) => refusals.push(note) });
  media.on((event) => events.push(event));
  server = createServer().listen(0, '127.0.0.1');
  attachMedia(server, media);
  await once(server, 'listening');
});
afterEach(async () => {
  await media.close();
  server.close();
});

function ingest(streamId = 's'): RtmpIngest {
  const { rtmp } = media.createIngest({ streamId, memberId: 'host' });
  if (rtmp === null) throw new Error('no RTMP port');
  return rtmp;
}

/** A browser's viewer: the inits it was told and the bytes it got. */
function watch(streamId = 's') {
  const { path } = media.playback({ streamId }, { roomId: 'a', memberId: '' });
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  const seen = { texts: [] as { type: string }[], bytes: 0 };
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) seen.bytes += data.byteLength;
    else seen.texts.push(JSON.parse(data.toString()) as { type: string });
  });
  return seen;
}

function playKey(streamId = 's'): string {
  const { path } = media.playback({ streamId }, { roomId: 'tv', memberId: '' });
  return `${streamId}?${path.split('?')[1]}`;
}

/** A stream key of ours whose time is over. */
function outOfDate(action: MediaAction): string {
  const times = { issuedAtMillis: 1_000, expiresAtMillis: 2_000 };
  return `s?${signToken(secret, { action, streamId: 's', roomId: '', memberId: 'host', ...times })}`;
}

describe('RTMP', () => {
  test('an encoder reaches the browsers of a room, with size and codecs read from the stream', async () => {
    const viewer = watch();
    const encoder = await openEncoder(ingest());
    encoder.publishLoop(loop);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(30_000), patience);
    const mime = 'video/mp4; codecs="avc1.640c1f, mp4a.40.2"';
    expect(viewer.texts).toContainEqual({
      type: 'init',
      mime,
      widthPixel: 720,
      heightPixel: 1280,
      atMicros: 0,
    });
    expect(events).toContainEqual({ type: 'published', streamId: 's' });
    encoder.command('deleteStream', 4, null, 1);
    await vi.waitFor(() => expect(viewer.texts.at(-1)).toEqual({ type: 'ended' }), patience);
    await vi.waitFor(
      () => expect(events).toContainEqual({ type: 'unpublished', streamId: 's', reason: 'ended' }),
      patience,
    );
    expect(refusals).toEqual([]);
  });

  test('an RTMP player gets the very frames, is counted in its room and told the end', async () => {
    const player = new RtmpPeer(ingest().port);
    player.ask('play', playKey());
    await vi.waitFor(() => expect(player.said).toContain('NetStream.Play.Start'), patience);
    const encoder = await openEncoder(ingest());
    encoder.publishLoop(loop);
    const pictures = () =>
      player.media.flatMap(({ typeId, body }) => {
        const content = typeId === 9 ? readVideoTag(body) : null;
        return content?.type === 'picture' ? [content.data.toString('base64')] : [];
      });
    const sent = loop.frames.filter(({ kind }) => kind === 'video');
    // The last picture leaves when it is known how long it lasts.
    await vi.waitFor(() => expect(pictures().length).toBeGreaterThanOrEqual(sent.length - 1), patience);
    const texts = sent.map(({ data }) => Buffer.from(data).toString('base64'));
    expect(pictures().slice(0, sent.length - 1)).toEqual(texts.slice(0, -1));
    await vi.waitFor(
      () => expect(events).toContainEqual({ type: 'viewers', streamId: 's', roomId: 'tv', count: 1 }),
      patience,
    );
    encoder.command('FCUnpublish', 4, null, 's');
    await vi.waitFor(() => expect(player.said).toContain('NetStream.Play.UnpublishNotify'), patience);
    await vi.waitFor(() => expect(player.isClosed).toBe(true), patience);
  });

  test('a line that breaks is not an end: viewers wait, the encoder comes back', async () => {
    const viewer = watch();
    const first = await openEncoder(ingest());
    first.publishLoop(loop);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(30_000), patience);
    first.socket.destroy();
    await vi.waitFor(() => expect(viewer.texts.at(-1)).toEqual({ type: 'reconnecting' }), patience);
    const before = viewer.bytes;
    const second = await openEncoder(ingest());
    second.publishLoop(loop, 0x1000000);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(before + 30_000), patience);
    expect(viewer.texts.at(-1)).toMatchObject({ type: 'init' });
    expect(events.filter(({ type }) => type !== 'viewers')).toEqual([{ type: 'published', streamId: 's' }]);
  });

  test('forged, foreign, expired and kicked stream keys are refused with a reason, and logged', async () => {
    const { port, streamKey } = ingest();
    const forged = streamKey.replace('member=host', 'member=thief');
    const foreign = playKey();
    const other = streamKey.replace(/^s\?/, 'other?');
    for (const [key, reason] of [
      [forged, 'forged'],
      [foreign, 'foreign'],
      [other, 'foreign'],
      [outOfDate('publish'), 'expired'],
      ['s', 'malformed'],
    ] as const) {
      const peer = new RtmpPeer(port);
      peer.ask('publish', key);
      await vi.waitFor(() => expect(peer.isClosed).toBe(true), patience);
      expect(peer.said.at(-1)).toBe('NetStream.Publish.BadName');
      expect(peer.descriptions.at(-1)).toContain(reason);
    }
    for (const [key, reason] of [
      [playKey().replace('room=tv', 'room=vip'), 'forged'],
      [streamKey, 'foreign'],
      [playKey().replace(/^s\?/, 'other?'), 'foreign'],
      [outOfDate('play'), 'expired'],
    ] as const) {
      const peer = new RtmpPeer(port);
      peer.ask('play', key);
      await vi.waitFor(() => expect(peer.isClosed).toBe(true), patience);
      expect(peer.said.at(-1)).toBe('NetStream.Play.Failed');
      expect(peer.descriptions.at(-1)).toContain(reason);
    }
    const encoder = await openEncoder({ port, streamKey, app: 'live' });
    encoder.publishLoop(loop);
    await vi.waitFor(() => expect(events).toContainEqual({ type: 'published', streamId: 's' }), patience);
    media.kick({ streamId: 's', action: 'publish' });
    await vi.waitFor(() => expect(encoder.isClosed).toBe(true), patience);
    await expect(openEncoder({ port, streamKey, app: 'live' })).rejects.toThrow('BadName');
    await vi.waitFor(() => expect(refusals.map(({ reason }) => reason).join()).toContain('kicked'), patience);
    expect(new Set(refusals.map(({ door }) => door))).toEqual(new Set(['rtmp']));
  });

  test('other codecs are refused by name, also those of enhanced RTMP', async () => {
    const hevc = Buffer.concat([Buffer.of(0x90), Buffer.from('hvc1'), Buffer.alloc(20)]);
    for (const [tag, name] of [
      [{ type: 9, timeMillis: 0, body: hevc }, 'hvc1'],
      [{ type: 8, timeMillis: 0, body: Buffer.of(0x2f, 1, 2, 3) }, 'MP3'],
    ] as const) {
      const encoder = await openEncoder(ingest());
      encoder.tag(tag);
      await vi.waitFor(() => expect(encoder.isClosed).toBe(true), patience);
      expect(encoder.descriptions.at(-1)).toContain(name);
    }
  });

  test('truncated and hostile input is turned away, logged, and costs the others nothing', async () => {
    const viewer = watch();
    const encoder = await openEncoder(ingest());
    encoder.publishLoop(loop);
    const { port, streamKey } = ingest('victim');
    const hello = Buffer.concat([Buffer.of(3), Buffer.alloc(3_072, 7)]);
    const garbage = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { numRuns: 60, seed: 4 });
    const torn = fc.sample(fc.nat(5_000), { numRuns: 20, seed: 4 });
    const attacks = [
      ...garbage.map((bytes) => Buffer.from(bytes)),
      ...garbage.map((bytes) => Buffer.concat([hello, bytes])),
      Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
      Buffer.concat([hello, Buffer.from([3, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0])]),
      Buffer.concat([
        hello,
        writeChunks({ typeId: 9, streamId: 1, timeMillis: 0, body: Buffer.of(1) }, 6, 128),
      ]),
    ];
    await Promise.all(attacks.map((bytes) => strike(port, bytes)));
    for (const length of torn) {
      const peer = await openEncoder({ port, streamKey, app: 'live' });
      peer.socket.end(randomTags(length));
      await once(peer.socket, 'close');
    }
    // Whoever plays and then talks nonsense loses his seat, not the hub.
    for (const bytes of garbage.slice(0, 10)) {
      const player = new RtmpPeer(port);
      player.ask('play', playKey());
      await vi.waitFor(() => expect(player.said).toContain('NetStream.Play.Start'), patience);
      player.socket.end(bytes);
      await vi.waitFor(() => expect(player.isClosed).toBe(true), patience);
    }
    await vi.waitFor(() => expect(media.health().viewers).toBe(1), patience);
    const before = viewer.bytes;
    encoder.publishLoop(loop, 60_000);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(before), patience);
    expect(media.health()).toMatchObject({ state: 'up', restarts: 0 });
    await vi.waitFor(
      () => expect(refusals.reduce((sum, { times }) => sum + times, 0)).toBeGreaterThan(attacks.length / 2),
      patience,
    );
    // One line for many of a kind.
    expect(refusals.length).toBeLessThan(attacks.length);
  });

  test('a taken port is said once, and browsers are served all the same', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const troubles: string[] = [];
    const rtmp = { port, host: '127.0.0.1' };
    const second = await startEmbeddedMedia({
      secret,
      clock,
      rtmp,
      onTrouble: (text) => troubles.push(text),
    });
    expect(troubles).toEqual([expect.stringContaining('EADDRINUSE')]);
    expect(second.health()).toMatchObject({ state: 'up', rtmpPort: null });
    expect(second.createIngest({ streamId: 's', memberId: '' }).rtmp).toBe(null);
    await second.close();
    other.close();
  });
});

/** Sends the bytes and waits until the server has had enough of them, or hangs up itself. */
async function strike(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.end(bytes);
  await once(socket, 'close');
}

/** A configuration and pictures of noise, cut off anywhere. */
function randomTags(length: number): Buffer {
  const body = Buffer.concat([Buffer.of(0x17, 1, 0, 0, 0), Buffer.alloc(4_000, length & 0xff)]);
  const config = Buffer.concat([Buffer.of(0x17, 0, 0, 0, 0), loop.video.avcC]);
  const tags = [config, body].map((one, i) =>
    writeChunks({ typeId: 9, streamId: 1, timeMillis: i * 40, body: one }, 6, 128),
  );
  return Buffer.concat(tags).subarray(0, length);
}
