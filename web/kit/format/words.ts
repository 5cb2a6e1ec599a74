import type { FormatText } from '../texts/format.ts';
import { calendar, clock, daysAhead, type Moment } from './time.ts';

const shownExactly = 9999;
const walkMetresPerMinute = 75;
const farMetres = 1500;
const minuteMs = 60_000;

/** Exact up to 9,999, then `1.2 万` (cut, not rounded up: a crowd is never made larger than it is). */
export function countWords(n: number, T: FormatText): string {
  if (n <= shownExactly) return n.toLocaleString('en-US');
  const tenths = Math.floor((n * 10) / T.countBase);
  return T.tenThousand(tenths % 10 === 0 ? `${tenths / 10}` : (tenths / 10).toFixed(1));
}

/** `今天`, `明天`, `昨天`, `11 月 22 日`, with the year when it is not this one. */
export function dayWords(moment: Moment, now: Moment, T: FormatText): string {
  const ahead = daysAhead(moment, now);
  if (ahead === 0) return T.today;
  if (ahead === 1) return T.tomorrow;
  if (ahead === -1) return T.yesterday;
  const { year, month, day } = calendar(moment);
  return year === calendar(now).year ? T.date(month, day) : T.dateWithYear(year, month, day);
}

/** `明天 18:00`; today's moments are the time alone. */
export function momentWords(moment: Moment, now: Moment, T: FormatText): string {
  return daysAhead(moment, now) === 0 ? clock(moment) : `${dayWords(moment, now, T)} ${clock(moment)}`;
}

/** `步行 3 分钟` up to 1.5 km of way, then `2.4 公里`. 75 m a minute, the pace of an elderly walker. */
export function walkWords(metres: number, T: FormatText): string {
  return metres <= farMetres
    ? T.walk(Math.max(1, Math.ceil(metres / walkMetresPerMinute)))
    : distanceWords(metres, T);
}

/** `420 米`, `2.4 公里`. */
export function distanceWords(metres: number, T: FormatText): string {
  return metres < 1000 ? T.metres(`${Math.round(metres)}`) : T.kilometres((metres / 1000).toFixed(1));
}

/** `500 g`, `2.5 kg`. */
export function weightWords(gram: number): string {
  return gram < 1000 ? `${gram} g` : `${Number((gram / 1000).toFixed(2))} kg`;
}

/** `刚刚`, `8 秒前`, `12 分钟前`, `3 小时前`, later the day and time. */
export function agoWords(moment: Moment, now: number, T: FormatText): string {
  const spanMs = now - new Date(moment).getTime();
  if (spanMs < 5000) return T.justNow;
  if (spanMs < minuteMs) return T.secondsAgo(Math.floor(spanMs / 1000));
  if (spanMs < 60 * minuteMs) return T.minutesAgo(Math.floor(spanMs / minuteMs));
  return spanMs < 6 * 60 * minuteMs
    ? T.hoursAgo(Math.floor(spanMs / (60 * minuteMs)))
    : momentWords(moment, now, T);
}
