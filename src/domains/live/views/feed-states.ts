import type { Reader } from '../../../engines/db/tx.ts';
import { needRoom } from './rooms.ts';
import { totalViewers, type Stage } from '../stage.ts';
import { findChat, latestRoomChat, latestSessionChat } from '../store/chat.ts';
import { findRooms, type RoomRow } from '../store/rooms.ts';
import { findSessions, getSessionRow } from '../store/sessions.ts';
import type { ChatRow, LineUpItem, SessionRow } from '../tables.ts';
import { lineUps, publicItem } from './line-up.ts';
import { chatShown } from './room.ts';

/** What both ends of a session begin with. */
interface StageState {
  readonly chat: ChatRow[];
  readonly viewers: number;
  readonly state: SessionRow['state'];
  readonly isReconnecting: boolean;
  readonly pinned: string | null;
  readonly items: LineUpItem[];
}

/** First state of the topic of a room; `room-closed` when the shop has not joined. */
export async function roomState(db: Reader, stage: Stage, room: RoomRow): Promise<StageState> {
  const session = await getSessionRow(db, room.sessionId);
  await needRoom(db, room);
  return {
    ...onStage(stage, session),
    viewers: stage.viewersOf(room.sessionId).get(room.shopId) ?? 0,
    chat: await latestRoomChat(db, room.sessionId, room.shopId, chatShown),
    items: await roomItems(db, session, room.shopId),
  };
}

/** First state of the topic of host and operator: all rooms' talk with what waits for review. */
export async function sessionState(
  db: Reader,
  stage: Stage,
  sessionId: string,
): Promise<StageState & { rooms: { shopId: string; count: number }[] }> {
  const session = await getSessionRow(db, sessionId);
  return {
    ...onStage(stage, session),
    viewers: totalViewers(stage, sessionId),
    rooms: [...stage.viewersOf(sessionId)].map(([shopId, count]) => ({ shopId, count })),
    chat: await latestSessionChat(db, sessionId, chatShown),
    items: await roomItems(db, session, session.hostShopId),
  };
}

function onStage(stage: Stage, session: SessionRow) {
  return {
    state: session.state,
    isReconnecting: session.state === 'live' && stage.isReconnecting(session.sessionId),
    pinned: session.pinnedItemId,
  };
}

async function roomItems(db: Reader, session: SessionRow, roomShopId: string): Promise<LineUpItem[]> {
  const [items] = await lineUps(db, [{ session, roomShopId }]);
  return items!.map(publicItem);
}

/** The line-up of a room as it is now; empty when the session is gone. Null as room means the host's. */
export async function lineUpOf(
  db: Reader,
  sessionId: string,
  roomShopId: string | null,
): Promise<LineUpItem[]> {
  const [session] = await findSessions(db, [sessionId]);
  return session ? roomItems(db, session, roomShopId ?? session.hostShopId) : [];
}

/** A message and where it belongs, null when it is not of this session. */
export async function findMessage(db: Reader, sessionId: string, messageId: string): Promise<ChatRow | null> {
  const [message] = await findChat(db, sessionId, [messageId]);
  return message ?? null;
}

/** Shops in whose rooms the session plays. */
export async function roomShopsOf(db: Reader, sessionId: string): Promise<string[]> {
  return (await findRooms(db, [sessionId])).map(({ shopId }) => shopId);
}

/** State, hosts and pinned item of a session, null when there is none. */
export async function findStageOf(
  db: Reader,
  sessionId: string,
): Promise<Pick<SessionRow, 'state' | 'hostMemberId' | 'substituteMemberId' | 'pinnedItemId'> | null> {
  const [session] = await findSessions(db, [sessionId]);
  return session ?? null;
}
