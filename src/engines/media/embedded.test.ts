import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect as connectRaw } from 'node:net';
import websocket from '@fastify/websocket';
import fc from 'fast-check';
import fastify from 'fastify';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { attachMedia } from './attach.ts';
import { publishLoop } from './demo/publish-loop.ts';
import { startEmbeddedMedia } from './embedded.ts';
import type { RefusalNote } from './hub/ipc.ts';
import type { MediaEngine, MediaEvent } from './port.ts';
import { signToken } from './token.ts';

const clock = { now: () => new Date() };
const secret = 'a secret of at least 32 characters';
const session = { streamId: 'demo' };
const patience = { timeout: 8_000, interval: 20 };

let media: MediaEngine;
let server: Server;
let events: MediaEvent[];
let restarts: string[];
let refusals: RefusalNote[];

beforeEach(async () => {
  events = [];
  restarts = [];
  refusals = [];
  media = await startEmbeddedMedia({
    secret,
    clock,
    onRestart: (cause) => restarts.push(cause),
    onRefused: (note) => refusals.push(note),
  });
  media.on((event) => events.push(event));
  server = createServer();
  attachMedia(server, media);
});

afterEach(async () => {
  await media.close();
  server.close();
});

interface Peer {
  readonly socket: WebSocket;
  readonly texts: { type: string }[];
  bytes: number;
  closedWith: number | null;
}

async function listen(on: Server): Promise<string> {
  on.listen(0, '127.0.0.1');
  await once(on, 'listening');
  return `127.0.0.1:${(on.address() as AddressInfo).port}`;
}

function connect(url: string): Peer {
  const socket = new WebSocket(url, { rejectUnauthorized: false });
  const peer: Peer = { socket, texts: [], bytes: 0, closedWith: null };
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) peer.bytes += data.byteLength;
    else peer.texts.push(JSON.parse(data.toString()) as { type: string });
  });
  socket.on('close', (code) => (peer.closedWith = code));
  socket.on('error', () => (peer.closedWith ??= 0));
  return peer;
}

function viewerPath(roomId = 'a', memberId = ''): string {
  return media.playback(session, { roomId, memberId }).path;
}

describe('embedded media', () => {
  test('carries the demo loop to two rooms through sockets the main process gave away', async () => {
    const address = await listen(server);
    publishLoop(media, 'demo');
    const viewers = ['a', 'b'].map((room) => connect(`ws://${address}${viewerPath(room)}`));
    await vi.waitFor(
      () => expect(viewers.map(({ bytes }) => bytes > 30_000)).toEqual([true, true]),
      patience,
    );
    for (const { texts } of viewers) expect(texts.map(({ type }) => type)).toContain('init');
    await vi.waitFor(() => expect(media.health()).toMatchObject({ state: 'up', viewers: 2 }), patience);
    expect(await new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0);
    // Counts are told at most once a second.
    const rooms = () => new Set(events.flatMap((event) => (event.type === 'viewers' ? [event.roomId] : [])));
    await vi.waitFor(() => expect(rooms()).toEqual(new Set(['a', 'b'])), patience);
    expect(events).toContainEqual({ type: 'published', streamId: 'demo' });
  });

  test('the loop ends when asked, and viewers are told', async () => {
    const address = await listen(server);
    const stop = publishLoop(media, 'demo');
    const viewer = connect(`ws://${address}${viewerPath()}`);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(0), patience);
    stop();
    await vi.waitFor(() => expect(viewer.texts.at(-1)).toEqual({ type: 'ended' }), patience);
    await vi.waitFor(
      () => expect(events).toContainEqual({ type: 'unpublished', streamId: 'demo', reason: 'ended' }),
      patience,
    );
  });

  test('refuses forged, foreign and expired tokens with a code a browser can read', async () => {
    const address = await listen(server);
    const forged = viewerPath().replace('room=a', 'room=b');
    const foreign = viewerPath().replace('/media/play', '/media/ingest');
    const times = { issuedAtMillis: 1_000, expiresAtMillis: 2_000 };
    const old = signToken(secret, { action: 'play', ...session, roomId: 'a', memberId: '', ...times });
    const peers = [forged, foreign, `/media/play?${old}`, '/media/play'].map((path) =>
      connect(`ws://${address}${path}`),
    );
    await vi.waitFor(
      () => expect(new Set(peers.map((p) => p.closedWith))).toEqual(new Set([4401])),
      patience,
    );
    expect(refusals.map(({ reason }) => reason).toSorted()).toEqual(
      ['expired', 'forged', 'foreign', 'malformed'].toSorted(),
    );
    expect(media.authorize('play', forged.slice('/media/play?'.length))).toBe('forged');
  });

  test('a kick closes the connection, refuses its token, and takes a later one', async () => {
    const address = await listen(server);
    publishLoop(media, 'demo');
    const path = viewerPath('a', 'rude');
    const rude = connect(`ws://${address}${path}`);
    const kind = connect(`ws://${address}${viewerPath('a', 'kind')}`);
    await vi.waitFor(() => expect(Math.min(rude.bytes, kind.bytes)).toBeGreaterThan(0), patience);
    media.kick({ ...session, action: 'play', memberId: 'rude' });
    await vi.waitFor(() => expect(rude.closedWith).toBe(4403), patience);
    const again = connect(`ws://${address}${path}`);
    await vi.waitFor(() => expect(again.closedWith).toBe(4401), patience);
    const forgiven = connect(`ws://${address}${viewerPath('a', 'rude')}`);
    await vi.waitFor(() => expect(forgiven.bytes).toBeGreaterThan(0), patience);
    expect(kind.closedWith).toBe(null);
  });

  test('a publisher who breaks the wire format is shown the door', async () => {
    const address = await listen(server);
    const { path } = media.createIngest({ ...session, memberId: 'host' });
    const host = connect(`ws://${address}${path}`);
    await once(host.socket, 'open');
    host.socket.send('{"type":"hello","audio":"perhaps"}');
    await vi.waitFor(() => expect(host.closedWith).toBe(4400), patience);
  });

  test('truncated and hostile WebSocket input is turned away and logged, and costs the others nothing', async () => {
    const address = await listen(server);
    publishLoop(media, 'demo');
    const viewer = connect(`ws://${address}${viewerPath()}`);
    const door = () => media.createIngest({ streamId: 'victim', memberId: 'host' }).path;
    const hello = '{"type":"hello","audio":false}';
    const bytes = fc.sample(fc.uint8Array({ maxLength: 200 }), { numRuns: 30, seed: 7 });
    const texts = fc.sample(fc.oneof(fc.json(), fc.string()), { numRuns: 30, seed: 7 });
    // Inside the protocol: nonsense as frames and words, each on a connection of its own.
    for (const nonsense of [...bytes.map((some) => Buffer.from(some)), ...texts]) {
      const peer = connect(`ws://${address}${door()}`);
      await once(peer.socket, 'open');
      peer.socket.send(hello);
      peer.socket.send(nonsense);
      // What happens to be well formed is no fault: its sender leaves by himself.
      peer.socket.close();
      await vi.waitFor(() => expect(peer.closedWith).not.toBe(null), patience);
    }
    // Below it: what follows the handshake is no WebSocket at all, or ends in the middle.
    const port = Number(address.split(':')[1]);
    for (const [i, some] of bytes.entries()) {
      const path = i % 2 === 0 ? door() : viewerPath();
      const socket = connectRaw(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      const key = 'dGhlIHNhbXBsZSBub25jZQ==';
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
      );
      socket.end(Buffer.from(some));
      await once(socket, 'close');
    }
    const before = viewer.bytes;
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(before), patience);
    expect(media.health()).toMatchObject({ state: 'up', restarts: 0 });
    await vi.waitFor(
      () => expect(refusals).toContainEqual(expect.objectContaining({ door: 'ingest', reason: 'malformed' })),
      patience,
    );
    expect(refusals.length).toBeLessThan(bytes.length + texts.length);
  });

  test('a hub that dies is started again, plays on and remembers kicks', async () => {
    const address = await listen(server);
    publishLoop(media, 'demo');
    const kicked = viewerPath('a', 'rude');
    media.kick({ ...session, action: 'play', memberId: 'rude' });
    const viewer = connect(`ws://${address}${viewerPath()}`);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(0), patience);
    const { processId } = media.health();
    if (processId === null) throw new Error('no hub to end');
    process.kill(processId, 'SIGKILL');
    await vi.waitFor(() => expect(media.health()).toMatchObject({ state: 'up', restarts: 1 }), patience);
    expect(restarts).toEqual(['SIGKILL']);
    const back = connect(`ws://${address}${viewerPath()}`);
    const refused = connect(`ws://${address}${kicked}`);
    await vi.waitFor(() => expect(back.bytes).toBeGreaterThan(0), patience);
    await vi.waitFor(() => expect(refused.closedWith).toBe(4401), patience);
  });

  test('works over TLS, whose bytes pass through the main process', async () => {
    const pems = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
    const secure = createSecureServer({ key: pems.private, cert: pems.cert });
    attachMedia(secure, media);
    const address = await listen(secure);
    publishLoop(media, 'demo');
    const viewer = connect(`wss://${address}${viewerPath()}`);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(30_000), patience);
    viewer.socket.terminate();
    await vi.waitFor(() => expect(media.health().viewers).toBe(0), patience);
    secure.close();
  });

  test.each(['before', 'after'])('shares a server with @fastify/websocket, attached %s it', async (order) => {
    const app = fastify();
    if (order === 'before') attachMedia(app.server, media);
    await app.register(websocket);
    app.get('/feed', { websocket: true }, (socket) => socket.send('{"type":"feed"}'));
    await app.ready();
    if (order === 'after') attachMedia(app.server, media);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    publishLoop(media, 'demo');
    const viewer = connect(`ws://${address}${viewerPath()}`);
    const feed = connect(`ws://${address}/feed`);
    const nowhere = connect(`ws://${address}/nowhere`);
    await vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(0), patience);
    await vi.waitFor(() => expect(feed.texts).toEqual([{ type: 'feed' }]), patience);
    await vi.waitFor(() => expect(nowhere.closedWith).not.toBe(null), patience);
    feed.socket.close();
    await media.close();
    await app.close();
    expect(viewer.closedWith).toBe(1001);
  });
});
