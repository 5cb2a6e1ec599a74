import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { couponsClaimed } from '../facts.ts';
import { isTold } from '../rules/coupon-state.ts';
import { findCouponFrom, insertCoupon } from '../store/coupons.ts';
import { findDrops, takeOne } from '../store/drops.ts';
import type { Coupon } from '../tables.ts';
import { couponOf } from '../views/coupons.ts';

/**
 * One coupon for the person asking. Claiming again answers with the same one. The counter of the drop is raised under
 * its row lock and bounded by a CHECK: parallel claims never get more than were announced.
 *
 * @throws Refusal coupon-early before the countdown is over, coupon-gone when none are left or the claiming has ended
 */
export async function claimCoupon(tx: Tx, { dropId }: { readonly dropId: string }): Promise<Coupon> {
  const { memberId } = tx.actor!;
  const [drop] = await findDrops(tx, [dropId]);
  if (!drop) throw new Refusal('not-found', {}, 'dropId');
  const couponId = await insertCoupon(tx, dropId, memberId);
  if (couponId !== null) {
    const waitMillis = drop.opensAt.getTime() - tx.now.getTime();
    refuseUnless(waitMillis <= 0, 'coupon-early', { seconds: Math.ceil(waitMillis / 1_000) });
    const claimed = await takeOne(tx, dropId);
    if (claimed === null) throw new Refusal('coupon-gone');
    if (isTold(claimed, drop.quantity)) await announce(tx, [couponsClaimed(drop.sessionId, dropId)]);
  }
  return couponOf((await findCouponFrom(tx, dropId, memberId))!, tx.now);
}
