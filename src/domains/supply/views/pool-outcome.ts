import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FailedReason } from '../rules/event-text.ts';
import { finalRetail } from '../rules/final-retail.ts';
import { stateAt, type PoolState } from '../rules/pool-state.ts';
import { findPaidLines } from '../store/commitments.ts';
import { findPools } from '../store/pools.ts';

export interface PoolOutcome {
  readonly state: PoolState;
  readonly failedReason: FailedReason | null;
  /** What everybody pays for a piece in the end (agency, from the cut-off on); null: each line keeps its own price. */
  readonly finalRetailFen: Fen | null;
  /** Every line that paid and did not cancel, in the order of payment. */
  readonly lines: readonly {
    readonly orderLineId: string;
    readonly shopId: string;
    readonly quantity: number;
    /** Pieces it gets: 0 before the cut-off and after a failure. */
    readonly servedQuantity: number;
    readonly unitPriceFen: Fen;
  }[];
}

/** What became of a pool and of each line in it. */
export async function poolOutcome(db: Reader, poolId: string): Promise<PoolOutcome> {
  const [pool] = await findPools(db, [poolId]);
  if (!pool) throw new Refusal('not-found', {}, 'poolId');
  const lines = await findPaidLines(db, [poolId]);
  return {
    state: stateAt(pool, db.now),
    failedReason: pool.failedReason,
    finalRetailFen: finalRetail(pool),
    lines,
  };
}
