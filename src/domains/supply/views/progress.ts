import type { Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { stateAt } from '../rules/pool-state.ts';
import { gapToNext, tierAt, tierIndexAt } from '../rules/tier-price.ts';
import { findPools } from '../store/pools.ts';
import type { PoolRow } from '../tables.ts';

export type PoolProgress = Output<typeof supply.getPoolProgress>;

/** What everybody may know of a pool. A rung beyond the cap is never announced: it is out of reach. */
export function progressOf(pool: PoolRow, now: Date): PoolProgress {
  const { paidQuantity, tiers, cap } = pool;
  const isAgency = pool.mode === 'agency';
  const next = gapToNext(tiers, paidQuantity);
  const reachable = next !== null && next.tier.minQuantity <= cap ? next : null;
  return {
    poolId: pool.poolId,
    state: stateAt(pool, now),
    paidQuantity,
    heldQuantity: pool.heldQuantity,
    cap,
    threshold: pool.threshold,
    tierIndex: tierIndexAt(tiers, paidQuantity),
    tiers: tiers.map(({ minQuantity, retailFen }) => ({ minQuantity, retailFen })),
    priceFen: isAgency ? tierAt(tiers, paidQuantity).retailFen : null,
    nextGap: reachable && reachable.gap,
    nextRetailFen: isAgency && reachable ? reachable.tier.retailFen : null,
    cutOffAt: pool.cutOffAt,
    serverNow: now,
  };
}

export async function getPoolProgress(db: Reader, poolId: string): Promise<PoolProgress> {
  const [pool] = await findPools(db, [poolId]);
  if (!pool) throw new Refusal('not-found', {}, 'poolId');
  return progressOf(pool, db.now);
}
