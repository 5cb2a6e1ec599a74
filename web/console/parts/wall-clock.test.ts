import { expect, test } from 'vitest';
import { daysAt, fromWall, toWall } from './wall-clock.ts';

test('what a date input shows is the clock of Shanghai, wherever the browser stands', () => {
  expect(toWall('2026-11-23T10:05:00.000Z')).toBe('2026-11-23T18:05');
  expect(fromWall('2026-11-23T18:05')).toBe('2026-11-23T10:05:00.000Z');
  expect(fromWall('')).toBeUndefined();
});

test('tomorrow at eight in the evening counts days by Shanghai, not by UTC', () => {
  const lateEvening = Date.parse('2026-11-22T17:30:00.000Z'); // already the 23rd in Shanghai
  expect(daysAt(lateEvening, 1, 20)).toBe('2026-11-24T12:00:00.000Z');
});
