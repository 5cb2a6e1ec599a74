import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';

const dayMs = 86_400_000;

/** Figures that are compared are of so many whole weeks: a single one says little about a small shop. */
export const benchmarkWeeks = 4;

/** Whole days, both included, as "2026-11-23". */
export interface DaySpan {
  readonly fromDay: string;
  readonly toDay: string;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The last Sunday that is over in Shanghai. */
export function lastWeekEnd(now: Date): string {
  const today = shanghaiDay(now);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, weekday === 0 ? -7 : -weekday);
}

/** So many whole weeks up to a Sunday. */
export function weeksUpTo(weekEnd: string, weeks: number): DaySpan {
  return { fromDay: addDays(weekEnd, 1 - 7 * weeks), toDay: weekEnd };
}

/** Each of the last weeks by itself, oldest first. */
export function eachWeekUpTo(weekEnd: string, weeks: number): DaySpan[] {
  return Array.from({ length: weeks }, (_, i) => weeksUpTo(addDays(weekEnd, 7 * (i + 1 - weeks)), 1));
}

/** "2026-Q4". */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** From the first instant of the span to the first after it. */
export function instantsOf({ fromDay, toDay }: DaySpan): { from: Date; to: Date } {
  return { from: startOfShanghaiDay(fromDay), to: startOfShanghaiDay(addDays(toDay, 1)) };
}
