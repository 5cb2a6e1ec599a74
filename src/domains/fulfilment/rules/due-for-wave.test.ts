import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDue, nextDeparture } from './due-for-wave.ts';

const now = new Date('2026-11-23T02:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('a wave leaves in half an hour for pickups and near slots, and takes only those', () => {
  const departsAt = nextDeparture([null, at(24 * 60)], now);
  expect(departsAt).toEqual(at(30));
  expect(isDue(null, departsAt)).toBe(true);
  expect(isDue(at(150), departsAt)).toBe(true);
  expect(isDue(at(151), departsAt)).toBe(false);
});

test('when everything waits for tomorrow the wave leaves with the first slot', () => {
  expect(nextDeparture([at(2_000), at(1_440)], now)).toEqual(at(1_440));
});

test('whatever waits, the next wave has something to take', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -600, max: 5_000 })), { minLength: 1 }), (minutes) => {
      const starts = minutes.map((one) => (one === null ? null : at(one)));
      const departsAt = nextDeparture(starts, now);
      expect(departsAt >= now).toBe(true);
      expect(starts.some((start) => isDue(start, departsAt))).toBe(true);
    }),
  );
});
