import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, bandsOf, countChanges, nextPublication, roundForPublic } from './bands.ts';
import { differenceMin, formPeerGroups, hidesEveryone, largestShareMax, othersMin } from './peer-groups.ts';
import type { Publication, ShopProfile } from './types.ts';

const town = fc
  .array(
    fc.record({
      city: fc.constantFrom('hz', 'sh', 'nj'),
      type1: fc.constantFrom('food', 'goods'),
      type2: fc.constantFrom('', 'fresh', 'packed'),
      type3: fc.constantFrom('', 'fruit', 'bread', 'tofu'),
      volume: fc.integer({ min: 1, max: 5_000 }),
    }),
    { maxLength: 90 },
  )
  .map((shops): ShopProfile[] =>
    shops.map((shop, i) => ({ ...shop, shopId: `s${String(i).padStart(2, '0')}` })),
  );

/** Many figures alike, and some that tower. */
const figures = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 90_000 })), {
    minLength: 6,
    maxLength: 30,
  })
  .map((values) => new Map(values.map((value, i) => [`s${i}`, value])));

const without = (values: ReadonlyMap<string, number>, ...gone: string[]) =>
  new Map([...values].filter(([shopId]) => !gone.includes(shopId)));

describe('peer groups', () => {
  test('hide everyone in them, by an independent count', () => {
    fc.assert(
      fc.property(town, (shops) => {
        const volumeOf = new Map(shops.map(({ shopId, volume }) => [shopId, volume]));
        for (const { contributorIds, readerIds } of formPeerGroups(shops)) {
          expect(contributorIds.length).toBeGreaterThan(othersMin);
          for (const asker of contributorIds) {
            const others = contributorIds.filter((id) => id !== asker).map((id) => volumeOf.get(id)!);
            const sum = others.reduce((total, volume) => total + volume, 0);
            expect(Math.max(...others) / sum).toBeLessThanOrEqual(largestShareMax + 1e-12);
          }
          expect(readerIds.every((id) => contributorIds.includes(id))).toBe(true);
        }
      }),
    );
  });

  test('are one per shop, and no two of them differ by a handful', () => {
    fc.assert(
      fc.property(town, (shops) => {
        const groups = formPeerGroups(shops);
        const readers = groups.flatMap(({ readerIds }) => readerIds);
        expect(new Set(readers).size).toBe(readers.length);
        for (const a of groups)
          for (const b of groups) {
            const own = a.contributorIds.filter((id) => !b.contributorIds.includes(id)).length;
            const foreign = b.contributorIds.filter((id) => !a.contributorIds.includes(id)).length;
            const mayDiffer = a.contributorIds.length === own || own + foreign === 0;
            expect(mayDiffer || own + foreign >= differenceMin).toBe(true);
          }
      }),
    );
  });

  test('do not hang on the order in which shops are listed', () => {
    fc.assert(
      fc.property(town, (shops) => {
        expect(formPeerGroups(shops.toReversed())).toEqual(formPeerGroups(shops));
      }),
    );
  });

  test('of five shops there are none, whatever they are', () => {
    fc.assert(
      fc.property(town, (shops) => {
        expect(formPeerGroups(shops.slice(0, othersMin))).toEqual([]);
      }),
    );
  });

  test('begin narrow and back off', () => {
    const shop = (i: number, type3: string): ShopProfile => {
      const place = { city: 'hz', type1: 'food', type2: 'fresh', type3 };
      return { ...place, shopId: `${type3}${i}`, volume: 10 };
    };
    const shops = [0, 1, 2, 3, 4, 5].flatMap((i) => [shop(i, 'fruit'), ...(i < 5 ? [shop(i, 'tofu')] : [])]);
    expect(formPeerGroups(shops).map(({ level, readerIds }) => [level, readerIds.length])).toEqual([
      ['city-type3', 6],
      ['city-type2', 5],
    ]);
    // With one tofu shop only, the wider circle would tell it apart from the fruit shops.
    expect(formPeerGroups(shops.filter(({ shopId }) => !/tofu[1-4]/.test(shopId)))).toHaveLength(1);
  });
});

describe('published answers', () => {
  test('removing one shop changes no published answer', () => {
    fc.assert(
      fc.property(figures, fc.nat(), fc.constantFrom('volume', 'rate'), (values, pick, kind) => {
        const before = nextPublication(null, values, kind);
        fc.pre(before !== null);
        const gone = `s${pick % values.size}`;
        const after = nextPublication(before, without(values, gone), kind);
        expect(after?.bands).toEqual(before?.bands);
      }),
    );
  });

  test('nor does one shop that comes or whose figure moves, also step by step', () => {
    fc.assert(
      fc.property(figures, fc.array(fc.integer({ min: 1, max: 90_000 })), (values, moves) => {
        const first = nextPublication(null, values, 'rate')!;
        let last: Publication | null = first;
        for (const move of moves) last = nextPublication(last, new Map(values).set('s0', move), 'rate');
        expect(last).toEqual(first);
        expect(nextPublication(first, new Map(values).set('new', 7), 'rate')).toEqual(first);
      }),
    );
  });

  test('after two changes they are what anybody would publish who never saw the earlier ones', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const before = nextPublication(null, values, 'rate');
        const now = without(values, 's0', 's1');
        expect(nextPublication(before, now, 'rate')).toEqual(nextPublication(null, now, 'rate'));
        expect(countChanges(values, now)).toBe(2);
      }),
    );
  });

  test('do not say who has which figure', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const swapped = new Map(
          [...values.keys()].map((id, i) => [id, [...values.values()].toReversed()[i]!]),
        );
        expect(nextPublication(null, swapped, 'volume')?.bands).toEqual(
          nextPublication(null, values, 'volume')?.bands,
        );
      }),
    );
  });

  test('rise, and do not move with the smallest and the largest figure', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const list = [...values.values()].sort((a, b) => a - b);
        const bands = bandsOf(list);
        expect(bands.lower).toBeLessThanOrEqual(bands.median);
        expect(bands.median).toBeLessThanOrEqual(bands.upper);
        const stretched = [0, ...list.slice(1, -1), list.at(-1)! * 1_000];
        expect(bandsOf(stretched)).toEqual(bands);
      }),
    );
  });

  test('are withheld for five shops, and when one sells most', () => {
    const five = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, 100]));
    expect(nextPublication(null, five, 'rate')).toBeNull();
    const towering = new Map(five).set('f', 9_000);
    expect(nextPublication(null, towering, 'volume')).toBeNull();
    expect(nextPublication(null, towering, 'rate')?.bands.median).toBe(100);
    expect(hidesEveryone([100, 100, 100, 100, 100, 100])).toBe(true);
  });

  test('have two or three digits', () => {
    expect([123_456, 0.019_876, 98_765, 4, 0].map(roundForPublic)).toEqual([123_000, 0.0199, 99_000, 4, 0]);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(roundForPublic(value) / value - 1)).toBeLessThanOrEqual(0.025);
      }),
    );
  });

  test('a shop finds its own band by them', () => {
    const bands = { lower: 10, median: 20, upper: 30, shopCount: 9 };
    expect([9, 10, 19, 20, 30, 99].map((value) => bandOf(value, bands))).toEqual([1, 2, 2, 3, 4, 4]);
  });
});
