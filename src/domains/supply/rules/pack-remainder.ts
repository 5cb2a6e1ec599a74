import type { RemainderPolicy } from './pool-terms.ts';

export interface PackTerms {
  readonly paidQuantity: number;
  readonly packSize: number;
  /** A multiple of the pack size, at most the cap. */
  readonly moq: number;
  readonly cap: number;
}

/** What goes to the supplier. `ordered = paid − dropped + surplus`, always whole packs. */
export interface PackOrder {
  readonly ordered: number;
  /** Paid pieces that are not bought: the last paid are refunded. */
  readonly dropped: number;
  /** Pieces beyond the commitments, into stock. */
  readonly surplus: number;
}

/**
 * Makes whole packs of a paid quantity: 82 pieces in packs of 5 are 80 (2 refunded) or 85 (3 into stock). Rounding up
 * also fills up to the minimum order. Where the supplier has no further pack, rounding up becomes rounding down.
 * Null when nothing can be ordered: rounded down, the quantity misses the minimum order.
 */
export function orderInPacks(terms: PackTerms, rounding: 'down' | 'up'): PackOrder | null {
  const { paidQuantity, packSize, moq, cap } = terms;
  const up = Math.max(Math.ceil(paidQuantity / packSize) * packSize, moq);
  if (rounding === 'up' && up <= cap) return { ordered: up, dropped: 0, surplus: up - paidQuantity };
  const down = Math.floor(paidQuantity / packSize) * packSize;
  return down > 0 && down >= moq ? { ordered: down, dropped: paidQuantity - down, surplus: 0 } : null;
}

/** Which way a policy rounds at the end: what was offered again and stayed unsold goes into stock. */
export function roundingOf(policy: RemainderPolicy): 'down' | 'up' {
  return policy === 'round-down-refund' ? 'down' : 'up';
}
