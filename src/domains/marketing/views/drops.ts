import type { Output } from '../../../../contract/endpoint.ts';
import type { marketing } from '../../../../contract/marketing.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { countUsed, findCouponFrom } from '../store/coupons.ts';
import { findDrops, findDropsOfSession } from '../store/drops.ts';
import type { Coupon, CouponDrop, DropRow } from '../tables.ts';
import { couponOf } from './coupons.ts';

/** Drops of one session that are shown. */
const dropsMax = 50;

/** What rooms show: the drop that waits or can be claimed, null when there is none. One without coupons left stays until its time is over. */
export async function currentDrop(db: Reader, sessionId: string): Promise<CouponDrop | null> {
  const [last] = await findDropsOfSession(db, sessionId, 1);
  return last && last.claimUntil > db.now ? dropOf(last) : null;
}

/** The same with the coupon that the person asking has of it. */
export async function currentDropFor(
  db: Reader,
  sessionId: string,
): Promise<{ coupon: CouponDrop | null; myCoupon: Coupon | null }> {
  const coupon = await currentDrop(db, sessionId);
  const mine = coupon && db.actor ? await findCouponFrom(db, coupon.dropId, db.actor.memberId) : null;
  return { coupon, myCoupon: mine && couponOf(mine, db.now) };
}

export async function getDrop(db: Reader, dropId: string): Promise<CouponDrop> {
  const [drop] = await findDrops(db, [dropId]);
  if (!drop) throw new Refusal('not-found', {}, 'dropId');
  return dropOf(drop);
}

/** Drops of a session with what became of them, newest first. */
export async function listDrops(
  db: Reader,
  sessionId: string,
): Promise<Output<typeof marketing.listCouponDrops>> {
  const drops = await findDropsOfSession(db, sessionId, dropsMax);
  const used = await countUsed(
    db,
    drops.map(({ dropId }) => dropId),
  );
  return {
    rows: drops.map((drop) => ({
      ...dropOf(drop),
      usedQuantity: used.get(drop.dropId) ?? 0,
      fundShareBps: drop.bearers.find(({ kind }) => kind === 'fund')?.weightBps ?? 0,
    })),
  };
}

function dropOf(drop: DropRow): CouponDrop {
  const { dropId, sessionId, title, discountFen, minSpendFen, quantity, opensAt, claimUntil, useUntil } =
    drop;
  const left = quantity - drop.claimedQuantity;
  return {
    ...{ dropId, sessionId, title, discountFen, minSpendFen, quantity, left },
    ...{ opensAt, claimUntil, useUntil },
  };
}
