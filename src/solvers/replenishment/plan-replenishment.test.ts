import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultLevels, type Forecast } from '../forecast/types.ts';
import { orderFor } from './plan-replenishment.ts';
import type { ShelfPosition } from './types.ts';

const factors = [0.2, 0.4, 0.7, 1, 1.3, 1.6, 1.8];

/** Two series: one of nothing, one with the same bands around a mean every day. */
function steady(mean: number, horizon = 14): Forecast {
  const days = Array.from({ length: horizon }, () => mean);
  return {
    ...{ asOf: 0, horizon, levels: defaultLevels, methods: ['same-weekday', 'same-weekday'] },
    mean: Float32Array.from([...days.map(() => 0), ...days]),
    quantiles: Float32Array.from(
      [...days.map(() => 0), ...days].flatMap((day) => factors.map((factor) => day * factor)),
    ),
  };
}

const position: fc.Arbitrary<ShelfPosition> = fc.record({
  available: fc.integer({ min: -5, max: 400 }),
  priceFen: fc.bigInt(200n, 5_000n),
  costFen: fc.option(fc.bigInt(1n, 5_000n)),
  salvageFen: fc.constantFrom(0n, null),
  shelfLifeDays: fc.option(fc.integer({ min: 1, max: 400 })),
  leadTimeDays: fc.integer({ min: 0, max: 40 }),
  reviewDays: fc.integer({ min: 1, max: 14 }),
  packSize: fc.integer({ min: 1, max: 24 }),
});

test('whatever the terms, the order is whole packs and its days lie within the forecast', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 80, noNaN: true }), position, (mean, shelf) => {
      const { quantity, coverFromDay, coverDays, target } = orderFor(steady(mean), 1, shelf);
      expect(quantity % shelf.packSize).toBe(0);
      expect(quantity).toBeGreaterThanOrEqual(0);
      expect(target).toBeGreaterThanOrEqual(0);
      expect(coverDays).toBeGreaterThanOrEqual(1);
      expect(coverFromDay + coverDays).toBeLessThanOrEqual(14);
    }),
  );
});

test('each series is ordered by its own days', () => {
  const terms = { priceFen: 1_000n, costFen: 400n, salvageFen: 0n, shelfLifeDays: 1, packSize: 1 };
  const shelf = { ...terms, available: 0, leadTimeDays: 1, reviewDays: 1 };
  expect(orderFor(steady(20), 0, shelf)).toMatchObject({ quantity: 0, reason: 'no-demand' });
  // 0.6 of the futures lie between the levels 0.5 (20) and 0.75 (26).
  expect(orderFor(steady(20), 1, shelf)).toMatchObject({ quantity: 22, serviceLevel: 0.6, demandBefore: 20 });
});

test('a cost nobody knows is taken as half the price', () => {
  const terms = { priceFen: 1_000n, salvageFen: 0n, shelfLifeDays: 1, packSize: 1, available: 0 };
  const shelf = { ...terms, leadTimeDays: 0, reviewDays: 1 };
  expect(orderFor(steady(20), 1, { ...shelf, costFen: null })).toMatchObject({
    serviceLevel: 0.5,
    quantity: 20,
  });
  expect(orderFor(steady(20), 1, { ...shelf, costFen: 1_000n })).toMatchObject({ reason: 'no-margin' });
});

test('what outlasts the forecast is not held back for fear of spoiling', () => {
  const terms = { priceFen: 1_000n, costFen: 700n, shelfLifeDays: 180, packSize: 1, available: 0 };
  const shelf = { ...terms, leadTimeDays: 1, reviewDays: 7, salvageFen: null };
  const order = orderFor(steady(3), 1, shelf);
  expect(order.reason).toBe('covers-until-next-order');
  expect(order.target).toBeGreaterThan(order.expectedDemand);
});
