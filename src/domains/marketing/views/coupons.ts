import type { Reader } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import type { Bearer } from '../rules/bearers.ts';
import { couponState } from '../rules/coupon-state.ts';
import { findCoupons, findCouponsOf, type DroppedCoupon } from '../store/coupons.ts';
import type { Coupon } from '../tables.ts';

/** A person hardly has more that matter; older ones are over. */
const couponsMax = 100;

/** The coupons of the person asking, newest first. */
export async function listMyCoupons(
  db: Reader,
  { sessionId }: { readonly sessionId?: string | undefined },
): Promise<{ rows: Coupon[] }> {
  refuseUnless(db.actor, 'sign-in-needed');
  const rows = await findCouponsOf(db, db.actor.memberId, {
    sessionId: sessionId ?? null,
    limit: couponsMax,
  });
  return { rows: rows.map((row) => couponOf(row, db.now)) };
}

export function couponOf(row: DroppedCoupon, now: Date): Coupon {
  const { couponId, dropId, sessionId, title, discountFen, minSpendFen, useUntil, claimedAt } = row;
  const words = { couponId, dropId, sessionId, title, discountFen, minSpendFen, useUntil, claimedAt };
  return { ...words, state: couponState(row, now), orderGroupId: row.orderGroupId };
}

/** Who bears what these coupons take off, for settlement. Unknown ids are absent. */
export async function couponBearers(
  db: Reader,
  couponIds: readonly string[],
): Promise<Map<string, { title: string; bearers: readonly Bearer[] }>> {
  if (couponIds.length === 0) return new Map();
  const rows = await findCoupons(db, [...new Set(couponIds)]);
  return new Map(rows.map(({ couponId, title, bearers }) => [couponId, { title, bearers }]));
}
