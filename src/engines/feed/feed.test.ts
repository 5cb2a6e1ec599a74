import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestRedis, type TestRedis, whyNoRedis } from '../../../test/worlds/redis.ts';
import { newId } from '../ids.ts';
import { eventsPerFrame, ringFrames, tickMillis } from './limits.ts';
import { startInProcessFeed } from './in-process.ts';
import type { FeedEngine } from './port.ts';
import { startRedisFeed } from './redis/feed.ts';
import { Ring } from './ring.ts';

const topic = { allianceId: 'a', name: 'pools' };
const errors: unknown[] = [];
const opened: FeedEngine[] = [];

const clock = { now: () => new Date() };
const onError = (error: unknown) => void errors.push(error);
let redis: TestRedis | null = null;

beforeAll(async () => {
  if (whyNoRedis() === null) redis = await openTestRedis();
});
afterAll(() => redis?.close());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((feed) => feed.close()));
  errors.length = 0;
});

async function startInProcess(laterMillis = 0): Promise<FeedEngine> {
  const later = { now: () => new Date(Date.now() + laterMillis) };
  const feed = startInProcessFeed({ clock: later, onError });
  opened.push(feed);
  return feed;
}
/** A node of its own, or one more of the installation with the prefix. */
async function startNode(prefix = `${newId()}:`): Promise<FeedEngine & { readonly lost: (Error | null)[] }> {
  const lost: (Error | null)[] = [];
  const onLine = (error: Error | null) => void lost.push(error);
  const feed = await startRedisFeed({ url: redis!.url, prefix, clock, onError, onLine });
  opened.push(feed);
  return Object.assign(feed, { lost });
}

interface Frame {
  op: string;
  topic: string;
  seq: number;
  state?: unknown;
  events?: { kind: string; n: number }[];
}
function listen() {
  const frames: Frame[] = [];
  return { frames, send: ({ text }: { text: string }) => void frames.push(JSON.parse(text) as Frame) };
}
function state(value: unknown) {
  return { readState: async () => value };
}
function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, tickMillis + 60));
}
function each(n: number) {
  return { mode: 'each', event: { kind: 'chat', n } } as const;
}
function last(n: number, key = 'progress') {
  return { mode: 'last', key, event: { kind: 'progress', n } } as const;
}

/** Tools/test.ts says when there is no Redis. */
const engines = [
  ['in process', startInProcess],
  ...(whyNoRedis() === null ? ([['over Redis', startNode]] as const) : []),
] as const;

describe.each(engines)('%s', (_engine, start: () => Promise<FeedEngine>) => {
  test('a newcomer gets the state, then one numbered frame per tick', async () => {
    const feed = await start();
    const ear = listen();
    await feed.join(topic, ear, state({ paid: 3 }));
    feed.publish(topic, each(1));
    feed.publish(topic, each(2));
    await tick();
    feed.publish(topic, each(3));
    await tick();
    const first = ear.frames[0]!.seq;
    expect(ear.frames).toEqual([
      { op: 'state', topic: 'pools', seq: first, state: { paid: 3 } },
      {
        op: 'delta',
        topic: 'pools',
        seq: first + 1,
        events: [
          { kind: 'chat', n: 1 },
          { kind: 'chat', n: 2 },
        ],
      },
      { op: 'delta', topic: 'pools', seq: first + 2, events: [{ kind: 'chat', n: 3 }] },
    ]);
  });

  test('within a tick the last value of a key wins and no chat is lost', async () => {
    const feed = await start();
    const ear = listen();
    await feed.join(topic, ear, state(null));
    for (let n = 0; n < 50; n += 1) {
      feed.publish(topic, last(n));
      feed.publish(topic, each(n));
      feed.publish(topic, last(n, 'other'));
    }
    await tick();
    const events = ear.frames.flatMap((frame) => frame.events ?? []);
    expect(events.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', n: 49 },
      { kind: 'progress', n: 49 },
    ]);
    expect(events.filter(({ kind }) => kind === 'chat').map(({ n }) => n)).toEqual([...Array(50).keys()]);
  });

  test('a value to be read is read once per tick, at the tick, and not at all when nobody listens', async () => {
    const feed = await start();
    const ear = listen();
    let reads = 0;
    const publication = {
      mode: 'last',
      key: 'progress',
      event: async () => ({ kind: 'progress', n: (reads += 1) }),
    } as const;
    feed.publish(topic, publication);
    await tick();
    expect(reads).toBe(0);
    const leave = await feed.join(topic, ear, state(null));
    for (let n = 0; n < 10; n += 1) feed.publish(topic, publication);
    await tick();
    expect(reads).toBe(1);
    expect(ear.frames[1]!.events).toEqual([{ kind: 'progress', n: 1 }]);
    leave();
    feed.publish(topic, publication);
    await tick();
    expect(reads).toBe(1);
  });

  test('a read that fails is reported and keeps nothing else back', async () => {
    const feed = await start();
    const ear = listen();
    await feed.join(topic, ear, state(null));
    feed.publish(topic, { mode: 'last', key: 'x', event: () => Promise.reject(new Error('no database')) });
    feed.publish(topic, each(1));
    await tick();
    expect(errors).toMatchObject([{ message: 'no database' }]);
    expect(ear.frames[1]!.events).toEqual([{ kind: 'chat', n: 1 }]);
  });

  test('what happens while the state is read comes after it', async () => {
    const feed = await start();
    const ear = listen();
    let finish: (state: unknown) => void = () => undefined;
    const joining = feed.join(topic, ear, { readState: () => new Promise((resolve) => (finish = resolve)) });
    feed.publish(topic, each(1));
    await tick();
    expect(ear.frames).toEqual([]);
    finish({});
    await joining;
    expect(ear.frames.map(({ op, seq }) => [op, seq - ear.frames[0]!.seq])).toEqual([
      ['state', 0],
      ['delta', 1],
    ]);
  });

  test('newcomers of one tick share one reading of the state', async () => {
    const feed = await start();
    let reads = 0;
    const readState = async () => (reads += 1);
    const ears = Array.from({ length: 100 }, listen);
    await Promise.all(ears.map((ear) => feed.join(topic, ear, { readState })));
    expect(reads).toBe(1);
    expect(ears.every(({ frames }) => frames.length === 1)).toBe(true);
  });

  test('who was away gets exactly what is missing, or the state when that is gone', async () => {
    const feed = await start();
    const steady = listen();
    const ear = listen();
    await feed.join(topic, steady, state(null));
    const leave = await feed.join(topic, ear, state(null));
    const { seq } = ear.frames[0]!;
    leave();
    feed.publish(topic, each(1));
    await tick();
    feed.publish(topic, each(2));
    await tick();
    const back = listen();
    await feed.join(topic, back, { ...state('anew'), since: seq });
    expect(back.frames.map((frame) => frame.events)).toEqual([
      [{ kind: 'chat', n: 1 }],
      [{ kind: 'chat', n: 2 }],
    ]);
    const upToDate = listen();
    await feed.join(topic, upToDate, { ...state('anew'), since: seq + 2 });
    expect(upToDate.frames).toEqual([]);
    for (let n = 0; n < (ringFrames + 1) * eventsPerFrame; n += 1) {
      feed.publish(topic, each(n));
      // Frames that do not wait for their tick are sent when the reads of the one before are done.
      if (n % eventsPerFrame === eventsPerFrame - 1) await new Promise((resolve) => setImmediate(resolve));
    }
    const late = listen();
    await feed.join(topic, late, { ...state('anew'), since: seq });
    expect(late.frames.map((frame) => frame.state)).toEqual(['anew']);
  });

  test('alliances do not hear each other', async () => {
    const feed = await start();
    const ear = listen();
    await feed.join(topic, ear, state(null));
    feed.publish({ ...topic, allianceId: 'b' }, each(1));
    await tick();
    expect(ear.frames).toHaveLength(1);
    expect(feed.countListeners(topic)).toBe(1);
    expect(feed.countListeners({ ...topic, allianceId: 'b' })).toBe(0);
  });

  test('whoever comes back after news that nobody heard starts from the state or hears them', async () => {
    const feed = await start();
    const ear = listen();
    const leave = await feed.join(topic, ear, state('before'));
    leave();
    feed.publish(topic, each(1));
    await tick();
    const back = listen();
    await feed.join(topic, back, { ...state('after'), since: ear.frames[0]!.seq });
    await vi.waitFor(() => expect(back.frames).toHaveLength(1));
    const [first] = back.frames;
    expect(['after', [{ kind: 'chat', n: 1 }]]).toContainEqual(first!.state ?? first!.events);
  });
});

test('numbers of another life of the topic are never taken for current ones', async () => {
  const feed = await startInProcess();
  const ear = listen();
  const leave = await feed.join(topic, ear, state(1));
  leave();
  feed.publish(topic, each(1));
  feed.publish(topic, each(2));
  const back = listen();
  await feed.join(topic, back, { ...state(2), since: ear.frames[0]!.seq });
  expect(back.frames.map((frame) => frame.state)).toEqual([2]);
  const restarted = await startInProcess(1_000);
  const third = listen();
  await restarted.join(topic, third, { ...state(3), since: back.frames[0]!.seq });
  expect(third.frames.map((frame) => frame.state)).toEqual([3]);
});

test('the ring is bounded by bytes too', () => {
  const ring = new Ring(10, 100);
  for (let seq = 1; seq <= 5; seq += 1) ring.push({ seq, text: 'x'.repeat(40) });
  expect(ring.after(3, 5)).toHaveLength(2);
  expect(ring.after(2, 5)).toBeNull();
  expect(ring.after(7, 5)).toBeNull();
});
