import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShelfWorld, type ShelfWorld } from '../../../../test/worlds/shelves.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import {
  allocateStock,
  commitHolds,
  countStock,
  lockCounters,
  placeHolds,
  receiveStock,
  releaseHolds,
  shipStock,
  transferStock,
  type Hold,
} from '../index.ts';

let shelves: ShelfWorld;
beforeAll(async () => {
  shelves = await openShelfWorld(40);
});
afterAll(() => shelves.world.close());

const expiresAt = new Date('2026-11-23T08:15:00Z');

function holdOf(locationId: string, variantId: string, quantity = 1): Hold {
  return {
    orderLineId: randomUUID(),
    locationId,
    variantId,
    memberId: shelves.shopperId,
    quantity,
    expiresAt,
  };
}
async function hold(tx: Tx, ...holds: Hold[]): Promise<void> {
  await lockCounters(tx, holds);
  await placeHolds(tx, holds);
}
/** The codes of those that were refused; anything but a refusal fails the test. */
function codesOf(outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code?: string }).code ?? outcome.reason] : [],
  );
}
/** Opened by the test: the order in which two transactions meet is decided, not slept for. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Until a transaction of this database waits for a lock of another. */
async function untilSomebodyWaits(): Promise<void> {
  const client = new Client({ connectionString: shelves.world.url });
  await client.connect();
  const isWaiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await client.query(isWaiting)).rowCount === 0) await new Promise(setImmediate);
  await client.end();
}

describe('the last pieces', () => {
  test('thirty buyers of seven pieces whom nobody stops but the table: seven get one', async () => {
    const [variantId = ''] = shelves.variantIds;
    await shelves.receive(shelves.hubId, variantId, 7);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, () => shelves.act((tx) => hold(tx, holdOf(shelves.hubId, variantId)))),
    );
    expect(codesOf(outcomes)).toEqual(Array.from({ length: 23 }, () => 'not-enough-stock'));
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('7/7/0');
    expect(await shelves.differences()).toEqual([]);
  });

  test('several lines on one counter are counted together', async () => {
    const variantId = shelves.variantIds[1]!;
    await shelves.receive(shelves.hubId, variantId, 3);
    const two = [holdOf(shelves.hubId, variantId, 2), holdOf(shelves.hubId, variantId, 2)];
    await expect(shelves.act((tx) => hold(tx, ...two))).rejects.toThrow('not-enough-stock');
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('3/0/0');
    const row = { locationId: shelves.hubId, variantId, source: 'test' };
    const moves = [2, 2].map((quantity) => ({ ...row, quantity }));
    await expect(shelves.act((tx) => allocateStock(tx, moves))).rejects.toMatchObject({
      data: { available: 3 },
    });
  });

  test('a counter that nobody touched yet is made once by many at once', async () => {
    const hub = await shelves.addHub();
    const variantId = shelves.variantIds[2]!;
    const receipt = { locationId: hub, variantId, quantity: 1, batch: '', expiresOn: null, source: 'test' };
    await Promise.all(Array.from({ length: 12 }, () => shelves.act((tx) => receiveStock(tx, receipt))));
    expect(await shelves.counter(hub, variantId)).toBe('12/0/0');
  });

  test('crossing orders over the same items never deadlock', async () => {
    const hub = await shelves.addHub();
    for (const variantId of shelves.variantIds) await shelves.receive(hub, variantId, 50);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => {
        const mine = shelves.variantIds.filter((_id, at) => (at * 7 + i) % 5 !== 0);
        const holds = mine.map((variantId) => holdOf(hub, variantId));
        return shelves.act((tx) => hold(tx, ...(i % 2 ? holds : holds.reverse())));
      }),
    );
    expect(codesOf(outcomes)).toEqual([]);
    expect(await shelves.differences()).toEqual([]);
  });
});

describe('the end of a hold', () => {
  test('payment and expiry at once: one of them has it', async () => {
    const variantId = shelves.variantIds[3]!;
    await shelves.receive(shelves.hubId, variantId, 40);
    const holds = Array.from({ length: 40 }, () => holdOf(shelves.hubId, variantId));
    await shelves.act((tx) => hold(tx, ...holds));
    const ids = holds.map((one) => one.orderLineId);
    const [paid, released] = await Promise.all([
      Promise.all(ids.map((id) => shelves.act((tx) => commitHolds(tx, [id])))),
      Promise.all(ids.toReversed().map((id) => shelves.act((tx) => releaseHolds(tx, [id], 'expired')))),
    ]);
    const committed = paid.flatMap((one) => one.committed);
    expect([...committed, ...released.flat()].toSorted()).toEqual(ids.toSorted());
    expect(paid.flatMap((one) => one.lost).toSorted()).toEqual(released.flat().toSorted());
    expect(await shelves.counter(shelves.hubId, variantId)).toBe(`40/0/${committed.length}`);
    expect(await shelves.differences()).toEqual([]);
  });

  test('a late payment that holds its counters already does not deadlock with an expiry', async () => {
    const variantId = shelves.variantIds[4]!;
    await shelves.receive(shelves.hubId, variantId, 2);
    const line = holdOf(shelves.hubId, variantId);
    await shelves.act((tx) => hold(tx, line));
    const [locked, go] = [gate(), gate()];
    let attempts = 0;
    const payment = shelves.act(async (tx) => {
      attempts += 1;
      await lockCounters(tx, [line]);
      locked.open();
      await go.opened;
      return commitHolds(tx, [line.orderLineId]);
    });
    await locked.opened;
    const expiry = shelves.act((tx) => {
      attempts += 1;
      return releaseHolds(tx, [line.orderLineId], 'expired');
    });
    await untilSomebodyWaits();
    go.open();
    expect(await payment).toEqual({ committed: [line.orderLineId], lost: [] });
    expect(await expiry).toEqual([]);
    // A deadlock would be repeated by the funnel and show as a third attempt.
    expect(attempts).toBe(2);
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('2/0/1');
  });

  test('twice the same payment: once committed, once lost; a line is not held twice', async () => {
    const variantId = shelves.variantIds[5]!;
    await shelves.receive(shelves.hubId, variantId, 5);
    const line = holdOf(shelves.hubId, variantId, 2);
    await shelves.act((tx) => hold(tx, line));
    await expect(shelves.act((tx) => hold(tx, line))).rejects.toThrow('held already');
    const [first, second] = await Promise.all(
      [1, 2].map(() => shelves.act((tx) => commitHolds(tx, [line.orderLineId]))),
    );
    expect(first!.committed.length + second!.committed.length).toBe(1);
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('5/0/2');
  });

  test('a hold that was let go can be held again, for another quantity', async () => {
    const variantId = shelves.variantIds[6]!;
    await shelves.receive(shelves.hubId, variantId, 5);
    const line = holdOf(shelves.hubId, variantId, 2);
    await shelves.act((tx) => hold(tx, line));
    expect(await shelves.act((tx) => releaseHolds(tx, [line.orderLineId], 'expired'))).toEqual([
      line.orderLineId,
    ]);
    await shelves.act((tx) => hold(tx, { ...line, quantity: 3 }));
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('5/3/0');
    expect(await shelves.act((tx) => commitHolds(tx, [line.orderLineId, randomUUID()]))).toMatchObject({
      committed: [line.orderLineId],
      lost: [expect.any(String)],
    });
    expect(await shelves.counter(shelves.hubId, variantId)).toBe('5/0/3');
    expect(await shelves.differences()).toEqual([]);
  });
});

describe('batches', () => {
  const row = (locationId: string, variantId: string, quantity: number) => ({
    ...{ locationId, variantId, quantity },
    source: 'test',
  });

  test('ship first what expires first; a transfer keeps the days', async () => {
    const variantId = shelves.variantIds[7]!;
    const [from, to] = [await shelves.addHub(), await shelves.addHub()];
    await shelves.receive(from, variantId, 4, '2026-12-20');
    await shelves.receive(from, variantId, 4, '2026-12-01');
    await shelves.act((tx) =>
      transferStock(tx, [{ ...row(from, variantId, 5), fromLocationId: from, toLocationId: to }]),
    );
    expect(await lotsAt(to)).toEqual(['2026-12-01 4', '2026-12-20 1']);
    await shelves.act(async (tx) => {
      await allocateStock(tx, [row(to, variantId, 4)]);
      await shipStock(tx, [row(to, variantId, 3), row(to, variantId, 1)]);
    });
    expect(await lotsAt(to)).toEqual(['2026-12-20 1']);
    expect(await lotsAt(from)).toEqual(['2026-12-20 3']);
  });

  test('what arrives in a transfer cannot be sent on by it', async () => {
    const variantId = shelves.variantIds[8]!;
    const [a, b, c] = [await shelves.addHub(), await shelves.addHub(), await shelves.addHub()];
    await shelves.receive(a, variantId, 1);
    const hop = (fromLocationId: string, toLocationId: string) => ({
      ...row(a, variantId, 1),
      ...{ fromLocationId, toLocationId },
    });
    await expect(shelves.act((tx) => transferStock(tx, [hop(a, b), hop(b, c)]))).rejects.toThrow(
      'not-enough-stock',
    );
    expect(await shelves.differences()).toEqual([]);
  });

  test('a count takes missing pieces from the oldest and keeps found ones apart', async () => {
    const variantId = shelves.variantIds[9]!;
    const hub = await shelves.addHub();
    await shelves.receive(hub, variantId, 3, '2026-11-25');
    await shelves.receive(hub, variantId, 3, '2026-11-29');
    const count = (counted: number) =>
      shelves.act((tx) => countStock(tx, { locationId: hub, reason: '', counts: [{ variantId, counted }] }));
    expect(await count(4)).toEqual({ rows: [{ variantId, before: 6, after: 4 }] });
    expect(await lotsAt(hub)).toEqual(['2026-11-25 1', '2026-11-29 3']);
    await count(6);
    expect(await lotsAt(hub)).toEqual(['2026-11-25 1', '2026-11-29 3', 'null 2']);
  });

  async function lotsAt(locationId: string): Promise<string[]> {
    const client = new Client({ connectionString: shelves.world.url });
    await client.connect();
    const { rows } = await client.query<{ text: string }>(
      `select coalesce(expires_on::text, 'null') || ' ' || sum(left_quantity) as text from stock_lot
       where location_id = $1 and left_quantity > 0 group by expires_on order by expires_on nulls last`,
      [locationId],
    );
    await client.end();
    return rows.map((one) => one.text);
  }
});
