import type { Fen } from './money.ts';

/** One party's claim on a sum. `key` breaks ties, so it must be stable and unique within the split. */
export interface Share {
  readonly key: string;
  readonly weight: bigint;
}

/**
 * Divides `total` in proportion to the weights by largest remainder (Hamilton): every part is the floor of its
 * exact share, then the fen left over go one each to the largest remainders, ties by key. The parts always sum
 * to the total. Negative totals mirror positive ones.
 *
 * @throws RangeError when a weight is negative, or all weights are zero while the total is not.
 */
export function split(total: Fen, shares: readonly Share[]): Map<string, Fen> {
  const weightSum = shares.reduce((sum, share) => sum + share.weight, 0n);
  if (shares.some((share) => share.weight < 0n)) throw new RangeError('split: a weight is negative');
  if (weightSum === 0n) {
    if (total !== 0n) throw new RangeError('split: nobody has a weight');
    return new Map(shares.map((share) => [share.key, 0n]));
  }
  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  const parts = shares.map((share) => ({
    key: share.key,
    floor: (magnitude * share.weight) / weightSum,
    remainder: (magnitude * share.weight) % weightSum,
  }));
  let left = magnitude - parts.reduce((sum, part) => sum + part.floor, 0n);
  const byRemainder = [...parts].sort((a, b) => compare(b.remainder, a.remainder) || compare(a.key, b.key));
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  return new Map(parts.map((part) => [part.key, part.floor * sign]));
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
