import { contract } from '../../contract/index.ts';
import { directSession, isWelcome, needSessionSight } from '../domains/live/index.ts';
import {
  claimCoupon,
  dropCoupon,
  endCouponDrop,
  getDrop,
  listDrops,
  listMyCoupons,
} from '../domains/marketing/index.ts';
import { refuseUnless } from '../kernel/refusal.ts';
import { act, read, type Door } from './route.ts';

const { marketing } = contract;

/** Marketing and live do not know each other: the doors ask the stage who may, then let coupons happen. */
export function marketingDoors(): Door[] {
  return [
    act(marketing.dropCoupon, async (tx, input) => {
      const dropId = await dropCoupon(tx, input, await directSession(tx, input.sessionId));
      return getDrop(tx, dropId);
    }),
    act(marketing.endCouponDrop, async (tx, input) => {
      await directSession(tx, input.sessionId);
      await endCouponDrop(tx, input);
      return { done: true } as const;
    }),
    read(marketing.listCouponDrops, async (db, { sessionId }) => {
      await needSessionSight(db, sessionId);
      return listDrops(db, sessionId);
    }),
    act(marketing.claimCoupon, async (tx, input) => {
      const { sessionId } = await getDrop(tx, input.dropId);
      refuseUnless(await isWelcome(tx, sessionId), 'room-banned');
      return claimCoupon(tx, input);
    }),
    read(marketing.listMyCoupons, (db, input) => listMyCoupons(db, input)),
  ];
}
