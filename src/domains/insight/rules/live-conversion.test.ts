import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemDayAdditions } from './item-days.ts';
import { conversionOf } from './live-conversion.ts';

const shown = (variantId: string, hostMemberId: string, sold: number, visits: number) => {
  return { variantId, hostMemberId, sold, visits };
};
const ofCategory = (variantId: string) => (variantId.startsWith('apple') ? 'fruit' : 'milk');

test('an item that sells twice as often per visit is above usual, and little evidence is pulled to usual', () => {
  const many = conversionOf([shown('apple', 'zhen', 40, 400), shown('milk', 'zhen', 0, 400)], ofCategory);
  const few = conversionOf([shown('apple', 'zhen', 4, 40), shown('milk', 'zhen', 36, 760)], ofCategory);
  expect(many.ofItem('apple')).toBeGreaterThan(1.8);
  expect(few.ofItem('apple')).toBeGreaterThan(1);
  expect(few.ofItem('apple')!).toBeLessThan(many.ofItem('apple')!);
  expect(many.ofItem('milk')).toBeLessThan(0.2);
});

test('a host is compared with all hosts in the same category alone', () => {
  const conversion = conversionOf(
    [shown('apple', 'zhen', 60, 300), shown('apple', 'he', 20, 300), shown('milk', 'zhen', 1, 300)],
    ofCategory,
  );
  expect(conversion.ofHost('zhen', 'fruit')).toBeGreaterThan(1);
  expect(conversion.ofHost('he', 'fruit')).toBeLessThan(1);
  expect(conversion.ofHost('zhen', 'milk')).toBeCloseTo(1);
  expect(conversion.ofHost('he', 'milk')).toBeNull();
});

test('without visits nobody knows anything', () => {
  const conversion = conversionOf([shown('apple', 'zhen', 3, 0)], ofCategory);
  expect([conversion.ofItem('apple'), conversion.ofHost('zhen', 'fruit')]).toEqual([null, null]);
});

test('pieces by item and shop add up to those of the lines, the room before the seller', () => {
  const line = fc.record({
    variantId: fc.constantFrom('a', 'b'),
    sellerShopId: fc.constantFrom('s', 't'),
    roomShopId: fc.option(fc.constantFrom('s', 'u')),
    sessionId: fc.constant(null),
    poolId: fc.constant(null),
    quantity: fc.integer({ min: 1, max: 9 }),
    amountFen: fc.constant(0n),
  });
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const rows = itemDayAdditions(lines);
      const pieces = (list: readonly { readonly pieces: number }[]) =>
        list.reduce((sum, one) => sum + one.pieces, 0);
      expect(pieces(rows)).toBe(lines.reduce((sum, { quantity }) => sum + quantity, 0));
      expect(new Set(rows.map(({ shopId, variantId }) => shopId + variantId)).size).toBe(rows.length);
      const inRoom = lines.filter(({ roomShopId }) => roomShopId === 'u');
      expect(pieces(rows.filter(({ shopId }) => shopId === 'u'))).toBe(
        inRoom.reduce((sum, { quantity }) => sum + quantity, 0),
      );
    }),
  );
});
