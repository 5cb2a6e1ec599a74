import { expect, test } from 'vitest';
import { calendar, clock, daysAhead, isoDay, spanClock } from './time.ts';

test('the day turns at midnight in Shanghai, not in London', () => {
  expect(clock('2026-11-22T15:59:59Z')).toBe('23:59');
  expect(isoDay('2026-11-22T16:00:00Z')).toBe('2026-11-23');
  expect(daysAhead('2026-11-22T16:00:00Z', '2026-11-22T15:59:00Z')).toBe(1);
  expect(daysAhead('2026-11-22T01:00:00Z', '2026-11-22T15:59:00Z')).toBe(0);
  expect(calendar('2026-11-22T08:32:00Z')).toEqual({ year: 2026, month: 11, day: 22, weekday: 0 });
});

test('a span counts down to zero and stays', () => {
  expect(spanClock((2 * 3600 + 14 * 60 + 36) * 1000)).toBe('02:14:36');
  expect(spanClock(30 * 3_600_000)).toBe('30:00:00');
  expect(spanClock(-5)).toBe('00:00:00');
});
