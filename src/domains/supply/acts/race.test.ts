import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import {
  cancelCommitments,
  closeDuePools,
  closePoolNow,
  getPool,
  getPoolProgress,
  lockPools,
  poolOutcome,
} from '../index.ts';

let pools: PoolWorld;
let inspector: Client;
beforeAll(async () => {
  pools = await openPoolWorld();
  inspector = new Client({ connectionString: pools.world.url });
  await inspector.connect();
});
afterAll(async () => {
  await inspector.end();
  await pools.world.close();
});

const transact = <T>(work: Parameters<typeof pools.home.transact<T>>[1]) =>
  pools.home.transact(pools.home.operator, work);
const board = (poolId: string) => transact((tx) => getPool(tx, poolId));
const buyers = 24;

/** The world's connections less the one that holds the lock: as many can stand in line. */
const queueMax = 7;

/** Keeps the pool locked until everybody stands in line for it, in the order given, then lets them go. */
async function together<T>(poolId: string, starts: readonly (() => Promise<T>)[]) {
  const gate = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holder = transact(async (tx) => {
    await lockPools(tx, [poolId]);
    locked.resolve();
    await gate.promise;
  });
  await locked.promise;
  const running: Promise<T>[] = [];
  for (const start of starts) {
    running.push(start());
    await untilWaiting(Math.min(running.length, queueMax));
  }
  gate.resolve();
  await holder;
  return Promise.allSettled(running);
}

async function untilWaiting(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await inspector.query<{ waiting: number }>(
          `select count(*)::int as waiting from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows[0]?.waiting;
      },
      { interval: 5, timeout: 5_000 },
    )
    .toBe(count);
}

describe('the supply cap', () => {
  test(`of ${buyers} buyers of 10 pieces, 10 get the 100 there are`, async () => {
    const { poolId } = await pools.openRound({ cap: 100 });
    const results = await together(
      poolId,
      Array.from({ length: buyers }, (_, at) => () => pools.hold(poolId, 10, at % 2)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(10);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => result.reason.code)).toEqual(refused.map(() => 'pool-full'));
    expect((await board(poolId)).progress).toMatchObject({ heldQuantity: 100, cap: 100 });
  });
});

describe('the threshold', () => {
  test(`${buyers} payments racing it make exactly one purchase order and lose no piece`, async () => {
    const { poolId } = await pools.openRound();
    const lines = [];
    for (let at = 0; at < buyers; at += 1) lines.push(await pools.hold(poolId, 3, at % 2));
    const results = await together(
      poolId,
      lines.map((line) => () => pools.pay(line)),
    );
    expect(results.every((result) => result.status === 'fulfilled')).toBe(true);
    const pool = await board(poolId);
    expect(pool.progress).toMatchObject({ state: 'formed', paidQuantity: 3 * buyers, heldQuantity: 0 });
    expect(pool.events.filter((event) => event.kind === 'formed')).toHaveLength(1);
    expect(pool.purchaseOrder).not.toBeNull();
  });

  test('one payment delivered many times at once counts once', async () => {
    const { poolId } = await pools.openRound();
    const line = await pools.hold(poolId, 30);
    await together(
      poolId,
      Array.from({ length: 6 }, () => () => pools.pay(line)),
    );
    const pool = await board(poolId);
    expect(pool.progress.paidQuantity).toBe(30);
    expect(pool.events.filter((event) => event.kind === 'formed')).toHaveLength(1);
  });

  test('a cancellation racing the crossing: one pre-order when the payment came first, none when it came second', async () => {
    for (const paymentFirst of [false, true]) {
      const { poolId } = await pools.openRound();
      const paid = await pools.buy(poolId, 20);
      const crossing = await pools.hold(poolId, 10);
      const race = [
        () => transact((tx) => cancelCommitments(tx, [paid])),
        () => pools.pay(crossing).then((answer) => answer.paid),
      ];
      await together(poolId, paymentFirst ? race.reverse() : race);
      const pool = await board(poolId);
      expect(pool.progress.paidQuantity).toBe(10);
      expect(pool.progress.state).toBe(paymentFirst ? 'formed' : 'open');
      expect(pool.purchaseOrder !== null).toBe(paymentFirst);
      await transact((tx) => closePoolNow(tx, { poolId }));
      const after = await board(poolId);
      expect(after.state).toBe('failed');
      expect(after.purchaseOrder?.state).toBe(paymentFirst ? 'cancelled' : undefined);
    }
  });
});

describe('the cut-off', () => {
  test('a payment at the same moment is in the final order or lost, never both and never neither', async () => {
    for (const paymentFirst of [false, true]) {
      const { poolId } = await pools.openRound();
      await pools.buy(poolId, 30);
      const last = await pools.hold(poolId, 5);
      const close = () =>
        transact((tx) => closePoolNow(tx, { poolId })).then(() => ({ paid: [''], lost: [''] }));
      const race = [close, () => pools.pay(last)];
      const results = await together(poolId, paymentFirst ? race.reverse() : race);
      const answers = results.map((result) => (result.status === 'fulfilled' ? result.value : null));
      const { lines } = await transact((tx) => poolOutcome(tx, poolId));
      const served = lines.reduce((sum, line) => sum + line.servedQuantity, 0);
      expect(served).toBe(paymentFirst ? 35 : 30);
      expect(answers.some((answer) => answer?.paid.includes(last))).toBe(paymentFirst);
      expect(answers.some((answer) => answer?.lost.includes(last))).toBe(!paymentFirst);
      expect((await transact((tx) => getPoolProgress(tx, poolId))).heldQuantity).toBe(0);
    }
  });

  test('two clockworks at once close a pool once', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 30);
    pools.world.clock.forward(2 * 86_400);
    await Promise.all(Array.from({ length: 5 }, () => pools.home.transact(null, closeDuePools)));
    await pools.home.transact(null, closeDuePools);
    const { events, state } = await board(poolId);
    expect(state).toBe('closed');
    expect(events.filter((event) => event.kind === 'closed')).toHaveLength(1);
  });
});
