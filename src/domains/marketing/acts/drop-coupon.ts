import type { Input } from '../../../../contract/endpoint.ts';
import type { marketing } from '../../../../contract/marketing.ts';
import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { couponDropEnded, couponDropped } from '../facts.ts';
import { bearersOf } from '../rules/bearers.ts';
import { closeDrop, findDropsOfSession, insertDrop } from '../store/drops.ts';

/** Where a drop falls, as the live domain knows it: the caller holds the lock of that session. */
export interface DropStage {
  readonly hostShopId: string;
}

/**
 * Announces coupons to every room of a session: they can be claimed when the countdown is over, until the claiming ends
 * or none are left. One at a time, so that a room never has to choose. Returns the id of the drop.
 *
 * @throws Refusal coupon-drop-open while another one waits or runs, not-allowed for a share of the fund without the duty
 */
export async function dropCoupon(
  tx: Tx,
  input: Input<typeof marketing.dropCoupon>,
  { hostShopId }: DropStage,
): Promise<string> {
  const bearers = bearersOf(tx.actor, hostShopId, input.fundShareBps);
  const [last] = await findDropsOfSession(tx, input.sessionId, 1);
  if (last && last.claimUntil > tx.now && last.claimedQuantity < last.quantity) {
    throw new Refusal('coupon-drop-open', { title: last.title });
  }
  const { sessionId, title, discountFen, minSpendFen, quantity } = input;
  const opensAt = addSeconds(tx.now, input.opensInSeconds);
  const claimUntil = addSeconds(opensAt, input.claimSeconds);
  const useUntil = addSeconds(claimUntil, input.useHours * 3_600);
  const dropId = tx.newId();
  const money = { title, discountFen, minSpendFen, quantity, bearers };
  await insertDrop(tx, { dropId, sessionId, ...money, opensAt, claimUntil, useUntil });
  await announce(tx, [couponDropped(sessionId, dropId)]);
  return dropId;
}

/** Ends the claiming; what was claimed stays good. `not-found` when there is nothing to end. */
export async function endCouponDrop(
  tx: Tx,
  { sessionId, dropId }: { readonly sessionId: string; readonly dropId: string },
): Promise<void> {
  if (!(await closeDrop(tx, sessionId, dropId))) throw new Refusal('not-found', {}, 'dropId');
  await announce(tx, [couponDropEnded(sessionId, dropId)]);
}
