import { hidesEveryone, othersMin } from './peer-groups.ts';
import type { Bands, Publication } from './types.ts';

/** A published answer is made anew only when the figures of so many shops have changed, come or gone. */
export const changesMin = 2;

/** Whether the figures add up to something one shop could dominate, like sales, or not, like a rate. */
export type FigureKind = 'volume' | 'rate';

/**
 * The next answer of a group: the one before when fewer than two shops' figures differ from it, so that no change can
 * be put down to one shop; null when too few shops have a figure, or one would dominate.
 */
export function nextPublication(
  before: Publication | null,
  values: ReadonlyMap<string, number>,
  kind: FigureKind,
): Publication | null {
  if (before && countChanges(before.values, values) < changesMin) return before;
  const list = [...values.values()];
  if (list.length < othersMin + 1) return null;
  if (kind === 'volume' && !hidesEveryone(list)) return null;
  return { bands: bandsOf(list), values };
}

/** How many shops came, went or have another figure. */
export function countChanges(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  let changes = 0;
  for (const [shopId, value] of now) if (before.get(shopId) !== value) changes += 1;
  for (const shopId of before.keys()) if (!now.has(shopId)) changes += 1;
  return changes;
}

/** Quartile cuts of at least six figures. */
export function bandsOf(values: readonly number[]): Bands {
  const sorted = Float64Array.from(values).sort();
  const cut = (share: number): number => roundForPublic(smoothQuantile(sorted, share));
  return { lower: cut(0.25), median: cut(0.5), upper: cut(0.75), shopCount: values.length };
}

/**
 * Mean of the two order statistics around the quantile (Hyndman & Fan's position 7), of three when it falls on one: so
 * no cut is anybody's own figure, and of six or more the smallest and the largest enter none.
 */
function smoothQuantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const isOnOne = Number.isInteger(position);
  const from = isOnOne ? position - 1 : Math.floor(position);
  const to = isOnOne ? position + 1 : Math.ceil(position);
  return sorted.subarray(from, to + 1).reduce((sum, value) => sum + value, 0) / (to + 1 - from);
}

/** Two significant digits, three of a number that begins with 1: the step is at most a twentieth. */
export function roundForPublic(value: number): number {
  if (value === 0) return 0;
  const digits = Math.abs(value).toExponential().startsWith('1') ? 3 : 2;
  return Number(value.toPrecision(digits));
}

/** 1 is the lowest quarter, 4 the highest. */
export function bandOf(value: number, { lower, median, upper }: Bands): 1 | 2 | 3 | 4 {
  if (value < lower) return 1;
  if (value < median) return 2;
  return value < upper ? 3 : 4;
}
