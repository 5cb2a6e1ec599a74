import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRules } from './default-rules.ts';
import { courierFeeFen, liableFor, onBehalfFeeFen } from './fees.ts';
import { claimReasons } from './rules.ts';

const rules = defaultRules();

// money.md: base 3 km 5 yuan, +1 yuan/km, cap 20.
test.each([
  [0, 500n],
  [3_000, 500n],
  [3_001, 600n],
  [4_000, 600n],
  [4_001, 700n],
  [18_000, 2_000n],
  [90_000, 2_000n],
])('a courier earns for %i m %s fen', (metre, fee) => {
  expect(courierFeeFen(rules, metre)).toBe(fee);
});

test('a longer way never earns less, and never beyond base and cap', () => {
  const metre = fc.integer({ min: 0, max: 200_000 });
  fc.assert(
    fc.property(metre, metre, (a, b) => {
      const [near, far] = [courierFeeFen(rules, Math.min(a, b)), courierFeeFen(rules, Math.max(a, b))];
      expect(near <= far && near >= 500n && far <= 2_000n).toBe(true);
    }),
  );
});

test('the fee for sending on behalf grows by the piece', () => {
  expect(onBehalfFeeFen(rules, 1)).toBe(230n);
  expect(onBehalfFeeFen(rules, 4)).toBe(320n);
});

const pooled = { poolId: 'pool', fulfillerShopId: 'shop', courierMemberId: 'courier' };
const ownStock = { poolId: null, fulfillerShopId: 'shop', courierMemberId: null };

test('somebody is liable for every reason', () => {
  for (const reason of claimReasons) expect(liableFor(rules, reason, pooled)).toBeTruthy();
  expect(() => liableFor({ afterSales: [] }, 'late', pooled)).toThrow('late');
});

test.each(['supplier', 'hub', 'courier'] as const)(
  'a %s that took no part leaves it to the seller',
  (liable) => {
    const book = { afterSales: [{ reason: 'damaged' as const, liable }] };
    expect(liableFor(book, 'damaged', pooled)).toBe(liable);
    expect(liableFor(book, 'damaged', ownStock)).toBe('seller');
  },
);
