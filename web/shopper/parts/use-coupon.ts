import { couponDiscounts, couponSpendFen } from '../../../src/kernel/coupon.ts';
import { type Out, useRead } from '../../kit/use-api.ts';
import { amountFen, type BasketLine } from './basket.ts';
import { useMe } from './use-me.ts';

export type Coupon = Out<'marketing', 'listMyCoupons'>['rows'][number];
export type CouponDrop = NonNullable<Out<'live', 'getRoom'>['coupon']>;

/** The best coupon for a basket and what it takes off, by the rule of the intake. */
export interface CouponChoice {
  coupon: Coupon;
  discountFen: bigint;
  /** What is missing to its lower limit; 0 when it can be used. */
  shortFen: bigint;
}

/** Undefined for guests, and when no coupon is for anything in the basket. */
export function useBestCoupon(lines: readonly BasketLine[]): CouponChoice | undefined {
  const { me } = useMe();
  const isFromRoom = lines.some(({ sessionId }) => sessionId !== undefined);
  const { data } = useRead('marketing', 'listMyCoupons', {}, { enabled: me !== undefined && isFromRoom });
  return bestCoupon(data?.rows ?? [], lines);
}

/** The one that takes off most; if none can be used yet, the one that is nearest to it. */
export function bestCoupon(
  coupons: readonly Coupon[],
  lines: readonly BasketLine[],
): CouponChoice | undefined {
  const priced = lines.map((line) => ({ sessionId: line.sessionId ?? null, amountFen: amountFen(line) }));
  const choices = coupons
    .filter(({ state }) => state === 'free')
    .flatMap((coupon): CouponChoice[] => {
      const promise = {
        sessionId: coupon.sessionId,
        discountFen: BigInt(coupon.discountFen),
        minSpendFen: BigInt(coupon.minSpendFen),
      };
      const spendFen = couponSpendFen(priced, promise);
      if (spendFen === 0n) return [];
      const discountFen = couponDiscounts(priced, promise).reduce((sum, part) => sum + part, 0n);
      const shortFen = promise.minSpendFen > spendFen ? promise.minSpendFen - spendFen : 0n;
      return [{ coupon, discountFen, shortFen }];
    });
  return choices.toSorted(
    (a, b) => Number(b.discountFen - a.discountFen) || Number(a.shortFen - b.shortFen),
  )[0];
}
