import { expect, test } from 'vitest';
import { clockOf, daysOf, minuteOf, weeksLater } from './shapes.ts';

test('a week has seven days, over a month and a year', () => {
  expect(daysOf('2026-12-28')).toEqual([
    ...['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'],
  ]);
  expect(weeksLater('2026-12-30', 1)).toBe('2027-01-06');
  expect(weeksLater('2026-12-30', -1)).toBe('2026-12-23');
});

test.each([
  ['08:00', 480],
  ['8：05', 485],
  ['24:00', 1_440],
  ['24:01', undefined],
  ['8:60', undefined],
  ['八点', undefined],
])('%s', (clock, minute) => {
  expect(minuteOf(clock)).toBe(minute);
});

test('every minute of the day can be written and read', () => {
  for (let minute = 0; minute <= 1_440; minute += 1) expect(minuteOf(clockOf(minute))).toBe(minute);
});
