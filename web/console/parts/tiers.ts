/** A tier while it is typed: any part may still be missing. */
export interface TierDraft {
  minQuantity: number | undefined;
  costFen: string | undefined;
  retailFen: string | undefined;
}

/** What is left of the retail price after the cost, in per cent with one decimal; undefined while a part is missing. */
export function marginOf({ costFen, retailFen }: TierDraft): number | undefined {
  if (costFen === undefined || retailFen === undefined || Number(retailFen) === 0) return undefined;
  return Math.round((1 - Number(costFen) / Number(retailFen)) * 1000) / 10;
}

/** Fen a piece is sold below its base cost, which the seller is charged; undefined when it is not, or nothing is typed. */
export function belowBase({ retailFen }: TierDraft, baseCostFen: string): bigint | undefined {
  if (retailFen === undefined) return undefined;
  const short = BigInt(baseCostFen) - BigInt(retailFen);
  return short > 0n ? short : undefined;
}

/** The multiples of a pack around a quantity, undefined when it is one itself. */
export function packsAround(
  quantity: number,
  packSize: number,
): { lower: number; upper: number } | undefined {
  if (packSize < 1 || quantity % packSize === 0) return undefined;
  const lower = Math.floor(quantity / packSize) * packSize;
  return { lower: Math.max(lower, packSize), upper: lower + packSize };
}

/** A further tier to begin with: twice the quantity of the last one, at its prices. */
export function nextTier(tiers: readonly TierDraft[]): TierDraft {
  const last = tiers.at(-1);
  if (last === undefined) return { minQuantity: undefined, costFen: undefined, retailFen: undefined };
  return { ...last, minQuantity: last.minQuantity === undefined ? undefined : last.minQuantity * 2 };
}

export interface Tier {
  minQuantity: number;
  costFen: string;
  retailFen: string;
}

/** The tiers as they travel. A missing part becomes zero and comes back as the server's word at its field. */
export function wireTiers(tiers: readonly TierDraft[]): Tier[] {
  return tiers.map(({ minQuantity = 0, costFen = '', retailFen = '' }) => ({
    minQuantity,
    costFen,
    retailFen,
  }));
}
