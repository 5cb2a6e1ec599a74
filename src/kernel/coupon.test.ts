import fc from 'fast-check';
import { expect, test } from 'vitest';
import { couponDiscounts, couponSpendFen, discountOfPieces } from './coupon.ts';

const fen = fc.bigInt({ min: 0n, max: 1_000_000n });
const lines = fc.array(fc.record({ sessionId: fc.constantFrom('s', 't', null), amountFen: fen }), {
  minLength: 1,
  maxLength: 12,
});
const coupon = fc.record({
  sessionId: fc.constant('s'),
  discountFen: fc.bigInt({ min: 1n, max: 500_000n }),
  minSpendFen: fen,
});

test('a coupon is spread over the goods of its session to the fen and makes none of them negative', () => {
  fc.assert(
    fc.property(lines, coupon, (given, promise) => {
      const parts = couponDiscounts(given, promise);
      const spendFen = couponSpendFen(given, promise);
      for (const [at, part] of parts.entries()) {
        expect(part >= 0n && part <= given[at]!.amountFen).toBe(true);
        const mayTake = given[at]!.sessionId === 's';
        expect(mayTake || part === 0n).toBe(true);
      }
      const total = parts.reduce((sum, part) => sum + part, 0n);
      const capped = promise.discountFen < spendFen ? promise.discountFen : spendFen;
      expect(total).toBe(spendFen < promise.minSpendFen ? 0n : capped);
    }),
  );
});

test('¥5 off two lines of ¥10 and ¥20', () => {
  const given = [
    { sessionId: 's', amountFen: 1_000n },
    { sessionId: null, amountFen: 9_900n },
    { sessionId: 's', amountFen: 2_000n },
  ];
  const promise = { sessionId: 's', discountFen: 500n, minSpendFen: 3_000n };
  expect(couponDiscounts(given, promise)).toEqual([167n, 0n, 333n]);
  expect(couponDiscounts(given.slice(0, 2), promise)).toEqual([0n, 0n]);
});

test('pieces that do not come take their part of the discount with them', () => {
  expect(discountOfPieces(500n, 3, 3)).toBe(500n);
  expect(discountOfPieces(500n, 2, 3)).toBe(333n);
  expect(discountOfPieces(500n, 0, 3)).toBe(0n);
});
