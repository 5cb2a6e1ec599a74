import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { poolProgressed, poolProlonged } from '../facts.ts';
import { prolongedText } from '../rules/event-text.ts';
import { isRunning, poolStateText, stateAt } from '../rules/pool-state.ts';
import { prolongPools } from '../store/end-pools.ts';
import { insertEvents } from '../store/events.ts';
import { lockPoolRows } from '../store/pools.ts';
import type { PoolRow } from '../tables.ts';
import { describePoolCard, type PoolCard } from '../views/pool-cards.ts';
import { cutOffPools } from './cut-off-pools.ts';

/** Moves the cut-off later by hand. It counts as the one prolongation that the policy would grant. */
export async function prolongPool(tx: Tx, input: { poolId: string; cutOffAt: Date }): Promise<PoolCard> {
  const pool = await lockOne(tx, input.poolId);
  const state = stateAt(pool, tx.now);
  refuseUnless(isRunning(state) || state === 'scheduled', 'pool-state', { state: poolStateText[state] });
  const { cutOffAt } = input;
  refuseUnless(cutOffAt > pool.cutOffAt && cutOffAt > tx.now, 'cut-off-too-early', {}, 'cutOffAt');
  const { poolId, cap, threshold, paidQuantity } = pool;
  await prolongPools(tx, [{ poolId, cutOffAt, cap }]);
  const text = prolongedText(cutOffAt, threshold - paidQuantity);
  await insertEvents(tx, [{ poolId, kind: 'prolonged', text, paidQuantity }]);
  await announce(tx, [poolProlonged(poolId, cutOffAt), poolProgressed(poolId)]);
  return describePoolCard(tx, poolId);
}

/** Cuts off now: the pool is ordered or fails, it is never prolonged. */
export async function closePoolNow(tx: Tx, input: { poolId: string }): Promise<PoolCard> {
  const pool = await lockOne(tx, input.poolId);
  const state = stateAt(pool, tx.now);
  refuseUnless(isRunning(state), 'pool-state', { state: poolStateText[state] });
  await cutOffPools(tx, [pool], false);
  return describePoolCard(tx, pool.poolId);
}

async function lockOne(tx: Tx, poolId: string): Promise<PoolRow> {
  const [pool] = await lockPoolRows(tx, [poolId]);
  refuseUnless(pool, 'not-found', {}, 'poolId');
  return pool;
}
