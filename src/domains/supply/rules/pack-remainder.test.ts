import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderInPacks } from './pack-remainder.ts';

describe('82 paid pieces in packs of 5', () => {
  const terms = { paidQuantity: 82, packSize: 5, moq: 30, cap: 300 };
  test('rounded down: 80 ordered, the last 2 refunded', () => {
    expect(orderInPacks(terms, 'down')).toEqual({ ordered: 80, dropped: 2, surplus: 0 });
  });
  test('rounded up: 85 ordered, 3 into stock', () => {
    expect(orderInPacks(terms, 'up')).toEqual({ ordered: 85, dropped: 0, surplus: 3 });
  });
  test('rounded up to the minimum order', () => {
    expect(orderInPacks({ ...terms, moq: 100 }, 'up')).toEqual({ ordered: 100, dropped: 0, surplus: 18 });
  });
  test('rounded down below the minimum order nothing can be ordered', () => {
    expect(orderInPacks({ ...terms, moq: 100 }, 'down')).toBeNull();
  });
  test('where the supplier has no further pack, rounding up becomes rounding down', () => {
    expect(orderInPacks({ ...terms, cap: 84 }, 'up')).toEqual({ ordered: 80, dropped: 2, surplus: 0 });
  });
});

test('an order is whole packs within minimum and cap, and every piece is accounted for', () => {
  const terms = fc
    .record({
      packSize: fc.integer({ min: 1, max: 24 }),
      packsOfMoq: fc.integer({ min: 1, max: 10 }),
      spare: fc.integer({ min: 0, max: 400 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ packSize, packsOfMoq, spare, share }) => {
      const moq = packSize * packsOfMoq;
      const cap = moq + spare;
      return { packSize, moq, cap, paidQuantity: Math.round(cap * share) };
    });
  fc.assert(
    fc.property(terms, fc.constantFrom('up' as const, 'down' as const), (pool, rounding) => {
      const order = orderInPacks(pool, rounding);
      const wholePacks = Math.floor(pool.paidQuantity / pool.packSize) * pool.packSize;
      expect(order === null).toBe(rounding === 'down' && wholePacks < pool.moq);
      if (!order) return;
      expect(order.ordered).toBe(pool.paidQuantity - order.dropped + order.surplus);
      expect(order.ordered % pool.packSize).toBe(0);
      expect(order.ordered).toBeGreaterThanOrEqual(pool.moq);
      expect(order.ordered).toBeLessThanOrEqual(pool.cap);
      expect(Math.min(order.dropped, order.surplus)).toBe(0);
      expect(order.dropped).toBeLessThan(pool.packSize);
    }),
  );
});
