import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOfTerms, termsOf, termWeights, type GoodsFacts } from './business-terms.ts';
import { rankLineUp } from './rank-line-up.ts';
import type { LineUpCandidate } from './types.ts';

const plain: GoodsFacts = {
  ...{ isRegulated: false, isForSale: true, category: 'fruit', marginBps: null, available: 100 },
  ...{ expiresInDays: null, pool: null, conversion: null, hostSkill: null },
};
const sold = {
  ...{ score: 0, ownDays: 5, sinceDays: 3, gapDays: 7, goesWith: null, sold7: 0, sold28: 0 },
  ...{ soldSeason: 0, trend: 1, ageDays: 200 },
} as const;

function candidate(
  key: string,
  history: Partial<LineUpCandidate<string>['history']> = {},
  facts: Partial<GoodsFacts> = {},
): LineUpCandidate<string> {
  return { key, history: { ...sold, ...history }, facts: { ...plain, ...facts } };
}

const keysOf = (picks: readonly { readonly key: string }[]) => picks.map(({ key }) => key);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const anyFacts: fc.Arbitrary<GoodsFacts> = fc.record({
  isRegulated: fc.boolean(),
  isForSale: fc.boolean(),
  category: fc.constantFrom('fruit', 'milk', 'care'),
  marginBps: maybe(fc.integer({ min: -20_000, max: 10_000 })),
  available: maybe(fc.nat(200)),
  expiresInDays: maybe(fc.integer({ min: -3, max: 90 })),
  pool: maybe(fc.record({ gap: maybe(fc.nat(500)), threshold: fc.nat(100) })),
  conversion: maybe(fc.double({ min: 0, max: 50, noNaN: true })),
  hostSkill: maybe(fc.double({ min: 0, max: 50, noNaN: true })),
});
const anyCandidates = fc
  .array(
    fc.record({
      history: fc.record({
        score: fc.double({ min: -5, max: 5, noNaN: true }),
        ownDays: fc.nat(3),
        sinceDays: maybe(fc.nat(60)),
        gapDays: maybe(fc.nat(30)),
        goesWith: maybe(fc.constantFrom('0', '1', '2')),
        ...{ sold7: fc.nat(20), sold28: fc.nat(60), soldSeason: fc.nat(20) },
        trend: fc.double({ min: 0, max: 9, noNaN: true }),
        ageDays: maybe(fc.nat(60)),
      }),
      facts: anyFacts,
    }),
    { maxLength: 25 },
  )
  .map((list) => list.map((one, at): LineUpCandidate<string> => ({ ...one, key: String(at) })));

describe('a line-up', () => {
  test('never holds what is regulated or not for sale, nothing twice, and no more than asked', () => {
    fc.assert(
      fc.property(
        anyCandidates,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(5),
        (candidates, size, explorations) => {
          const picks = rankLineUp(candidates, { size, explorations });
          const byKey = new Map(candidates.map((one) => [one.key, one]));
          const open = candidates.filter(({ facts }) => facts.isForSale && !facts.isRegulated);
          expect(picks.every(({ key }) => open.includes(byKey.get(key)!))).toBe(true);
          expect(new Set(keysOf(picks)).size).toBe(picks.length);
          expect(picks.length).toBeLessThanOrEqual(Math.min(size, open.length));
          expect(picks.filter(({ isExploration }) => isExploration).length).toBeLessThanOrEqual(explorations);
          const keys = new Set(keysOf(picks));
          for (const { key, pairsWith, reasons } of picks) {
            expect(pairsWith.every((other) => keys.has(other) && other !== key)).toBe(true);
            expect(reasons.length).toBeLessThanOrEqual(4);
          }
        },
      ),
    );
  });

  test('terms stay within one, whatever is known', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: -20_000, max: 10_000 }), (facts, usual) => {
        const terms = Object.values(termsOf(facts, usual));
        expect(terms.every((term) => term >= -1 && term <= 1)).toBe(true);
      }),
    );
    const sum = Object.values(termWeights).reduce((total, weight) => total + weight, 0);
    expect(sumOfTerms({ margin: 1, freshness: 1, stock: 1, pool: 1, conversion: 1, host: 1 })).toBeCloseTo(
      sum,
    );
  });

  test('follows the score of history where nothing else is known', () => {
    const candidates = [candidate('low', { score: -1 }), candidate('high', { score: 2 }), candidate('mid')];
    expect(keysOf(rankLineUp(candidates, { size: 2, explorations: 0 }))).toEqual(['high', 'mid']);
  });

  test('puts a pool that lacks little before one that lacks much, and says so', () => {
    const candidates = [
      candidate('far', {}, { pool: { gap: 60, threshold: 48 }, available: null }),
      candidate('near', {}, { pool: { gap: 4, threshold: 48 }, available: null }),
    ];
    const picks = rankLineUp(candidates, { size: 2, explorations: 0 });
    expect(keysOf(picks)).toEqual(['near', 'far']);
    expect(picks[0]!.reasons[0]).toEqual({ code: 'pool-near', value: 4, other: null });
    expect(picks[1]!.reasons[0]!.code).toBe('pool-running');
  });

  test('does not fill up with one category', () => {
    const fruit = Array.from({ length: 6 }, (_, i) => candidate(`fruit ${i}`, { score: 1 - i / 100 }));
    const milk = candidate('milk', { score: 0.3 }, { category: 'milk' });
    expect(keysOf(rankLineUp([...fruit, milk], { size: 4, explorations: 0 }))).toContain('milk');
  });

  test('tries out new goods in their own places, and names what goes together', () => {
    const candidates = [
      ...Array.from({ length: 8 }, (_, i) => candidate(`known ${i}`, { score: 2 })),
      candidate('new', { score: -3, ownDays: 0, ageDays: null, goesWith: 'known 0' }),
    ];
    const picks = rankLineUp(candidates, { size: 5, explorations: 1 });
    expect(picks.map(({ isExploration }) => isExploration)).toEqual([false, false, false, false, true]);
    expect(picks[4]!.reasons.map(({ code }) => code)).toContain('new');
    expect(picks[4]!.pairsWith).toEqual(['known 0']);
    expect(picks.find(({ key }) => key === 'known 0')!.pairsWith).toEqual(['new']);
    expect(rankLineUp(candidates, { size: 5, explorations: 0 }).some(({ key }) => key === 'new')).toBe(false);
  });

  test('warns of a short shelf', () => {
    const [pick] = rankLineUp([candidate('few', {}, { available: 2 })], { size: 1, explorations: 0 });
    expect(pick!.reasons.at(-1)).toEqual({ code: 'stock-short', value: 2, other: null });
  });
});
