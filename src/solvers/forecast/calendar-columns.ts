import { chineseDay, weekdayOf } from './chinese-calendar.ts';
import type { Panel } from './types.ts';

/** What the calendar says of each day of a panel; tables by day from its start. */
export interface CalendarColumns {
  readonly names: readonly string[];
  readonly values: readonly Float32Array[];
}

const kinds = { 'make-up-workday': 0, workday: 1, weekend: 2, holiday: 3 } as const;
/** Further away a holiday does not show in the shop. */
const nearDays = 21;

export function calendarColumns({ calendar, startDay, dayCount }: Panel): CalendarColumns {
  const byDay = (of: (day: number) => number) =>
    Float32Array.from({ length: dayCount }, (_, d) => of(startDay + d));
  const date = (day: number) => new Date(day * 86_400_000);
  const plain: [string, Float32Array][] = [
    ['weekday', byDay(weekdayOf)],
    ['day of month', byDay((day) => date(day).getUTCDate())],
    ['day of year', byDay((day) => day - Date.UTC(date(day).getUTCFullYear(), 0, 1) / 86_400_000)],
  ];
  if (calendar === 'cn') {
    plain.push(
      ['kind of day', byDay((day) => kinds[chineseDay(day).kind])],
      ['festival', byDay((day) => chineseDay(day).festival)],
      ['day of festival', byDay((day) => chineseDay(day).dayOfFestival)],
      ['days to holiday', byDay((day) => daysToHoliday(day, 1))],
      ['days since holiday', byDay((day) => daysToHoliday(day, -1))],
      ['days off together', byDay(daysOffTogether)],
    );
  }
  return { names: plain.map(([name]) => name), values: plain.map(([, values]) => values) };
}

function isOff(day: number): boolean {
  const { kind } = chineseDay(day);
  return kind === 'holiday' || kind === 'weekend';
}

function daysToHoliday(day: number, step: 1 | -1): number {
  for (let away = 0; away < nearDays; away += 1) if (chineseDay(day + step * away).festival >= 0) return away;
  return nearDays;
}

function daysOffTogether(day: number): number {
  if (!isOff(day)) return 0;
  let from = day;
  let to = day;
  while (day - from < nearDays && isOff(from - 1)) from -= 1;
  while (to - day < nearDays && isOff(to + 1)) to += 1;
  return to - from + 1;
}
