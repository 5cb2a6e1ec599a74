export interface Lot {
  readonly lotId: string;
  /** The last good day, "2026-11-30"; null for goods without an expiry. */
  readonly expiresOn: string | null;
  readonly receivedAt: Date;
  readonly left: number;
}

/** What goes first: to people the good lots, to the bin the expired ones. */
export type LotOrder = 'good-first' | 'expired-first';

export function isExpired({ expiresOn }: Pick<Lot, 'expiresOn'>, today: string): boolean {
  return expiresOn !== null && expiresOn < today;
}

/**
 * First expired, first out; without expiry last, then by receipt. Lots past their day wait behind the good ones, or go
 * before them. Returns what is taken per lot.
 *
 * @throws Error when the lots hold less than the quantity: they always add up to what is on hand.
 */
export function takeLots(
  lots: readonly Lot[],
  quantity: number,
  { today, order }: { readonly today: string; readonly order: LotOrder },
): Map<string, number> {
  const taken = new Map<string, number>();
  let left = quantity;
  const late = order === 'good-first' ? 1 : -1;
  const rank = (lot: Lot) => (isExpired(lot, today) ? late : 0);
  for (const lot of [...lots].sort((a, b) => rank(a) - rank(b) || byExpiry(a, b))) {
    if (left === 0) break;
    const pieces = Math.min(left, lot.left);
    if (pieces > 0) taken.set(lot.lotId, pieces);
    left -= pieces;
  }
  if (left > 0)
    throw new Error(`Lots are out of step with their counter: ${left} of ${quantity} pieces missing`);
  return taken;
}

function byExpiry(a: Lot, b: Lot): number {
  if (a.expiresOn !== b.expiresOn) {
    if (a.expiresOn === null) return 1;
    if (b.expiresOn === null) return -1;
    return a.expiresOn < b.expiresOn ? -1 : 1;
  }
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (a.lotId < b.lotId ? -1 : 1);
}
