import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestRedis, type TestRedis } from '../../../../test/worlds/redis.ts';
import { newId } from '../../ids.ts';
import type { FeedFrame } from '../frame.ts';
import { pendingEvents, tickMillis } from '../limits.ts';
import type { FeedEngine } from '../port.ts';
import { startRedisFeed } from './feed.ts';

const topic = { allianceId: 'a', name: 'pools' };
const clock = { now: () => new Date() };
const patience = { timeout: 8_000, interval: 20 };
const opened: FeedEngine[] = [];
const errors: unknown[] = [];
let redis: TestRedis;

interface Node extends FeedEngine {
  /** What was said about the line: true for a loss, false for its return. */
  readonly losses: boolean[];
}
async function startNode(prefix: string): Promise<Node> {
  const losses: boolean[] = [];
  const feed = await startRedisFeed({
    ...{ url: redis.url, prefix, clock },
    onError: (error) => errors.push(error),
    onLine: (lost) => losses.push(lost !== null),
  });
  opened.push(feed);
  return Object.assign(feed, { losses });
}
async function startTwo(): Promise<[Node, Node]> {
  const prefix = `${newId()}:`;
  const [a, b] = [await startNode(prefix), await startNode(prefix)];
  await vi.waitFor(() => expect([a.figures().nodes, b.figures().nodes]).toEqual([2, 2]), patience);
  return [a, b];
}

interface Heard {
  readonly op: string;
  readonly seq: number;
  readonly state?: unknown;
  readonly events?: { kind: string; n: number }[];
}
function listen() {
  const heard: Heard[] = [];
  return {
    heard,
    send: ({ text }: FeedFrame) => void heard.push(JSON.parse(text) as Heard),
    chat: () => heard.flatMap(({ events }) => events?.map(({ n }) => n) ?? []),
    states: () => heard.flatMap(({ op, state }) => (op === 'state' ? [state] : [])),
  };
}
const state = (value: unknown) => ({ readState: async () => value });
const each = (n: number) => ({ mode: 'each', event: { kind: 'chat', n } }) as const;
const ticks = (count: number) => new Promise((resolve) => setTimeout(resolve, count * tickMillis + 60));

describe('several nodes', () => {
  beforeAll(async () => void (redis = await openTestRedis()));
  afterAll(() => redis.close());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((feed) => feed.close()));
    if (errors.length > 0) throw new AggregateError(errors.splice(0), 'a read failed');
  });

  test('what one node says all hear alike, in one frame per tick', async () => {
    const [a, b] = await startTwo();
    const [near, far] = [listen(), listen()];
    await a.join(topic, near, state('s'));
    await b.join(topic, far, state('s'));
    for (let n = 0; n < 40; n += 1) a.publish(topic, each(n));
    await vi.waitFor(() => expect([near, far].map((ear) => ear.chat().length)).toEqual([40, 40]), patience);
    expect(far.heard).toEqual(near.heard);
    expect(far.heard.map(({ op }) => op)).toEqual(['state', 'delta']);
    a.publish(topic, each(40));
    b.publish(topic, each(41));
    await vi.waitFor(() => expect(near.chat()).toHaveLength(42), patience);
    await vi.waitFor(() => expect(far.heard).toEqual(near.heard), patience);
    expect(near.heard.map(({ seq }) => seq - near.heard[0]!.seq)).toEqual([0, 1, 2, 3]);
  });

  test('a client that comes back to another node gets what it missed there', async () => {
    const [a, b] = await startTwo();
    const [guest, steady] = [listen(), listen()];
    await a.join(topic, steady, state('s'));
    const leave = await a.join(topic, guest, state('s'));
    leave();
    a.publish(topic, each(1));
    await ticks(1);
    a.publish(topic, each(2));
    await vi.waitFor(() => expect(steady.chat()).toEqual([1, 2]), patience);
    const back = listen();
    await b.join(topic, back, { ...state('anew'), since: guest.heard[0]!.seq });
    expect(back.heard).toEqual(steady.heard.slice(1));
  });

  test('a value is read when somebody listens at any node, and only then', async () => {
    const [a, b] = await startTwo();
    let reads = 0;
    const event = async () => ({ kind: 'progress', n: (reads += 1) });
    const publication = { mode: 'last', key: 'x', event } as const;
    a.publish(topic, publication);
    await ticks(1);
    expect(reads).toBe(0);
    const far = listen();
    const leave = await b.join(topic, far, state('s'));
    a.publish(topic, publication);
    await vi.waitFor(() => expect(far.chat()).toEqual([1]), patience);
    leave();
    a.publish(topic, publication);
    await ticks(1);
    expect(reads).toBe(1);
  });

  test('listeners are counted over all nodes, until a node is gone', async () => {
    const [a, b] = await startTwo();
    const told: number[] = [];
    a.onAudience((at, count) => at.name === topic.name && told.push(count));
    await a.join(topic, listen(), state('s'));
    await b.join(topic, listen(), state('s'));
    const leave = await b.join(topic, listen(), state('s'));
    await vi.waitFor(
      () => expect([a.countListeners(topic), b.countListeners(topic)]).toEqual([3, 3]),
      patience,
    );
    expect(told.at(-1)).toBe(3);
    leave();
    await vi.waitFor(() => expect(a.countListeners(topic)).toBe(2), patience);
    await b.close();
    await vi.waitFor(() => expect(a.countListeners(topic)).toBe(1), patience);
    expect(told.at(-1)).toBe(1);
    expect(a.figures().nodes).toBe(1);
  });

  test('too much at once loses nobody: everyone is led to the state', async () => {
    const [a, b] = await startTwo();
    const [near, far] = [listen(), listen()];
    await a.join(topic, near, state('s'));
    await b.join(topic, far, state('s'));
    let release: (value: null) => void = () => undefined;
    const hangs = () => new Promise<null>((resolve) => (release = resolve));
    a.publish(topic, { mode: 'last', key: 'x', event: hangs });
    await ticks(1);
    for (let n = 0; n <= pendingEvents; n += 1) a.publish(topic, each(n));
    release(null);
    await ticks(1);
    a.publish(topic, each(-1));
    await vi.waitFor(() => expect([near.chat(), far.chat()]).toEqual([[-1], [-1]]), patience);
    expect(far.heard[1]!.seq).toBeGreaterThan(far.heard[0]!.seq + 1);
    const back = listen();
    await b.join(topic, back, { ...state('anew'), since: far.heard[0]!.seq });
    expect(back.states()).toEqual(['anew']);
  });

  test('without Redis a node goes on alone and says so once; with it everyone starts from the state', async () => {
    const [a, b] = await startTwo();
    const [near, far] = [listen(), listen()];
    let known = 'before';
    const readState = async () => known;
    await a.join(topic, near, { readState });
    await b.join(topic, far, { readState });
    await redis.stop();
    await vi.waitFor(() => expect([a.isWhole(), b.isWhole()]).toEqual([false, false]), patience);
    expect(a.countListeners(topic)).toBe(1);
    a.publish(topic, each(1));
    const late = listen();
    await a.join(topic, late, { readState });
    a.publish(topic, each(2));
    await vi.waitFor(
      () =>
        expect([near.chat(), late.chat()]).toEqual([
          [1, 2],
          [1, 2],
        ]),
      patience,
    );
    expect(far.chat()).toEqual([]);
    const alone = near.heard.at(-1)!.seq;
    known = 'after';
    await redis.start();
    await vi.waitFor(() => expect(near.states()).toEqual(['before', 'after']), patience);
    await vi.waitFor(() => expect(far.states()).toEqual(['before', 'after']), patience);
    await vi.waitFor(
      () =>
        expect([a.losses, b.losses]).toEqual([
          [true, false],
          [true, false],
        ]),
      patience,
    );
    await vi.waitFor(() => expect(b.countListeners(topic)).toBe(3), patience);
    const back = listen();
    await b.join(topic, back, { readState, since: alone });
    expect(back.states()).toEqual(['after']);
    b.publish(topic, each(3));
    await vi.waitFor(
      () => expect([near, far, late, back].map((ear) => ear.chat().at(-1))).toEqual([3, 3, 3, 3]),
      patience,
    );
  });

  test('a node that starts without Redis serves, and joins the others when it is there', async () => {
    await redis.stop();
    const prefix = `${newId()}:`;
    const a = await startNode(prefix);
    expect([a.isWhole(), a.losses]).toEqual([false, [true]]);
    const near = listen();
    await a.join(topic, near, state('s'));
    await redis.start();
    await vi.waitFor(() => expect(a.losses).toEqual([true, false]), patience);
    const b = await startNode(prefix);
    b.publish(topic, each(1));
    await vi.waitFor(() => expect(near.chat()).toEqual([1]), patience);
  });
});
