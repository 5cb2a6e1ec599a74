/** All times are shown in Asia/Shanghai (UTC+8 without summer time since 1991). */
export type Moment = string | number | Date;

const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

function shifted(moment: Moment): Date {
  return new Date(new Date(moment).getTime() + shanghaiOffsetMs);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `18:46`, 24 hours. */
export function clock(moment: Moment): string {
  const at = shifted(moment);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** Days from `now` to `moment` by the calendar in Shanghai: 0 today, 1 tomorrow, −1 yesterday. */
export function daysAhead(moment: Moment, now: Moment): number {
  const day = (m: Moment) => Math.floor((new Date(m).getTime() + shanghaiOffsetMs) / dayMs);
  return day(moment) - day(now);
}

/** Year, month 1–12, day and weekday 0 (Sunday)–6 in Shanghai. */
export function calendar(moment: Moment): { year: number; month: number; day: number; weekday: number } {
  const at = shifted(moment);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    weekday: at.getUTCDay(),
  };
}

/** `2026-11-22`, the way records and exports show a day. */
export function isoDay(moment: Moment): string {
  const { year, month, day } = calendar(moment);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `02:14:36` left of a span in ms; never below zero. Hours go on past 24. */
export function spanClock(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1000));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
