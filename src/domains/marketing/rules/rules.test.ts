import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import { bearersOf } from './bearers.ts';
import { couponState, isTold } from './coupon-state.ts';

const person = (...duties: string[]): Actor => ({
  memberId: 'm',
  roles: new Set(['host']),
  shopIds: new Set(),
  duties: new Set(duties),
});

test('a host gives away the money of their own shop and nobody else’s', () => {
  expect(bearersOf(person(), 'shop', 0)).toEqual([{ kind: 'shop', id: 'shop', weightBps: 10_000 }]);
  expect(() => bearersOf(person(), 'shop', 1)).toThrow('not-allowed');
  expect(bearersOf(person('live'), 'shop', 10_000)).toEqual([{ kind: 'fund', id: null, weightBps: 10_000 }]);
});

test('the parts of the bearers are the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (fundShareBps) => {
      const bearers = bearersOf(person('live'), 'shop', fundShareBps);
      expect(bearers.reduce((sum, { weightBps }) => sum + weightBps, 0)).toBe(10_000);
    }),
  );
});

test('a coupon is free, used, or too late', () => {
  const useUntil = new Date(10);
  expect(couponState({ orderGroupId: null, useUntil }, new Date(9))).toBe('free');
  expect(couponState({ orderGroupId: null, useUntil }, new Date(10))).toBe('expired');
  expect(couponState({ orderGroupId: 'g', useUntil }, new Date(10))).toBe('used');
});

test('rooms hear of claims at most some twenty times, and always of the last one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), (quantity) => {
      const told = Array.from({ length: quantity }, (_, at) => isTold(at + 1, quantity)).filter(Boolean);
      expect(told.length).toBeLessThanOrEqual(21);
      expect(isTold(quantity, quantity)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
