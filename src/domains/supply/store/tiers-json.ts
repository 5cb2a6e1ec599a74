import type { Tier } from '../rules/tier-price.ts';

/** As JSON holds a ladder: fen as text, for JSON numbers lose them. */
export interface TierJson {
  readonly minQuantity: number;
  readonly costFen: string;
  readonly retailFen: string;
}

export function tiersFromJson(tiers: readonly TierJson[]): Tier[] {
  return tiers.map(({ minQuantity, costFen, retailFen }) => ({
    minQuantity,
    costFen: BigInt(costFen),
    retailFen: BigInt(retailFen),
  }));
}

export function tiersToJson(tiers: readonly Tier[]): string {
  return JSON.stringify(
    tiers.map(({ minQuantity, costFen, retailFen }) => ({
      minQuantity,
      costFen: costFen.toString(),
      retailFen: retailFen.toString(),
    })),
  );
}
