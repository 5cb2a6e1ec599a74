import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OrderQuestion, orderUpTo } from './order-up-to.ts';

const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
/** Demand of 0 … 100, all alike likely. */
const even = { mean: 50, quantiles: levels.map((level) => 100 * level) };
const week = { levels, days: Array.from({ length: 7 }, () => even) };
const daily: OrderQuestion = {
  ...week,
  ...{ priceFen: 1_000n, costFen: 600n, salvageFen: 100n, shelfLifeDays: 1, leadTimeDays: 0 },
};

/** Mean profit of an order when demand is 0 … 100, counted through. */
function profitOf(quantity: number): number {
  let sum = 0;
  for (let demand = 0; demand <= 100; demand += 1) {
    const sold = Math.min(demand, quantity);
    sum += 1_000 * sold - 600 * quantity + 100 * (quantity - sold);
  }
  return sum / 101;
}

test('for one day no other quantity earns noticeably more', () => {
  const { quantity, serviceLevel, reason } = orderUpTo(daily);
  expect(serviceLevel).toBeCloseTo(400 / 900, 6);
  expect(reason).toBe('covers-until-next-order');
  const best = Math.max(...Array.from({ length: 101 }, (_, q) => profitOf(q)));
  expect(profitOf(quantity)).toBeGreaterThan(best - 1);
});

test('goods that keep cover the days until the next order nearly always, but no more than sells in time', () => {
  const keeping = orderUpTo({ ...daily, shelfLifeDays: 7, leadTimeDays: 0, reviewDays: 2 });
  expect(keeping.reason).toBe('covers-until-next-order');
  expect(keeping.serviceLevel).toBeGreaterThan(0.9);
  expect(keeping.target).toBeGreaterThan(100);
  const tight = orderUpTo({ ...daily, shelfLifeDays: 2, reviewDays: 1, priceFen: 620n, salvageFen: 0n });
  expect(tight.reason).toBe('limited-by-shelf-life');
  expect(tight.target).toBeLessThan(even.mean * 2);
});

test('stock serves the days before arrival first; what is left of it is not ordered again', () => {
  const question = { ...daily, leadTimeDays: 1, stock: 60 };
  const { target, quantity, demandBefore } = orderUpTo(question);
  expect(demandBefore).toBe(50);
  expect(quantity).toBe(Math.round(target - 10));
  expect(orderUpTo({ ...question, stock: 500 })).toMatchObject({ quantity: 0, reason: 'stock-suffices' });
});

test('nothing is ordered without a margin or without demand, and packs stay whole', () => {
  expect(orderUpTo({ ...daily, priceFen: 600n })).toMatchObject({ quantity: 0, reason: 'no-margin' });
  const none = { mean: 0, quantiles: levels.map(() => 0) };
  expect(orderUpTo({ ...daily, days: [none] })).toMatchObject({ quantity: 0, reason: 'no-demand' });
  expect(orderUpTo({ ...daily, packSize: 12 }).quantity % 12).toBe(0);
  expect(() => orderUpTo({ ...daily, leadTimeDays: 7 })).toThrow('must reach 8 days');
});

test('dearer goods are never ordered less, and more stock never orders more', () => {
  const fen = fc.bigInt({ min: 1n, max: 5_000n });
  fc.assert(
    fc.property(
      fen,
      fen,
      fc.nat(200),
      fc.nat(200),
      fc.integer({ min: 1, max: 5 }),
      (price, more, stock, extra, shelfLifeDays) => {
        const question = { ...daily, priceFen: price, shelfLifeDays, stock };
        const { quantity } = orderUpTo(question);
        expect(orderUpTo({ ...question, priceFen: price + more }).quantity).toBeGreaterThanOrEqual(quantity);
        expect(orderUpTo({ ...question, stock: stock + extra }).quantity).toBeLessThanOrEqual(quantity);
      },
    ),
  );
});
