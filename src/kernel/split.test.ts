import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from './split.ts';

const shares = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .chain((keys) =>
    fc.tuple(...keys.map((key) => fc.record({ key: fc.constant(key), weight: fc.bigInt(0n, 1_000_000n) }))),
  )
  .filter((list) => list.some((share) => share.weight > 0n));

describe('split', () => {
  test('parts sum to the whole and stay within one fen of the exact share', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), shares, (total, list) => {
        const parts = split(total, list);
        const weightSum = list.reduce((sum, share) => sum + share.weight, 0n);
        expect([...parts.values()].reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const share of list) {
          const difference = parts.get(share.key)! * weightSum - total * share.weight;
          expect(difference < weightSum && difference > -weightSum).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order of the shares', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 9n), 10n ** 9n), shares, (total, list) => {
        const forward = split(total, list);
        const backward = split(total, [...list].reverse());
        for (const share of list) expect(backward.get(share.key)).toBe(forward.get(share.key));
      }),
    );
  });

  test('refuses to divide something among nobody', () => {
    expect(() => split(5n, [{ key: 'a', weight: 0n }])).toThrow(RangeError);
    expect(split(0n, [{ key: 'a', weight: 0n }]).get('a')).toBe(0n);
  });
});
