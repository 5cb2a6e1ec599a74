import type { Fen } from '../../../kernel/money.ts';

/** A rung of the ladder: from `minQuantity` pieces on, the supplier asks `costFen` and an agency pool sells at `retailFen`. */
export interface Tier {
  readonly minQuantity: number;
  readonly costFen: Fen;
  readonly retailFen: Fen;
}

/** Index of the highest rung that the quantity reaches, −1 below the first. The ladder rises. */
export function tierIndexAt(tiers: readonly Tier[], quantity: number): number {
  return tiers.findLastIndex((tier) => tier.minQuantity <= quantity);
}

/** The rung whose prices hold at this quantity: below the first rung that is the first one. */
export function tierAt(tiers: readonly Tier[], quantity: number): Tier {
  const tier = tiers[Math.max(0, tierIndexAt(tiers, quantity))];
  if (!tier) throw new RangeError('A ladder has at least one rung');
  return tier;
}

/** How many pieces are missing to the next rung, null on the last one. */
export function gapToNext(tiers: readonly Tier[], quantity: number): { gap: number; tier: Tier } | null {
  const tier = tiers[tierIndexAt(tiers, quantity) + 1];
  return tier ? { gap: tier.minQuantity - quantity, tier } : null;
}

/** Levels crossed upwards when the quantity grows: a rung counts when `before < minQuantity ≤ after`. */
export function levelsCrossed(tiers: readonly Tier[], before: number, after: number): number[] {
  return tiers.flatMap((tier, level) =>
    before < tier.minQuantity && tier.minQuantity <= after ? [level] : [],
  );
}
