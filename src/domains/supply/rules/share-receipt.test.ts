import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareReceipt } from './share-receipt.ts';

function linesOf(quantities: readonly number[]) {
  return quantities.map((quantity, at) => ({
    orderLineId: `line-${at}`,
    shopId: `shop-${at % 3}`,
    quantity,
    servedQuantity: quantity,
    unitPriceFen: 2_380n,
  }));
}

test('of 85 ordered for 82 commitments 80 arrive: the surplus absorbs 3, the last line misses 2', () => {
  const share = shareReceipt(linesOf([40, 40, 2]), { quantity: 80, ordered: 85 }, 1_990n);
  expect(share).toMatchObject({
    servedQuantity: 80,
    surplusQuantity: 0,
    shortQuantity: 5,
    refundFen: 2n * 1_990n,
  });
  expect(share.shortLines.map((line) => line.orderLineId)).toEqual(['line-2']);
});

test('where each shop has its own price, the refund is what the line paid', () => {
  expect(shareReceipt(linesOf([3]), { quantity: 1, ordered: 3 }, null).refundFen).toBe(2n * 2_380n);
});

test('lines left out by rounding to packs are not short a second time', () => {
  const lines = linesOf([5, 2]).map((line, at) => (at === 1 ? { ...line, servedQuantity: 0 } : line));
  const share = shareReceipt(lines, { quantity: 5, ordered: 5 }, null);
  expect(share.shortLines).toEqual([]);
  expect(share.lines).toHaveLength(1);
});

test('what arrived is served or surplus; what did not is refunded or was never committed', () => {
  const quantities = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 });
  const surplus = fc.integer({ min: 0, max: 11 });
  fc.assert(
    fc.property(quantities, surplus, fc.nat(600), (committed, extra, some) => {
      const due = committed.reduce((sum, quantity) => sum + quantity, 0);
      const ordered = due + extra;
      const quantity = Math.min(some, ordered);
      const share = shareReceipt(linesOf(committed), { quantity, ordered }, 1n);
      expect(share.servedQuantity + share.surplusQuantity).toBe(quantity);
      expect(share.surplusQuantity).toBeGreaterThanOrEqual(0);
      expect(share.refundFen).toBe(BigInt(due - share.servedQuantity));
      expect(share.shortQuantity).toBe(ordered - quantity);
    }),
  );
});
