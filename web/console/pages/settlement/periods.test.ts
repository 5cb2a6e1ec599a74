import { expect, test } from 'vitest';
import { nextPeriod } from './periods.ts';

const now = new Date('2026-11-23T15:00:00+08:00').getTime();

test('goes on after the last closed day, up to yesterday', () => {
  expect(nextPeriod('2026-11-10', now)).toEqual({ fromDay: '2026-11-11', toDay: '2026-11-22' });
  expect(nextPeriod('2026-10-31', now)).toEqual({ fromDay: '2026-11-01', toDay: '2026-11-22' });
});

test('only the running day is left when yesterday is closed', () => {
  expect(nextPeriod('2026-11-22', now)).toEqual({ fromDay: '2026-11-23', toDay: '2026-11-23' });
});

test('the first period begins with its month', () => {
  expect(nextPeriod(undefined, now)).toEqual({ fromDay: '2026-11-01', toDay: '2026-11-22' });
});
