import { expect, test } from 'vitest';
import type { BasketLine } from './basket.ts';
import { bestCoupon, type Coupon } from './use-coupon.ts';

const line = (priceFen: string, sessionId?: string) =>
  ({ priceFen, quantity: 2, ...(sessionId && { sessionId }) }) as BasketLine;
const coupon = (over: Partial<Coupon>): Coupon => ({
  ...{ couponId: 'c', dropId: 'd', sessionId: 's', title: '券', discountFen: '500', minSpendFen: '3000' },
  ...{ useUntil: '', claimedAt: '', state: 'free', orderGroupId: null },
  ...over,
});

test('the coupon that takes off most is offered, used ones and those of other rooms are not', () => {
  const mine = [
    coupon({ couponId: 'small', discountFen: '100', minSpendFen: '0' }),
    coupon({ couponId: 'big' }),
    coupon({ couponId: 'used', discountFen: '900', state: 'used' }),
    coupon({ couponId: 'elsewhere', discountFen: '900', sessionId: 't' }),
  ];
  expect(bestCoupon(mine, [line('1500', 's')])).toMatchObject({
    coupon: { couponId: 'big' },
    discountFen: 500n,
    shortFen: 0n,
  });
  expect(bestCoupon(mine, [line('1500')])).toBeUndefined();
});

test('below its limit it says how much is missing', () => {
  expect(bestCoupon([coupon({})], [line('1000', 's')])).toMatchObject({ discountFen: 0n, shortFen: 1_000n });
});
