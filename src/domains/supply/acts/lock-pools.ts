import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { stateAt, type PoolState } from '../rules/pool-state.ts';
import type { PoolMode } from '../rules/pool-terms.ts';
import { tierAt, type Tier } from '../rules/tier-price.ts';
import { lockPoolRows } from '../store/pools.ts';

/** What the intake decides with. Quantities are pieces; the cap is the pool's stock. */
export interface PoolForIntake {
  readonly poolId: string;
  readonly variantId: string;
  readonly mode: PoolMode;
  readonly sellerShopId: string | null;
  readonly state: PoolState;
  readonly cap: number;
  readonly heldQuantity: number;
  readonly paidQuantity: number;
  readonly opensAt: Date;
  readonly cutOffAt: Date;
  readonly perPersonLimit: number | null;
  /** What one piece costs a shopper now; null where each shop sells at its own listing price. */
  readonly retailFen: Fen | null;
  readonly tiers: readonly Tier[];
}

/** Locks the pools in key order until the transaction ends. Ids of no pool are missing in the answer. */
export async function lockPools(tx: Tx, poolIds: readonly string[]): Promise<Map<string, PoolForIntake>> {
  if (poolIds.length === 0) return new Map();
  const pools = await lockPoolRows(tx, poolIds);
  return new Map(
    pools.map((pool) => [
      pool.poolId,
      {
        poolId: pool.poolId,
        variantId: pool.variantId,
        mode: pool.mode,
        sellerShopId: pool.sellerShopId,
        state: stateAt(pool, tx.now),
        cap: pool.cap,
        heldQuantity: pool.heldQuantity,
        paidQuantity: pool.paidQuantity,
        opensAt: pool.opensAt,
        cutOffAt: pool.cutOffAt,
        perPersonLimit: pool.perPersonLimit,
        retailFen: pool.mode === 'agency' ? tierAt(pool.tiers, pool.paidQuantity).retailFen : null,
        tiers: pool.tiers,
      },
    ]),
  );
}
