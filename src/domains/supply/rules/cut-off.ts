import { addSeconds } from '../../../kernel/clock.ts';
import { orderInPacks, roundingOf, type PackOrder, type PackTerms } from './pack-remainder.ts';
import type { BelowPolicy, RemainderPolicy } from './pool-terms.ts';

export interface CutOffCase extends PackTerms {
  readonly heldQuantity: number;
  readonly threshold: number;
  readonly belowPolicy: BelowPolicy;
  readonly remainderPolicy: RemainderPolicy;
  readonly cutOffAt: Date;
  readonly prolongHours: number;
  /** How often the cut-off has moved already, by policy or by hand. */
  readonly prolonged: number;
}

export type CutOff =
  | { readonly outcome: 'order'; readonly order: PackOrder }
  /** The cap shrinks to the next full pack when only the rest of a pack is offered again. */
  | { readonly outcome: 'prolong'; readonly cutOffAt: Date; readonly cap: number; readonly missing: number }
  | { readonly outcome: 'fail'; readonly reason: 'below-threshold' | 'below-moq' };

/**
 * What happens at the cut-off, from the real paid quantity: a pool that crossed its threshold and lost pieces to
 * cancellations is below it again. A pool is prolonged at most once.
 *
 * @param mayProlong false when a person cuts off by hand: they asked for an end, not for more time.
 */
export function decideCutOff(pool: CutOffCase, now: Date, mayProlong: boolean): CutOff {
  const canProlong = mayProlong && pool.prolonged === 0;
  if (pool.paidQuantity < pool.threshold) {
    if (!canProlong || pool.belowPolicy !== 'prolong') return { outcome: 'fail', reason: 'below-threshold' };
    const missing = pool.threshold - pool.paidQuantity;
    return { outcome: 'prolong', cutOffAt: laterCutOff(pool, now), cap: pool.cap, missing };
  }
  const order = orderInPacks(pool, roundingOf(pool.remainderPolicy));
  if (!order) return { outcome: 'fail', reason: 'below-moq' };
  if (canProlong && pool.remainderPolicy === 'offer-again' && order.surplus > 0) {
    const cap = capOfLastPacks(pool, order);
    return { outcome: 'prolong', cutOffAt: laterCutOff(pool, now), cap, missing: order.surplus };
  }
  return { outcome: 'order', order };
}

/** Whole packs over everything paid or still held, within the supplier's cap. */
function capOfLastPacks({ paidQuantity, heldQuantity, packSize, cap }: CutOffCase, order: PackOrder): number {
  const packs = Math.ceil((paidQuantity + heldQuantity) / packSize) * packSize;
  return Math.min(cap, Math.max(order.ordered, packs));
}

function laterCutOff({ cutOffAt, prolongHours }: CutOffCase, now: Date): Date {
  const fromCutOff = addSeconds(cutOffAt, prolongHours * 3_600);
  return fromCutOff > now ? fromCutOff : addSeconds(now, prolongHours * 3_600);
}
