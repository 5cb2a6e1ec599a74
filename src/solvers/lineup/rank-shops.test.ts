import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCandidates } from './candidates.ts';
import { valueOf } from './features.ts';
import type { SalesHistory } from './history.ts';
import { learnRanking, lessonsMin, lessonsOf, meanNdcg } from './learn.ts';
import { ndcg } from './ndcg.ts';
import { findNeighbours } from './neighbours.ts';
import { readNetwork } from './network.ts';
import { keptPerShop, rankShops } from './rank-shops.ts';
import { blendScore, learnedScore } from './score.ts';

type Sale = readonly [shop: number, item: number, day: number, pieces?: number];

function historyOf(sales: readonly Sale[], shopCount: number, itemCount: number): SalesHistory {
  const once = new Map(sales.map((sale) => [`${sale[0]} ${sale[1]} ${sale[2]}`, sale]));
  const sorted = [...once.values()].sort((a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1]);
  return {
    ...{ shopCount, itemCount },
    shop: Int32Array.from(sorted, ([shop]) => shop),
    item: Int32Array.from(sorted, ([, item]) => item),
    day: Int32Array.from(sorted, ([, , day]) => day),
    quantity: Float32Array.from(sorted, ([, , , pieces]) => pieces ?? 1),
  };
}

const sales = fc.array(
  fc.tuple(fc.nat(4), fc.nat(9), fc.integer({ min: 100, max: 140 })) as fc.Arbitrary<Sale>,
  { maxLength: 80 },
);

describe('what is known on a morning', () => {
  test('holds nothing of that day or later', () => {
    fc.assert(
      fc.property(sales, (all) => {
        const asOf = 125;
        const before = all.filter(([, , day]) => day < asOf);
        const task = { asOf, seed: 1, extra: [3] };
        expect(rankShops({ ...task, history: historyOf(all, 5, 10) })).toEqual(
          rankShops({ ...task, history: historyOf(before, 5, 10) }),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('counts days of the shop and of all shops', () => {
    const history = historyOf(
      [
        [0, 1, 110, 4],
        [0, 1, 117, 2],
        [0, 2, 117],
        [1, 1, 119],
        [1, 3, 119],
      ],
      2,
      4,
    );
    const network = readNetwork(history, 120);
    const candidatesOf = openCandidates(network, findNeighbours(network));
    // Asked twice: what was read for one shop is forgotten before the next.
    candidatesOf(1);
    const { items, values } = candidatesOf(0);
    const at = items.indexOf(1);
    const value = (name: Parameters<typeof valueOf>[2]) => valueOf(values, at, name);
    expect([value('ownCount'), value('ownShare'), value('ownSinceDays'), value('ownGapDays')]).toEqual([
      2, 1, 3, 7,
    ]);
    expect(value('ownQuantity')).toBe(3);
    expect(value('sold7')).toBeCloseTo(2 / 2);
    expect(value('soldEver')).toBeCloseTo(3 / 3);
    expect([value('ageDays'), value('soldSinceDays'), value('shopBaskets')]).toEqual([10, 1, 2]);
    expect(valueOf(values, items.indexOf(3), 'ownSinceDays')).toBe(-1);
  });

  test('goods that sell in the same shops are neighbours, the closest first', () => {
    const together = [0, 1, 2, 3].flatMap((shop): Sale[] => [
      [shop, 0, 100],
      [shop, 1, 101],
    ]);
    const loose: Sale[] = [
      [0, 2, 100],
      [1, 2, 100],
      [4, 2, 100],
      [5, 2, 100],
      [6, 2, 100],
    ];
    const { start, item } = findNeighbours(readNetwork(historyOf([...together, ...loose], 7, 4), 120));
    expect([...item.slice(start[0], start[1])]).toEqual([1, 2]);
    expect(start[4]! - start[3]!).toBe(0);
  });
});

/** Shops of two kinds that come every ten days or so; each kind takes to other goods, and goods wear out. */
function street(shopCount: number, days: number): SalesHistory {
  let state = 7;
  const chance = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const rows: Sale[] = [];
  for (let shop = 0; shop < shopCount; shop++)
    for (let day = Math.floor(chance() * 10); day < days; day += 6 + Math.floor(chance() * 8))
      for (let item = 0; item < 40; item++) {
        const isOwnKind = item % 2 === shop % 2;
        const isInSeason = Math.floor(day / 30) % 4 === Math.floor(item / 10);
        if (chance() < (isOwnKind ? 0.1 : 0.02) + (isOwnKind && isInSeason ? 0.5 : 0))
          rows.push([shop, item, day]);
      }
  return historyOf(rows, shopCount, 40);
}

describe('learning', () => {
  test('is not tried where there is too little to learn from', () => {
    expect(learnRanking(street(20, 60), 60, 1)).toBeNull();
    const { report, model } = rankShops({ history: street(20, 60), asOf: 60, seed: 1, extra: [] });
    expect([report.kind, report.testedLearned, model]).toEqual(['blend', null, null]);
  });

  test('orders goods better than the blend on a street whose habits it can find, the same way every time', () => {
    const history = street(26, 114);
    const learned = learnRanking(history, 86, 1)!;
    expect(learned.lessons).toBeGreaterThanOrEqual(lessonsMin);
    expect(learnRanking(history, 86, 1)).toEqual(learned);
    const later = lessonsOf(history, 86);
    expect(meanNdcg(later, learnedScore(learned.model))).toBeGreaterThan(meanNdcg(later, blendScore));
  });
});

test('each shop gets candidates with scores in order and in its own deviations', () => {
  const { shops } = rankShops({ history: street(6, 60), asOf: 60, seed: 1, extra: [] });
  for (const items of shops) {
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThanOrEqual(keptPerShop);
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((a, b) => b - a));
    expect(items[0]!.score).toBeGreaterThan(0);
  }
});

test('NDCG@10 is 1 for the best order and falls with the place', () => {
  expect(ndcg([1, 2, 3], new Set([1, 2]))).toBe(1);
  expect(ndcg([3, 1], new Set([1]))).toBeCloseTo(1 / Math.log2(3));
  expect(ndcg([1], new Set())).toBe(0);
});
