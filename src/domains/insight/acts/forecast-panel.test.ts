import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPanel, type PanelSource } from './forecast-panel.ts';

const historyFrom = '2026-11-01';
const asOf = '2026-11-11';
const historyDays = 10;
const horizonDays = 4;
const dayAt = (index: number) => `2026-11-${String(index + 1).padStart(2, '0')}`;
const anyDay = fc.integer({ min: 0, max: historyDays - 1 });
const shops = ['a', 'b'] as const;

function sourceOf(over: Partial<PanelSource>): PanelSource {
  const item = { variantId: 'v', priceFen: 1_000n, categoryCode: 'fruit' };
  return {
    series: [
      { ...item, shopId: 'a' },
      { ...item, shopId: 'b', priceFen: 1_200n },
      { ...item, shopId: null },
    ],
    ...{ demand: [], shelfDays: [], showings: [], historyFrom, asOf, horizonDays },
    placeOf: new Map(shops.map((shopId) => [shopId, `at ${shopId}`])),
    ...over,
  };
}
const rowOf = (table: ArrayLike<number>, series: number) =>
  Array.from(
    { length: historyDays + horizonDays },
    (_, day) => table[series * (historyDays + horizonDays) + day]!,
  );

const demandRow = fc.record({
  shopId: fc.constantFrom(...shops),
  variantId: fc.constant('v'),
  day: anyDay.map(dayAt),
  shelfPieces: fc.integer({ min: 1, max: 50 }),
  shelfFen: fc.constant(5_000n),
  poolPieces: fc.integer({ min: 0, max: 9 }),
});
const shelfRow = (shopId: string, index: number, lowest: number, closing: number) => ({
  ...{ locationId: `at ${shopId}`, variantId: 'v', day: dayAt(index), lowest, closing },
});

test('the hub sells what all shops sell, and nobody sells what is ordered in pools', () => {
  fc.assert(
    fc.property(fc.array(demandRow), (demand) => {
      const shelfDays = shops.map((shopId) => shelfRow(shopId, 0, 9, 9));
      const { sales } = buildPanel(sourceOf({ demand, shelfDays }));
      const [a, b, hub] = [0, 1, 2].map((series) => rowOf(sales, series));
      expect(hub).toEqual(a!.map((pieces, day) => pieces + b![day]!));
      const sum = demand.reduce((total, { shelfPieces }) => total + shelfPieces, 0);
      expect(hub!.reduce((total, pieces) => total + pieces, 0)).toBe(sum);
    }),
  );
});

test('an empty shelf is known from the movements, also on days without any', () => {
  const shelfDays = [
    shelfRow('a', 2, 3, 3),
    shelfRow('a', 4, 0, 0),
    shelfRow('a', 7, 0, 5),
    shelfRow('a', 8, 2, 4),
  ];
  const { sales, stockedOut } = buildPanel(sourceOf({ shelfDays }));
  // Nothing for sale before the first piece came; empty from the fifth day until goods came in the course of the eighth.
  expect(rowOf(sales, 0).slice(0, historyDays).map(Number.isNaN)).toEqual(
    Array.from({ length: historyDays }, (_, day) => day < 2),
  );
  expect(rowOf(stockedOut!, 0)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
});

test('the hub is out of stock when all shops are', () => {
  const shelfDays = [shelfRow('a', 0, 0, 0), shelfRow('b', 0, 5, 5), shelfRow('b', 3, 0, 0)];
  const { stockedOut } = buildPanel(sourceOf({ shelfDays }));
  expect(rowOf(stockedOut!, 2).slice(0, historyDays)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
});

test('prices and shows of the days ahead are known', () => {
  const showing = { shopId: 'a', variantId: 'v', minutes: 90 };
  const showings = [
    { ...showing, day: dayAt(11), flashPriceFen: 800n },
    { ...showing, day: dayAt(12), flashPriceFen: 9_000n },
    { ...showing, day: dayAt(13), flashPriceFen: null },
  ];
  const { price, live, promo } = buildPanel(sourceOf({ showings }));
  expect(rowOf(price!, 0).slice(historyDays)).toEqual([1_000, 800, 1_000, 1_000]);
  expect(rowOf(price!, 1).slice(historyDays)).toEqual([1_200, 1_200, 1_200, 1_200]);
  expect(rowOf(live!, 0).slice(historyDays)).toEqual([0, 90, 90, 90]);
  expect(rowOf(promo!, 0).slice(historyDays)).toEqual([0, 1, 1, 0]);
});
