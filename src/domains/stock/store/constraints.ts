import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { Refusal } from '../../../kernel/refusal.ts';

/** The table's own checks stand behind the rules; ids of places and items that are not there are the caller's fault. */
const refusals = {
  stock_not_oversold: () => new Refusal('not-enough-stock', { available: 0 }),
  stock_not_negative: () => new Refusal('not-enough-stock', { available: 0 }),
  stock_of_location: () => new Refusal('not-found', {}, 'locationId'),
  stock_of_variant: () => new Refusal('not-found', {}, 'variantId'),
};

export function refuseUnlawful<T>(work: Promise<T>): Promise<T> {
  return refuseOnConstraint(work, refusals);
}
