import type { Fen } from '../../../kernel/money.ts';
import type { PoolState } from './pool-state.ts';
import type { PoolMode } from './pool-terms.ts';
import { tierAt, type Tier } from './tier-price.ts';

/**
 * What everybody pays for one piece of an agency pool once it is cut off: the rung reached by paid quantity, which is
 * the price shown last. Pieces ordered beyond the commitments lower the cost, never the retail price. Null before the
 * cut-off, after a failure, and where each shop has its own price.
 */
export function finalRetail(pool: {
  readonly state: PoolState;
  readonly mode: PoolMode;
  readonly paidQuantity: number;
  readonly tiers: readonly Tier[];
}): Fen | null {
  const isFinal = pool.state === 'closed' || pool.state === 'received';
  return isFinal && pool.mode === 'agency' ? tierAt(pool.tiers, pool.paidQuantity).retailFen : null;
}
