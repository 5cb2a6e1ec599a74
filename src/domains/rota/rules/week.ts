import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';

const minuteMillis = 60_000;
const dayMillis = 86_400_000;
const daysPerWeek = 7;

/** A week from Monday 0:00 to Monday 0:00 in Asia/Shanghai. */
export interface Week {
  /** Its Monday, "2026-11-30". */
  readonly start: string;
  readonly from: Date;
  readonly until: Date;
}

/** The week a calendar day lies in. */
export function weekOf(day: string): Week {
  const midnight = startOfShanghaiDay(day);
  // 1970-01-01 was a Thursday; Shanghai's midnights lie 16 hours after those of UTC.
  const weekday = (Math.floor((midnight.getTime() + dayMillis / 3) / dayMillis) + 3) % daysPerWeek;
  const from = new Date(midnight.getTime() - weekday * dayMillis);
  return { start: shanghaiDay(from), from, until: new Date(from.getTime() + daysPerWeek * dayMillis) };
}

/** Whole minutes from the week's beginning, as the solver counts; negative before it. */
export function minuteOfWeek(week: Week, at: Date): number {
  return Math.round((at.getTime() - week.from.getTime()) / minuteMillis);
}

/** The instant at a minute of a Shanghai day. */
export function atMinute(day: string, minute: number): Date {
  return new Date(startOfShanghaiDay(day).getTime() + minute * minuteMillis);
}
