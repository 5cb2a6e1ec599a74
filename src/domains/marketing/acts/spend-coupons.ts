import type { Tx } from '../../../engines/db/tx.ts';
import type { CouponPromise } from '../../../kernel/coupon.ts';
import { couponState, type CouponState } from '../rules/coupon-state.ts';
import { bindCoupons, lockCouponRows, unbindCoupons, type CouponUse } from '../store/coupons.ts';

/** A coupon as the intake weighs it, locked until the transaction ends. */
export interface CouponTerms extends CouponPromise {
  readonly couponId: string;
  readonly memberId: string;
  readonly title: string;
  readonly state: CouponState;
}

/** Locks the coupons that checkouts of a batch name, in key order. Unknown ids are absent. */
export async function lockCoupons(tx: Tx, couponIds: readonly string[]): Promise<Map<string, CouponTerms>> {
  if (couponIds.length === 0) return new Map();
  const rows = await lockCouponRows(tx, [...new Set(couponIds)]);
  return new Map(
    rows.map((row) => {
      const { couponId, memberId, sessionId, title, discountFen, minSpendFen } = row;
      const promise = { sessionId, discountFen, minSpendFen };
      return [couponId, { couponId, memberId, title, ...promise, state: couponState(row, tx.now) }];
    }),
  );
}

/** Binds free coupons to their checkouts, at placing or when late money comes; returns those that were free. */
export async function spendCoupons(tx: Tx, uses: readonly CouponUse[]): Promise<Set<string>> {
  return uses.length === 0 ? new Set() : new Set(await bindCoupons(tx, uses));
}

/** Nothing of these checkouts came about: their coupons can be used again while their time lasts. */
export async function freeCoupons(tx: Tx, orderGroupIds: readonly string[]): Promise<void> {
  if (orderGroupIds.length > 0) await unbindCoupons(tx, orderGroupIds);
}
