import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';

/** Half open: from ≤ t < to. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export type Range = 'today' | 'week' | 'month';

const dayMs = 86_400_000;

/**
 * Somebody who bought on a day is counted in a span when they had not bought in it before, so all one must know is how
 * long ago that was, up to more than the longest span. The bound stands in migrations/0028_buyer-gap.sql, too.
 */
export const longestGapDays = 31;

/**
 * The span of a range up to now, and the one to compare with: today with the same weekday last week, seven and thirty
 * days with the seven and thirty before. Days are Shanghai days; the earlier span ends at the same time of day.
 */
export function spansOf(range: Range, now: Date): { current: Span; before: Span; lengthDays: number } {
  const today = startOfShanghaiDay(shanghaiDay(now));
  const lengthDays = range === 'today' ? 1 : range === 'week' ? 7 : 30;
  const backDays = range === 'today' ? 7 : lengthDays;
  const from = new Date(today.getTime() - (lengthDays - 1) * dayMs);
  return {
    lengthDays,
    current: { from, to: now },
    before: {
      from: new Date(from.getTime() - backDays * dayMs),
      to: new Date(now.getTime() - backDays * dayMs),
    },
  };
}

/** The Shanghai days that a span touches, both included. */
export function daysOf({ from, to }: Span): { fromDay: string; toDay: string } {
  return { fromDay: shanghaiDay(from), toDay: shanghaiDay(new Date(to.getTime() - 1)) };
}

/** Slots of the chart: 24 hours of today, or the days of the range. */
export function slotsOf(range: Range, now: Date): { label: string; at: Date; beforeAt: Date }[] {
  const { current, before, lengthDays } = spansOf(range, now);
  const count = range === 'today' ? 24 : lengthDays;
  const stepMs = range === 'today' ? dayMs / 24 : dayMs;
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(current.from.getTime() + i * stepMs);
    const label =
      range === 'today' ? `${String(i).padStart(2, '0')}:00` : shanghaiDay(at).slice(5).replace('-', '/');
    return { label, at, beforeAt: new Date(before.from.getTime() + i * stepMs) };
  });
}

/** Sums of hours in the slots of equal length that begin at these instants, which are on the hour. */
export function sumBySlot(
  starts: readonly Date[],
  hours: readonly { readonly at: Date; readonly gmvFen: Fen }[],
): Fen[] {
  const sums = starts.map(() => 0n);
  const firstMs = starts[0]!.getTime();
  const stepMs = starts[1]!.getTime() - firstMs;
  for (const { at, gmvFen } of hours) {
    const slot = Math.floor((at.getTime() - firstMs) / stepMs);
    if (slot in sums) sums[slot] = sums[slot]! + gmvFen;
  }
  return sums;
}

/** Share in basis points, null when there is nothing to share. */
export function shareBps(part: number, rest: number): number | null {
  return part + rest === 0 ? null : Math.round((part * 10_000) / (part + rest));
}
