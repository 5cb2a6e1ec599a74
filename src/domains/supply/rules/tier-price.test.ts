import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapToNext, levelsCrossed, tierAt, tierIndexAt, type Tier } from './tier-price.ts';

const ladder = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 })
  .map((quantities): Tier[] =>
    quantities
      .sort((a, b) => a - b)
      .map((minQuantity, level) => ({
        minQuantity,
        costFen: BigInt(2_000 - level * 100),
        retailFen: BigInt(3_000 - level * 120),
      })),
  );
const quantity = fc.integer({ min: 0, max: 600 });

describe('the litchi pool of the drawn board: 30, 60, 100, 200 pieces', () => {
  const tiers = [30, 60, 100, 200].map((minQuantity, level) => ({
    minQuantity,
    costFen: BigInt(2_000 - level),
    retailFen: [2_680n, 2_380n, 1_990n, 1_850n][level]!,
  }));

  test('82 paid pieces cost ¥23.80, 18 more make it ¥19.90', () => {
    expect(tierAt(tiers, 82).retailFen).toBe(2_380n);
    expect(gapToNext(tiers, 82)).toEqual({ gap: 18, tier: tiers[2] });
  });
  test('below the first rung its price holds already', () => {
    expect(tierIndexAt(tiers, 29)).toBe(-1);
    expect(tierAt(tiers, 0).retailFen).toBe(2_680n);
    expect(gapToNext(tiers, 0)).toEqual({ gap: 30, tier: tiers[0] });
  });
  test('on the last rung nothing is missing', () => {
    expect(gapToNext(tiers, 200)).toBeNull();
  });
  test('one payment may cross several rungs', () => {
    expect(levelsCrossed(tiers, 29, 100)).toEqual([0, 1, 2]);
    expect(levelsCrossed(tiers, 60, 99)).toEqual([]);
  });
});

test('the rung reached is the last whose quantity is reached', () => {
  fc.assert(
    fc.property(ladder, quantity, (tiers, paid) => {
      const reached = tiers.filter((tier) => tier.minQuantity <= paid);
      expect(tierIndexAt(tiers, paid)).toBe(reached.length - 1);
    }),
  );
});

test('more pieces never cost more, and filling the gap reaches exactly the next rung', () => {
  fc.assert(
    fc.property(ladder, quantity, quantity, (tiers, paid, more) => {
      expect(tierAt(tiers, paid + more).retailFen <= tierAt(tiers, paid).retailFen).toBe(true);
      const next = gapToNext(tiers, paid);
      if (!next) return;
      expect(next.gap).toBeGreaterThan(0);
      expect(tierIndexAt(tiers, paid + next.gap)).toBe(tierIndexAt(tiers, paid) + 1);
      expect(tierIndexAt(tiers, paid + next.gap - 1)).toBe(tierIndexAt(tiers, paid));
    }),
  );
});

test('growing in steps crosses the same rungs as growing at once', () => {
  fc.assert(
    fc.property(ladder, fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 12 }), (tiers, steps) => {
      let paid = 0;
      const crossed = steps.flatMap((step) => {
        const levels = levelsCrossed(tiers, paid, paid + step);
        paid += step;
        return levels;
      });
      expect(crossed).toEqual(levelsCrossed(tiers, 0, paid));
    }),
  );
});
