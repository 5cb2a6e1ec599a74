import type { Input } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { mayActForShop } from '../../../kernel/actor.ts';
import { hostChanged, itemPinned, lineUpChanged } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { closeMarks } from '../store/pin-marks.ts';
import { insertStint } from '../store/stints.ts';
import { findSessionItems, replaceSessionItems } from '../store/session-items.ts';
import { lockSession, setPinned, updatePlan } from '../store/sessions.ts';
import { checkItems, checkPlan } from './check-plan.ts';

/** Changes the plan until the end; the people of the host's shop may too. A pinned item that goes is unpinned. */
export async function updateSession(tx: Tx, input: Input<typeof live.updateSession>): Promise<void> {
  const session = await lockSession(tx, input.sessionId);
  if (!mayActForShop(tx.actor, session.hostShopId)) needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled', 'live');
  // Once live, the start is history: only what follows may move.
  const startsAt = session.state === 'live' ? session.startsAt : input.startsAt;
  await checkPlan(tx, { ...input, startsAt });
  const laterOfBoth = session.state === 'live' && tx.now > startsAt ? tx.now : startsAt;
  await checkItems(tx, session.hostShopId, laterOfBoth, input.items);
  await updatePlan(tx, { ...input, startsAt });
  await replaceSessionItems(
    tx,
    input.sessionId,
    input.items.map((item) => ({ ...item, sessionItemId: tx.newId() })),
  );
  const left = await findSessionItems(tx, [input.sessionId]);
  const facts = [lineUpChanged(input.sessionId)];
  if (session.state === 'live' && input.hostMemberId !== session.hostMemberId) {
    await insertStint(tx, input.sessionId, input.hostMemberId);
    facts.push(hostChanged(input.sessionId, input.hostMemberId, session.hostMemberId));
  }
  if (session.pinnedItemId && !left.some((item) => item.sessionItemId === session.pinnedItemId)) {
    await closeMarks(tx, [input.sessionId]);
    await setPinned(tx, input.sessionId, null);
    facts.push(itemPinned(input.sessionId, null));
  }
  await announce(tx, facts);
}
