import type { Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { MediaEngine } from '../../../engines/media/port.ts';
import { describeShops } from '../../membership/index.ts';
import type { Stage } from '../stage.ts';
import { latestRoomChat } from '../store/chat.ts';
import type { RoomRow } from '../store/rooms.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { findSanction } from '../store/sanctions.ts';
import { getSessionRow } from '../store/sessions.ts';
import { lineUps, publicItem } from './line-up.ts';
import { needRoom } from './rooms.ts';
import { sessionCards } from './session-cards.ts';

/** Messages a newcomer finds. */
export const chatShown = 50;

/**
 * A live room with everything its page begins with but coupons. Refuses `room-closed` when the shop has not joined and
 * `room-banned` to whom the host has asked to leave.
 */
export async function getRoom(
  db: Reader,
  { stage, media }: { readonly stage: Stage; readonly media: Pick<MediaEngine, 'playback'> },
  { sessionId, shopId }: RoomRow,
): Promise<Omit<Output<typeof live.getRoom>, 'coupon' | 'myCoupon'>> {
  const session = await getSessionRow(db, sessionId);
  await needRoom(db, { sessionId, shopId });
  const sanction = db.actor ? await findSanction(db, sessionId, db.actor.memberId) : null;
  refuseUnless(sanction?.kind !== 'ban', 'room-banned');
  const seen = [{ session, roomShopId: shopId }];
  const [card] = await sessionCards(db, stage, seen);
  const [items] = await lineUps(db, seen);
  const shop = (await describeShops(db, [shopId])).get(shopId);
  const memberId = db.actor?.memberId ?? '';
  const isLive = session.state === 'live';
  return {
    session: card!,
    shopId,
    shopName: shop?.name ?? '',
    items: items!.map(publicItem),
    chat: await latestRoomChat(db, sessionId, shopId, chatShown),
    playUrl: isLive ? media.playback({ streamId: sessionId }, { roomId: shopId, memberId }).path : null,
    isReconnecting: isLive && stage.isReconnecting(sessionId),
    mutedUntil: sanction?.until ?? null,
  };
}
