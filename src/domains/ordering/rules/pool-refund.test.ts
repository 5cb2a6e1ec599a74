import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discountOfPieces } from '../../../kernel/coupon.ts';
import { poolRefund, type PoolLine } from './pool-refund.ts';

const line = (over: Partial<PoolLine> = {}): PoolLine => ({
  quantity: 3,
  servedQuantity: 3,
  unitPriceFen: 2_380n,
  discountFen: 0n,
  refundedFen: 0n,
  ...over,
});

describe('pool refund', () => {
  test('a better tier is refunded per piece', () => {
    expect(poolRefund(line(), 3, 1_990n)).toEqual({
      betterPriceFen: 1_170n,
      missingFen: 0n,
      missingQuantity: 0,
    });
  });
  test('a worse tier costs nobody more', () => {
    expect(poolRefund(line(), 3, 2_990n)).toEqual({ betterPriceFen: 0n, missingFen: 0n, missingQuantity: 0 });
  });
  test('dropped pieces come back at the price paid, served ones at the difference', () => {
    expect(poolRefund(line(), 2, 1_990n)).toEqual({
      betterPriceFen: 780n,
      missingFen: 2_380n,
      missingQuantity: 1,
    });
  });
  test('a shortage after the price was settled gives back what is still paid', () => {
    expect(poolRefund(line({ refundedFen: 1_170n }), 1, 1_990n)).toEqual({
      betterPriceFen: 0n,
      missingFen: 3_980n,
      missingQuantity: 2,
    });
  });
});

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 50 }),
  atClose: fc.double({ min: 0, max: 1, noNaN: true }),
  atReceipt: fc.double({ min: 0, max: 1, noNaN: true }),
  unitPriceFen: fc.bigInt({ min: 0n, max: 100_000n }),
  /** A coupon takes off up to all of it. */
  discountBps: fc.bigInt({ min: 0n, max: 10_000n }),
  finalFen: fc.option(fc.bigInt({ min: 0n, max: 100_000n }), { nil: null }),
});

test('close, then receipt: the shopper ends up paying the final price of what came, to the fen', () => {
  fc.assert(
    fc.property(anyLine, ({ quantity, atClose, atReceipt, unitPriceFen, finalFen, discountBps }) => {
      const served1 = Math.floor(quantity * atClose);
      const served2 = Math.floor(served1 * atReceipt);
      const discountFen = (unitPriceFen * BigInt(quantity) * discountBps) / 10_000n;
      const first = poolRefund(
        { quantity, servedQuantity: quantity, unitPriceFen, discountFen, refundedFen: 0n },
        served1,
        finalFen,
      );
      const refundedFen = first.betterPriceFen + first.missingFen;
      const closed = { quantity, servedQuantity: served1, unitPriceFen, discountFen, refundedFen };
      const again = poolRefund(closed, served1, finalFen);
      expect(again.betterPriceFen + again.missingFen).toBe(0n);
      const second = poolRefund(closed, served2, finalFen);
      for (const part of [first, second]) {
        expect(part.betterPriceFen >= 0n && part.missingFen >= 0n).toBe(true);
      }
      const priceFen = finalFen !== null && finalFen < unitPriceFen ? finalFen : unitPriceFen;
      const paidFen = unitPriceFen * BigInt(quantity) - discountFen;
      const keptFen = paidFen - refundedFen - second.betterPriceFen - second.missingFen;
      const worthFen = priceFen * BigInt(served2) - discountOfPieces(discountFen, served2, quantity);
      expect(keptFen).toBe(worthFen > 0n ? worthFen : 0n);
    }),
  );
});
