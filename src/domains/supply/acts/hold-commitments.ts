import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { poolProgressed } from '../facts.ts';
import { isRunning, stateAt } from '../rules/pool-state.ts';
import { insertHolds, type HoldRow } from '../store/commitments.ts';
import { lockPoolRows } from '../store/pools.ts';

/**
 * Holds supply of pools for order lines until they are paid: everything or nothing. Three statements whatever the
 * number of lines and pools. A line that was released may be held again (its payment came late).
 *
 * @throws Refusal pool-closed | pool-full with the pieces still available.
 */
export async function holdCommitments(tx: Tx, holds: readonly HoldRow[]): Promise<void> {
  if (holds.length === 0) return;
  const wanted = new Map<string, number>();
  for (const { poolId, quantity } of holds) wanted.set(poolId, (wanted.get(poolId) ?? 0) + quantity);
  const pools = await lockPoolRows(tx, [...wanted.keys()]);
  refuseUnless(pools.length === wanted.size, 'not-found', {}, 'poolId');
  for (const pool of pools) {
    const open = isRunning(stateAt(pool, tx.now)) && tx.now < pool.cutOffAt;
    refuseUnless(open, 'pool-closed', { poolId: pool.poolId });
    const available = pool.cap - pool.heldQuantity - pool.paidQuantity;
    const fits = (wanted.get(pool.poolId) ?? 0) <= available;
    refuseUnless(fits, 'pool-full', { poolId: pool.poolId, available });
  }
  await refuseOnConstraint(insertHolds(tx, holds), {
    pool_not_oversold: () => new Refusal('pool-full', { available: 0 }),
  });
  await announce(
    tx,
    pools.map((pool) => poolProgressed(pool.poolId)),
  );
}
