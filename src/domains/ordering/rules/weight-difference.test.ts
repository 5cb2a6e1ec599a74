import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weightRefundFen } from './weight-difference.ts';

test('5 jin at ¥20 that weigh 4.8 give ¥0.80 back', () => {
  expect(weightRefundFen(2_000n, 2_500, 2_400)).toBe(80n);
});
test('a heavy bag is a gift', () => {
  expect(weightRefundFen(2_000n, 2_500, 2_600)).toBe(0n);
});
test('never negative, never more than was kept, and lighter never refunds less', () => {
  const gram = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), gram, gram, (keptFen, nominal, actual) => {
      const refund = weightRefundFen(keptFen, nominal, actual);
      expect(refund >= 0n && refund <= keptFen).toBe(true);
      expect(weightRefundFen(keptFen, nominal, Math.max(1, actual - 1)) >= refund).toBe(true);
    }),
  );
});
