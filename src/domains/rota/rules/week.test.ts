import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { atMinute, minuteOfWeek, weekOf } from './week.ts';

test('every day lies in a week that begins on a Monday', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2190-01-01'), noInvalidDate: true }),
      (at) => {
        const day = shanghaiDay(at);
        const week = weekOf(day);
        expect(new Date(`${week.start}T12:00:00Z`).getUTCDay()).toBe(1);
        expect(week.from <= at && at < week.until).toBe(true);
        expect(weekOf(week.start)).toEqual(week);
        const minute = minuteOfWeek(week, atMinute(day, 61));
        expect(minute % 1_440).toBe(61);
        expect(minute).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('Sunday night belongs to the week before, also where UTC has another day', () => {
  expect(weekOf('2026-11-29').start).toBe('2026-11-23');
  expect(weekOf(shanghaiDay(new Date('2026-11-29T16:00:00Z'))).start).toBe('2026-11-30');
});
