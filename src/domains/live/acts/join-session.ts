import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeShops } from '../../membership/index.ts';
import { lineUpChanged } from '../facts.ts';
import { needState } from '../rules/session-state.ts';
import { deleteRoom, insertRooms } from '../store/rooms.ts';
import { lockSession } from '../store/sessions.ts';

interface Room {
  readonly sessionId: string;
  readonly shopId: string;
}

/** The session plays in this shop's room, from now on also when it runs already. Joining twice changes nothing. */
export async function joinSession(tx: Tx, { sessionId, shopId }: Room): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needState(session.state, 'scheduled', 'live');
  refuseUnless((await describeShops(tx, [shopId])).has(shopId), 'not-found', {}, 'shopId');
  const joined = await insertRooms(tx, sessionId, [shopId]);
  if (joined.length > 0) await announce(tx, [lineUpChanged(sessionId)]);
}

/** Before the start; the host's own room stays as long as the session does. */
export async function leaveSession(tx: Tx, { sessionId, shopId }: Room): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needState(session.state, 'scheduled');
  refuseUnless(shopId !== session.hostShopId, 'session-state', { state: '由本店主播' });
  if (await deleteRoom(tx, sessionId, shopId)) await announce(tx, [lineUpChanged(sessionId)]);
}
