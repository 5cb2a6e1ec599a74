import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poolRefund, type PoolLine } from './pool-refund.ts';

const line = (over: Partial<PoolLine> = {}): PoolLine => ({
  quantity: 3,
  servedQuantity: 3,
  unitPriceFen: 2_380n,
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
  finalFen: fc.option(fc.bigInt({ min: 0n, max: 100_000n }), { nil: null }),
});

test('close, then receipt: the shopper ends up paying the final price of what came, to the fen', () => {
  fc.assert(
    fc.property(anyLine, ({ quantity, atClose, atReceipt, unitPriceFen, finalFen }) => {
      const served1 = Math.floor(quantity * atClose);
      const served2 = Math.floor(served1 * atReceipt);
      const first = poolRefund(
        { quantity, servedQuantity: quantity, unitPriceFen, refundedFen: 0n },
        served1,
        finalFen,
      );
      const refundedFen = first.betterPriceFen + first.missingFen;
      const closed = { quantity, servedQuantity: served1, unitPriceFen, refundedFen };
      const again = poolRefund(closed, served1, finalFen);
      expect(again.betterPriceFen + again.missingFen).toBe(0n);
      const second = poolRefund(closed, served2, finalFen);
      for (const part of [first, second]) {
        expect(part.betterPriceFen >= 0n && part.missingFen >= 0n).toBe(true);
      }
      const priceFen = finalFen !== null && finalFen < unitPriceFen ? finalFen : unitPriceFen;
      const keptFen =
        unitPriceFen * BigInt(quantity) - refundedFen - second.betterPriceFen - second.missingFen;
      expect(keptFen).toBe(priceFen * BigInt(served2));
    }),
  );
});
