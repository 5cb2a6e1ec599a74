import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { cutOffSeconds, openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { newId } from '../../../engines/ids.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import {
  cancelCommitments,
  closeDuePools,
  holdCommitments,
  listPools,
  lockPools,
  payCommitments,
  releaseCommitments,
} from '../index.ts';

let pools: PoolWorld;
beforeAll(async () => {
  pools = await openPoolWorld();
});
afterAll(() => pools.world.close());

function record(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  return pools.home.transact(pools.home.operator, async (tx) => {
    const { handle, statements } = recordStatements(tx);
    await work(handle);
    return statements;
  });
}

/** Lines spread over as many fresh pools, so that two of them fill each pool to its threshold. */
async function prepare(poolCount: number) {
  const poolIds: string[] = [];
  for (let at = 0; at < poolCount; at += 1) poolIds.push((await pools.openRound()).poolId);
  const { shopId } = pools.home.shops[0]!;
  return pools.home.transact(null, async (tx) =>
    poolIds
      .flatMap((poolId) => [poolId, poolId])
      .map((poolId) => ({
        ...{ orderLineId: tx.newId(), poolId, shopId, memberId: tx.newId() },
        quantity: 16,
        unitPriceFen: 2_680n,
        expiresAt: addSeconds(tx.now, 900),
      })),
  );
}

test.each([1, 7])('the intake path over %i pools is a fixed list of statements', async (poolCount) => {
  const holds = await prepare(poolCount);
  const lineIds = holds.map((hold) => hold.orderLineId);
  const poolIds = [...new Set(holds.map((hold) => hold.poolId))];
  expect(await record((tx) => lockPools(tx, poolIds))).toEqual(['supply.lock-pools']);
  expect(await record((tx) => holdCommitments(tx, holds))).toEqual([
    'supply.lock-pools',
    'supply.hold-commitments',
    'outbox.announce',
  ]);
  const everySecond = lineIds.filter((_, at) => at % 2 === 0);
  expect(await record((tx) => payCommitments(tx, everySecond))).toEqual([
    'supply.lock-pools-of-lines',
    'supply.mark-paid',
    'outbox.announce',
  ]);
  expect(await record((tx) => payCommitments(tx, lineIds))).toEqual([
    'supply.lock-pools-of-lines',
    'supply.mark-paid',
    'supply.take-serials',
    'supply.form-pools',
    'supply.insert-events',
    'outbox.announce',
  ]);
  expect(await record((tx) => cancelCommitments(tx, everySecond))).toHaveLength(3);
  const more = holds.map((hold) => ({ ...hold, orderLineId: newId() }));
  const moreIds = more.map((hold) => hold.orderLineId);
  await record((tx) => holdCommitments(tx, more));
  expect(await record((tx) => releaseCommitments(tx, moreIds, 'expired'))).toHaveLength(3);
});

test('cutting off many pools takes as many statements as cutting off one', async () => {
  pools.world.clock.forward(cutOffSeconds);
  await record(closeDuePools);
  const counts: number[] = [];
  for (const poolCount of [1, 7]) {
    const holds = await prepare(poolCount);
    await record((tx) => holdCommitments(tx, holds));
    await record((tx) =>
      payCommitments(
        tx,
        holds.map((hold) => hold.orderLineId),
      ),
    );
    pools.world.clock.forward(cutOffSeconds);
    counts.push((await record(closeDuePools)).length);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThan(12);
});

test('the board reads in a fixed number of statements', async () => {
  const board = await record((tx) => listPools(tx, { tab: 'formed', limit: 50 }));
  const empty = await record((tx) => listPools(tx, { tab: 'failed', limit: 50 }));
  expect(board.length).toBeLessThan(9);
  expect(board.length - empty.length).toBeLessThan(6);
});
