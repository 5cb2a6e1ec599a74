import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkServer } from '../engines/media/check/check-server.ts';
import { type Loop, readLoop } from '../engines/media/demo/read-file.ts';
import { type EmbeddedMedia, startEmbeddedMedia } from '../engines/media/embedded.ts';
import type { RefusalNote } from '../engines/media/hub/ipc.ts';
import type { MediaEvent } from '../engines/media/port.ts';
import { openEncoder, RtmpPeer } from '../engines/media/rtmp/fixture.ts';
import type { ServerConfig } from '../engines/media/servers/server.ts';
import { hookKeyOf } from '../engines/media/servers/hook-desk.ts';
import { type ShownThrough, showThrough } from '../engines/media/servers/show-through.ts';
import { Refusal } from '../kernel/refusal.ts';
import { mediaHookPath, mountMediaHooks } from './media-hooks.ts';

const clock = { now: () => new Date() };
const secret = 'a secret of at least 32 characters';
const patience = { timeout: 10_000, interval: 50 };
const streamId = 's';

let loop: Loop;
let closers: (() => Promise<unknown> | void)[] = [];
beforeAll(async () => {
  loop = await readLoop(new URL('../engines/media/demo/demo-loop.mp4', import.meta.url));
});
afterEach(async () => {
  for (const close of closers.toReversed()) await close();
  closers = [];
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

interface Stand {
  readonly media: ShownThrough;
  readonly app: FastifyInstance;
  readonly hookPath: string;
  readonly events: MediaEvent[];
  readonly refusals: RefusalNote[];
  readonly troubles: string[];
}

/** Our hub and its webhook, as the product wires them. */
async function openStand(config: ServerConfig, hookPort = 0): Promise<Stand> {
  const hub = await startEmbeddedMedia({ secret, clock, rtmp: { port: 0, host: '127.0.0.1' } });
  closers.push(() => hub.close());
  return wire(hub, config, hookPort);
}

async function wire(hub: EmbeddedMedia, config: ServerConfig, hookPort = 0): Promise<Stand> {
  const [events, refusals, troubles]: [MediaEvent[], RefusalNote[], string[]] = [[], [], []];
  const media = showThrough(hub, {
    ...{ config, secret, clock },
    onRefused: (note) => refusals.push(note),
    onTrouble: (text) => troubles.push(text),
  });
  media.on((event) => events.push(event));
  const app = fastify();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _, reply) => reply.code(error instanceof Refusal ? 404 : 400).send());
  mountMediaHooks(app, media);
  await app.listen({ port: hookPort, host: '127.0.0.1' });
  closers.push(() => app.close());
  return { media, app, hookPath: mediaHookPath(hookKeyOf(secret)), events, refusals, troubles };
}

const modulePath = '/usr/lib/nginx/modules/ngx_rtmp_module.so';
const hasNginx = existsSync('/usr/sbin/nginx') && existsSync(modulePath);

interface Nginx {
  readonly rtmpPort: number;
  readonly config: ServerConfig;
  start(hookUrl: string): Promise<ChildProcess>;
}

/** nginx as docs/adr/0070 configures it. */
async function prepareNginx(): Promise<Nginx> {
  const [rtmpPort, httpPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'lianbo-nginx-'));
  mkdirSync(join(folder, 'hls'));
  const conf = readFileSync(new URL('../engines/media/servers/nginx-rtmp.conf', import.meta.url), 'utf8');
  return {
    rtmpPort,
    config: {
      kind: 'nginx-rtmp',
      pushUrl: `rtmp://127.0.0.1:${rtmpPort}/live/{stream}?{token}`,
      playUrl: `http://127.0.0.1:${httpPort}/hls/{token}/{stream}.m3u8`,
      ...{ pushKey: null, playKey: null },
    },
    async start(hookUrl) {
      const own = conf
        .replaceAll('1935', String(rtmpPort))
        .replaceAll('8088', String(httpPort))
        .replaceAll('/var/lib/lianbo-live', folder)
        .replaceAll('http://127.0.0.1:8080/hooks/media/KEY', hookUrl);
      writeFileSync(join(folder, 'nginx.conf'), own);
      const args = ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
      const child = spawn('/usr/sbin/nginx', args, { stdio: 'inherit' });
      closers.push(async () => {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
        rmSync(folder, { recursive: true, force: true });
      });
      await vi.waitFor(() => reach(rtmpPort), patience);
      return child;
    },
  };
}

async function reach(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

describe('a real media server', () => {
  // The ending excuses a machine without it: tools/test-count.ts.
  test.skipIf(!hasNginx)(
    'takes what the hub sends on, asks who may, and tells who watches (needs nginx with its RTMP module)',
    async () => {
      const nginx = await prepareNginx();
      const hookPort = await freePort();
      const stand = await openStand(nginx.config, hookPort);
      const { media, events, refusals, hookPath } = stand;
      await nginx.start(`http://127.0.0.1:${hookPort}${hookPath}`);
      const { rtmp } = media.createIngest({ streamId, memberId: 'host' });
      const encoder = await openEncoder(rtmp!);
      const loopMillis = loop.durationMicros / 1_000;
      let beats = 0;
      encoder.publishLoop(loop);
      await vi.waitFor(
        () =>
          expect(media.forwardOf(streamId)).toEqual({
            note: { streamId, state: 'open', reason: '' },
            wasAsked: true,
          }),
        patience,
      );
      expect(media.health().viewers).toBe(0);
      const beat = setInterval(() => encoder.publishLoop(loop, (beats += loopMillis)), 1_000);
      closers.push(() => clearInterval(beat));
      expect(await checkServer(media, nginx.config, streamId)).toEqual(
        ['push', 'callback', 'play', 'forged'].map((what) =>
          expect.objectContaining({ name: `server-${what}`, state: 'ok' }),
        ),
      );
      clearInterval(beat);

      const viewer = { roomId: 'tv', memberId: '' };
      const player = new RtmpPeer(nginx.rtmpPort);
      player.ask('play', `${streamId}?${media.playToken({ streamId }, viewer)}`);
      await vi.waitFor(() => expect(player.said).toContain('NetStream.Play.Start'), patience);
      encoder.publishLoop(loop, beats + loopMillis);
      await vi.waitFor(() => expect(player.media.length).toBeGreaterThan(50), patience);
      const seen = (count: number) =>
        expect(events).toContainEqual({ type: 'viewers', streamId, roomId: 'tv', count });
      await vi.waitFor(() => seen(1), patience);
      player.socket.destroy();
      await vi.waitFor(() => seen(0), patience);

      const { path } = media.playback({ streamId }, viewer);
      await vi.waitFor(async () => expect(await statusOf(path)).toBe(200), patience);
      const playlist = await (await fetch(path)).text();
      const [, segment = ''] = /\n(s-\d+\.ts)/.exec(playlist) ?? [];
      expect(await statusOf(new URL(segment, path).href)).toBe(200);
      expect(await statusOf(path.replace('room=tv', 'room=vip'))).toBe(403);
      expect(await statusOf(path.replace(/\/hls\/[^/]+/, '/hls/x'))).toBe(403);

      const forged = new RtmpPeer(nginx.rtmpPort);
      forged.ask(
        'play',
        `${streamId}?${media.playToken({ streamId }, viewer).replace('room=tv', 'room=vip')}`,
      );
      await vi.waitFor(() => expect(forged.isClosed).toBe(true), patience);
      expect(forged.media).toEqual([]);
      // A host's own token is for the hub, which records him.
      const around = new RtmpPeer(nginx.rtmpPort);
      around.ask('publish', media.createIngest({ streamId: 'other', memberId: 'host' }).rtmp!.streamKey);
      await vi.waitFor(() => expect(around.isClosed).toBe(true), patience);
      expect(around.said).not.toContain('NetStream.Publish.Start');
      const reasons = refusals.map(({ door, reason }) => `${door} ${reason}`);
      expect(reasons).toEqual(
        expect.arrayContaining(['hook play forged', 'hook publish foreign', 'hook malformed']),
      );

      encoder.command('deleteStream', 4, null, 1);
      await vi.waitFor(
        () => expect(events.at(-1)).toMatchObject({ type: 'unpublished', reason: 'ended' }),
        patience,
      );
      await vi.waitFor(async () => expect(media.forwardOf(streamId).note).toBe(null), patience);
    },
  );

  test('that is away is told to the operator once, and found again', async () => {
    const port = await freePort();
    const config: ServerConfig = {
      kind: 'srs',
      pushUrl: `rtmp://127.0.0.1:${port}/live/{stream}?{token}`,
      playUrl: 'http://127.0.0.1:1/live/{stream}.m3u8?{token}',
      ...{ pushKey: null, playKey: null },
    };
    const { media, troubles } = await openStand(config);
    const encoder = await openEncoder(media.createIngest({ streamId, memberId: '' }).rtmp!);
    encoder.publishLoop(loop);
    await vi.waitFor(() => expect(troubles).toEqual([expect.stringContaining('ECONNREFUSED')]), patience);
    expect(await checkServer(media, config, streamId)).toEqual([
      expect.objectContaining({ name: 'server-push', state: 'failed', detail: 'ECONNREFUSED' }),
    ]);
    // Another hub stands in for the server: it speaks the same RTMP and checks the same tokens.
    const other = await startEmbeddedMedia({ secret, clock, rtmp: { port, host: '127.0.0.1' } });
    closers.push(() => other.close());
    const arrived: MediaEvent[] = [];
    other.on((event) => arrived.push(event));
    await vi.waitFor(() => expect(media.forwardOf(streamId).note?.state).toBe('open'), patience);
    encoder.publishLoop(loop, 60_000);
    await vi.waitFor(() => expect(arrived).toContainEqual({ type: 'published', streamId }), patience);
    encoder.command('deleteStream', 4, null, 1);
    await vi.waitFor(
      () => expect(arrived).toContainEqual({ type: 'unpublished', streamId, reason: 'ended' }),
      patience,
    );
    expect(troubles.length).toBe(1);
  });
});

describe('webhooks', () => {
  const addresses = {
    pushUrl: 'rtmp://media.example/live/{stream}?{token}',
    playUrl: 'https://media.example/live/{stream}.m3u8?{token}',
    ...{ pushKey: null, playKey: null },
  };
  const viewer = { roomId: 'a', memberId: '' };
  let hub: EmbeddedMedia;
  beforeAll(async () => {
    hub = await startEmbeddedMedia({ secret, clock });
  });
  afterAll(() => hub.close());

  test('of SRS: JSON with the query in param; 200 and code 0, or 403', async () => {
    const { media, app, hookPath, events } = await wire(hub, { kind: 'srs', ...addresses });
    const token = media.playToken({ streamId }, viewer);
    const post = async (said: object) =>
      (await app.inject({ method: 'POST', url: hookPath, payload: said })).statusCode;
    const play = { action: 'on_play', client_id: 'x7', vhost: 'v', app: 'live', stream: 's' };
    expect(await post({ ...play, param: `?${token}` })).toBe(200);
    expect(await post({ ...play, param: `?${token.replace('room=a', 'room=b')}` })).toBe(403);
    expect(await post({ ...play, stream: 'other', param: `?${token}` })).toBe(403);
    expect(await post({ ...play, action: 'on_publish', param: `?${token}` })).toBe(403);
    const told = (count: number) =>
      expect(events).toContainEqual({ type: 'viewers', streamId, roomId: 'a', count });
    await vi.waitFor(() => told(1), patience);
    expect(await post({ action: 'on_stop', client_id: 'x7' })).toBe(200);
    await vi.waitFor(() => told(0), patience);
    expect(await post({ action: 'on_connect', client_id: 9, param: '' })).toBe(200);
    expect(await post({ nothing: 1 })).toBe(403);
    const rude = media.playToken({ streamId }, { ...viewer, memberId: 'rude' });
    media.kick({ streamId, action: 'play', memberId: 'rude' });
    expect(await post({ ...play, param: `?${rude}` })).toBe(403);
  });

  test('of MediaMTX: asked by POST, told by the commands of its configuration', async () => {
    const { media, app, hookPath, events } = await wire(hub, { kind: 'mediamtx', ...addresses });
    const token = media.playToken({ streamId }, viewer);
    const ask = async (said: object) =>
      (await app.inject({ method: 'POST', url: hookPath, payload: said })).statusCode;
    const read = {
      user: '',
      password: '',
      token: '',
      ip: '::1',
      action: 'read',
      path: 'live/s',
      protocol: 'hls',
    };
    expect(await ask({ ...read, id: 'r1', query: token })).toBe(200);
    expect(await ask({ ...read, id: null, query: token.replace('room=a', 'room=b') })).toBe(401);
    expect(await ask({ ...read, action: 'publish', query: token })).toBe(401);
    expect(await ask({ ...read, action: 'api', path: '', query: '' })).toBe(401);
    const tell = (event: string) =>
      app.inject(`${hookPath}?event=${event}&path=live/s&id=r1&query=${encodeURIComponent(token)}`);
    const told = (count: number) =>
      expect(events).toContainEqual({ type: 'viewers', streamId, roomId: 'a', count });
    await tell('read');
    await tell('read');
    await vi.waitFor(() => told(1), patience);
    expect((await tell('unread')).statusCode).toBe(200);
    await vi.waitFor(() => told(0), patience);
  });

  test('hostile calls are refused, logged once, and change nothing', async () => {
    for (const kind of ['srs', 'mediamtx', 'nginx-rtmp'] as const) {
      const { app, hookPath, events, refusals } = await wire(hub, { kind, ...addresses });
      const wrong = await app.inject({ method: 'POST', url: mediaHookPath('0'.repeat(32)), payload: {} });
      expect(wrong.statusCode).toBe(404);
      const bytes = fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 40, seed: 5 });
      const words = fc.sample(fc.oneof(fc.json(), fc.webQueryParameters()), { numRuns: 40, seed: 5 });
      const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain'];
      const statuses = await Promise.all(
        [...bytes.map((some) => Buffer.from(some)), ...words].map(async (payload, i) => {
          const headers = {
            'content-type': types[i % 3]!,
            ...(i % 5 === 0 && { 'x-original-uri': String(payload).replaceAll(/[^\x20-\x7e]/g, '') }),
          };
          return (await app.inject({ method: 'POST', url: hookPath, headers, payload })).statusCode;
        }),
      );
      expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
      // One line for all of a kind at once; the rest follows as a count.
      expect(refusals.filter(({ times }) => times === 1).length).toBeLessThan(3);
      expect(events).toEqual([]);
    }
  });
});
