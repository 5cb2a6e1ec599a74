import type { Tx } from '../../../engines/db/tx.ts';
import { shareCodeOf } from '../rules/share-code.ts';
import { putShare } from '../store/shares.ts';
import { getSessionRow } from '../store/sessions.ts';
import { needRoom } from '../views/rooms.ts';

/** A link that carries shop and sharer, the same each time the person shares the room. */
export async function shareRoom(
  tx: Tx,
  room: { readonly sessionId: string; readonly shopId: string },
): Promise<{ shareCode: string; title: string }> {
  const session = await getSessionRow(tx, room.sessionId);
  await needRoom(tx, room);
  const shareCode = await putShare(tx, {
    ...room,
    shareCode: shareCodeOf(tx.newId()),
    sharerMemberId: tx.actor!.memberId,
  });
  return { shareCode, title: session.title };
}
