import type { Input } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { mayActForShop } from '../../../kernel/actor.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeShops } from '../../membership/index.ts';
import { sessionScheduled } from '../facts.ts';
import { insertRooms } from '../store/rooms.ts';
import { replaceSessionItems } from '../store/session-items.ts';
import { insertSession } from '../store/sessions.ts';
import { checkItems, checkPlan } from './check-plan.ts';

/**
 * Plans a session and returns its id. It plays in the host's shop and in the given rooms, which must be the person's
 * own: other shops join by themselves. Operators may place it anywhere.
 */
export async function scheduleSession(tx: Tx, input: Input<typeof live.scheduleSession>): Promise<string> {
  const { hostShopId, items, ...plan } = { ...input, sessionId: tx.newId() };
  const shopIds = [...new Set([hostShopId, ...input.roomShopIds])];
  const shops = await describeShops(tx, shopIds);
  refuseUnless(shops.has(hostShopId), 'not-found', {}, 'hostShopId');
  refuseUnless(shops.size === shopIds.length, 'not-found', {}, 'roomShopIds');
  const mayPlace = shopIds.every((shopId) => mayActForShop(tx.actor, shopId));
  refuseUnless(mayPlace, 'not-allowed', {}, 'roomShopIds');
  await checkPlan(tx, plan);
  await checkItems(tx, hostShopId, plan.startsAt, items);
  await insertSession(tx, { ...plan, hostShopId });
  await insertRooms(tx, plan.sessionId, shopIds);
  await replaceSessionItems(
    tx,
    plan.sessionId,
    items.map((item) => ({ ...item, sessionItemId: tx.newId() })),
  );
  await announce(tx, [sessionScheduled(plan.sessionId)]);
  return plan.sessionId;
}
