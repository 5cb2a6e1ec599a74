import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { itemPinned, lineUpChanged } from '../facts.ts';
import { refusePoolFlash } from '../rules/check-line-up.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { closeMarks, openMark } from '../store/pin-marks.ts';
import { findSessionItems, setFlash } from '../store/session-items.ts';
import { lockSession, setPinned } from '../store/sessions.ts';
import type { SessionItemRow } from '../tables.ts';

/** Shows one item in every room, or none, and marks the time for the chapters of a replay. */
export async function pinItem(
  tx: Tx,
  { sessionId, sessionItemId }: { readonly sessionId: string; readonly sessionItemId: string | null },
): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'live');
  if (sessionItemId !== null) await getItem(tx, sessionId, sessionItemId);
  if (sessionItemId === session.pinnedItemId) return;
  await closeMarks(tx, [sessionId]);
  if (sessionItemId !== null) await openMark(tx, sessionId, sessionItemId);
  await setPinned(tx, sessionId, sessionItemId);
  await announce(tx, [itemPinned(sessionId, sessionItemId)]);
}

/**
 * Sets or clears the flash price for all rooms at once; it holds while the session is live, and with a quantity for so
 * many pieces of all rooms together. Setting it begins a new round. Refuses it for pools.
 */
export async function setFlashPrice(
  tx: Tx,
  input: {
    readonly sessionId: string;
    readonly sessionItemId: string;
    readonly flashPriceFen: Fen | null;
    readonly flashQuantity?: number | null;
  },
): Promise<void> {
  const session = await lockSession(tx, input.sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled', 'live');
  const item = await getItem(tx, input.sessionId, input.sessionItemId);
  if (item.poolId !== null) refusePoolFlash(input.flashPriceFen, 'flashPriceFen');
  const quantity = input.flashPriceFen === null ? null : (input.flashQuantity ?? null);
  await setFlash(tx, input.sessionItemId, { priceFen: input.flashPriceFen, quantity });
  await announce(tx, [lineUpChanged(input.sessionId)]);
}

async function getItem(tx: Tx, sessionId: string, sessionItemId: string): Promise<SessionItemRow> {
  const items = await findSessionItems(tx, [sessionId]);
  const item = items.find((one) => one.sessionItemId === sessionItemId);
  if (!item) throw new Refusal('not-found', {}, 'sessionItemId');
  return item;
}
