import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeShares } from './fee-shares.ts';

const feeFen = (pieces: number) => 200n + 30n * BigInt(pieces);
const line = fc.record({
  shopOrderId: fc.constantFrom('o1', 'o2', 'o3'),
  locationId: fc.constantFrom('hub', 'shop'),
  quantity: fc.integer({ min: 1, max: 9 }),
});

test('the lines of an order at a place sum to its fee; whoever sells it earns none', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (drawn) => {
      const lines = drawn.map((one, i) => ({
        ...one,
        orderLineId: `l${i}`,
        isOnBehalf: one.locationId === 'shop',
      }));
      const fees = feeShares(lines, feeFen);
      expect(fees.size).toBe(lines.length);
      for (const parcel of Map.groupBy(lines, (one) => `${one.shopOrderId} ${one.locationId}`).values()) {
        const sum = parcel.reduce((total, one) => total + fees.get(one.orderLineId)!, 0n);
        const pieces = parcel.reduce((total, one) => total + one.quantity, 0);
        expect(sum).toBe(parcel[0]!.isOnBehalf ? feeFen(pieces) : 0n);
      }
    }),
  );
});
