import { expect, test } from 'vitest';
import { minutesLeft } from './eta.ts';

const now = Date.parse('2026-11-22T09:28:00Z');

test('minutes are rounded up and never promised late', () => {
  expect(minutesLeft({ etaAt: '2026-11-22T09:39:01Z', stopsBefore: 2 }, now)).toBe(12);
  expect(minutesLeft({ etaAt: null, stopsBefore: 2 }, now)).toBeNull();
});

test('a passed time is "any moment" only when this stop is next', () => {
  expect(minutesLeft({ etaAt: '2026-11-22T09:20:00Z', stopsBefore: 0 }, now)).toBe(0);
  expect(minutesLeft({ etaAt: '2026-11-22T09:20:00Z', stopsBefore: 6 }, now)).toBeNull();
});
