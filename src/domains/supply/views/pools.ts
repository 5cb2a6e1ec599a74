import type { Reader } from '../../../engines/db/tx.ts';
import type { PoolMode } from '../rules/pool-terms.ts';
import { findPools } from '../store/pools.ts';
import { progressOf, type PoolProgress } from './progress.ts';

/** A pool as other domains show it. */
export interface PoolBrief {
  readonly poolId: string;
  readonly variantId: string;
  readonly supplierId: string;
  readonly mode: PoolMode;
  readonly sellerShopId: string | null;
  readonly packSize: number;
  readonly perPersonLimit: number | null;
  readonly opensAt: Date;
  readonly cutOffAt: Date;
  readonly progress: PoolProgress;
}

/** Unknown ids are absent from the map. */
export async function describePools(db: Reader, poolIds: readonly string[]): Promise<Map<string, PoolBrief>> {
  if (poolIds.length === 0) return new Map();
  const pools = await findPools(db, poolIds);
  return new Map(
    pools.map((pool) => [
      pool.poolId,
      {
        poolId: pool.poolId,
        variantId: pool.variantId,
        supplierId: pool.supplierId,
        mode: pool.mode,
        sellerShopId: pool.sellerShopId,
        packSize: pool.packSize,
        perPersonLimit: pool.perPersonLimit,
        opensAt: pool.opensAt,
        cutOffAt: pool.cutOffAt,
        progress: progressOf(pool, db.now),
      },
    ]),
  );
}
