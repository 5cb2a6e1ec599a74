import Fastify, { type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { freshDatabase, type FreshDatabase } from '../../../test/worlds/database.ts';
import { openFunnel, type Funnel } from '../../engines/db/funnel.ts';
import { newId } from '../../engines/ids.ts';
import { startInProcessFeed } from '../../engines/feed/in-process.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { Actor } from '../../kernel/actor.ts';
import { frameBurst, queueBytes, topicsPerSocket } from './limits.ts';
import { registerFeed } from './register-feed.ts';
import type { TopicKind } from './topic-kind.ts';

const clock = { now: () => new Date() };
const allianceId = newId();
const memberId = newId();
const shopId = newId();
const patience = { timeout: 8_000, interval: 20 };
const owner: Actor = { memberId, roles: new Set(['shop']), shopIds: new Set([shopId]), duties: new Set() };
const manyShops = new Set(Array.from({ length: topicsPerSocket + 1 }, newId));
/** Who comes with which cookie. */
const people: Record<string, Actor> = { owner, greedy: { ...owner, shopIds: manyShops } };
let database: FreshDatabase;
let funnel: Funnel;
let feed: FeedEngine;
let app: FastifyInstance;
let port: number;

const topics: TopicKind[] = [
  { kind: 'pools', idCount: 0, readState: async (db) => ({ alliance: db.allianceId, actor: db.actor }) },
  {
    kind: 'shop',
    idCount: 1,
    mayListen: (db, [id]) => db.actor?.shopIds.has(id!) === true,
    readState: async () => ({}),
  },
];

beforeAll(async () => {
  database = await freshDatabase();
  funnel = openFunnel({ url: database.url, role: 'app', maxConnections: 4, separateRoles: true, clock });
  feed = startInProcessFeed({ clock, onError: (error) => expect.unreachable(String(error)) });
  app = Fastify({ forceCloseConnections: true });
  await registerFeed(app, {
    feed,
    funnel,
    clock,
    topics,
    onError: (error) => expect.unreachable(String(error)),
    resolveCaller: async ({ headers }) => ({ allianceId, actor: people[headers.cookie ?? ''] ?? null }),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as { port: number });
});
afterAll(async () => {
  await app.close();
  await feed.close();
  await funnel.close();
  await database.drop();
});

type Frame = Record<string, unknown> & { seq: number; events?: { n: number }[] };
async function connect(headers: Record<string, string> = {}, options: ClientOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/feed`, { headers, ...options });
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  await once(socket, 'open');
  return {
    socket,
    frames,
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    hears: (count: number) => vi.waitFor(() => expect(frames.length).toBeGreaterThanOrEqual(count), patience),
  };
}
function publish(n: number, name = 'pools', text = ''): void {
  feed.publish({ allianceId, name }, { mode: 'each', event: { kind: 'chat', n, text } });
}

function incompressible(length: number): string {
  return randomBytes(length).toString('base64').slice(0, length);
}

test('a late joiner gets the state, then deltas; a ping tells the time', async () => {
  const guest = await connect();
  guest.say({ op: 'sub', topic: 'pools' });
  await guest.hears(1);
  expect(guest.frames[0]).toMatchObject({ op: 'state', state: { alliance: allianceId, actor: null } });
  publish(1);
  await guest.hears(2);
  expect(guest.frames[1]).toMatchObject({ op: 'delta', seq: guest.frames[0]!.seq + 1, events: [{ n: 1 }] });
  guest.say({ op: 'ping' });
  await guest.hears(3);
  expect(guest.frames[2]!['op']).toBe('pong');
  guest.say({ op: 'unsub', topic: 'pools' });
  await vi.waitFor(() => expect(feed.countListeners({ allianceId, name: 'pools' })).toBe(0), patience);
  guest.socket.close();
});

test('a client that was away gets what it missed', async () => {
  const steady = await connect();
  steady.say({ op: 'sub', topic: 'pools' });
  const guest = await connect();
  guest.say({ op: 'sub', topic: 'pools' });
  await guest.hears(1);
  guest.socket.terminate();
  await vi.waitFor(() => expect(feed.countListeners({ allianceId, name: 'pools' })).toBe(1), patience);
  publish(1);
  await steady.hears(2);
  publish(2);
  await steady.hears(3);
  const back = await connect();
  back.say({ op: 'sub', topic: 'pools', since: guest.frames[0]!.seq });
  await back.hears(2);
  expect(back.frames.map(({ op, events }) => [op, events?.[0]?.n])).toEqual([
    ['delta', 1],
    ['delta', 2],
  ]);
  steady.socket.close();
  back.socket.close();
});

test('everyone hears the same, compressed or not, short or long, in the order it was said', async () => {
  const guests = [
    await connect(),
    await connect({}, { perMessageDeflate: false }),
    await connect({}, { perMessageDeflate: { serverMaxWindowBits: 9 } }),
  ];
  expect(guests.map(({ socket }) => socket.extensions)).toEqual(['permessage-deflate', '', '']);
  for (const guest of guests) guest.say({ op: 'sub', topic: 'pools' });
  await Promise.all(guests.map((guest) => guest.hears(1)));
  const texts = [10, 100, 2_000, 66_000, 200_000].flatMap((length) => [
    incompressible(length),
    '荔枝'.repeat(length / 2),
  ]);
  for (const [n, text] of texts.entries()) {
    publish(n, 'pools', text);
    await guests[1]!.hears(n + 2);
    for (const guest of guests) guest.say({ op: 'ping' });
  }
  const heardBy = ({ frames }: (typeof guests)[number]) => frames.flatMap(({ events }) => events ?? []);
  for (const guest of guests)
    await vi.waitFor(
      () => expect(heardBy(guest)).toEqual(texts.map((text, n) => ({ kind: 'chat', n, text }))),
      patience,
    );
  for (const { socket } of guests) socket.close();
});

test('a client that reads nothing is let go and slows nobody', async () => {
  const quick = await connect();
  const slow = await connect();
  for (const guest of [quick, slow]) guest.say({ op: 'sub', topic: 'pools' });
  await Promise.all([quick.hears(1), slow.hears(1)]);
  slow.socket.pause();
  const sent = 60;
  const delays: number[] = [];
  for (let n = 1; n <= sent; n += 1) {
    const startedAt = performance.now();
    // 200 events at once are a frame of their own, so every round is one large frame.
    for (let i = 0; i < 200; i += 1) publish(n, 'pools', incompressible(1_000));
    await quick.hears(n + 1);
    delays.push(performance.now() - startedAt);
  }
  await vi.waitFor(() => expect(feed.countListeners({ allianceId, name: 'pools' })).toBe(1), patience);
  expect(sent * 200 * 1_000).toBeGreaterThan(10 * queueBytes);
  expect(Math.max(...delays)).toBeLessThan(1_500);
  slow.socket.resume();
  const [code] = (await once(slow.socket, 'close')) as [number];
  expect([1_006, 1_013]).toContain(code);

  const cursor = slow.frames.at(-1)!.seq;
  const back = await connect();
  back.say({ op: 'sub', topic: 'pools', since: cursor });
  await back.hears(1);
  expect(back.frames[0]!.seq >= cursor).toBe(true);
  quick.socket.close();
  back.socket.close();
});

test('topics are refused to strangers, unknown ones to everybody', async () => {
  const guest = await connect();
  const owner = await connect({ cookie: 'owner' });
  for (const topic of [`shop:${shopId}`, 'shop', 'shop:x', 'nothing:here', `pools:${shopId}`])
    guest.say({ op: 'sub', topic });
  await guest.hears(5);
  expect(guest.frames.map(({ code }) => code)).toEqual([
    'sign-in-needed',
    'not-found',
    'not-found',
    'not-found',
    'not-found',
  ]);
  owner.say({ op: 'sub', topic: `shop:${shopId}` });
  owner.say({ op: 'sub', topic: `shop:${newId()}` });
  await owner.hears(2);
  expect(owner.frames.map(({ op, code }) => code ?? op)).toEqual(['state', 'not-allowed']);
  guest.socket.close();
  owner.socket.close();
});

test('a page of another site does not get in', async () => {
  const stranger = new WebSocket(`ws://127.0.0.1:${port}/feed`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  const [, answer] = (await once(stranger, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  const own = await connect({ origin: `http://127.0.0.1:${port}` });
  own.socket.close();
});

test('a client that talks nonsense or too much is closed, one with too many topics refused', async () => {
  const confused = await connect();
  confused.socket.send('{"op":"dance"}');
  expect((await once(confused.socket, 'close'))[0]).toBe(1_008);

  const talker = await connect();
  for (let n = 0; n < frameBurst + 40; n += 1) talker.say({ op: 'ping' });
  expect((await once(talker.socket, 'close'))[0]).toBe(4_429);

  const collector = await connect({ cookie: 'greedy' });
  for (const id of manyShops) collector.say({ op: 'sub', topic: `shop:${id}` });
  await collector.hears(topicsPerSocket + 1);
  expect(collector.frames.filter(({ op }) => op === 'state')).toHaveLength(topicsPerSocket);
  expect(collector.frames.at(-1)).toMatchObject({ op: 'refused', code: 'too-many-requests' });
  collector.socket.close();
});
