import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { sessionStarted } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { insertStint } from '../store/stints.ts';
import { findSessionItems } from '../store/session-items.ts';
import { lockSession, moveSession } from '../store/sessions.ts';
import { needChecks } from './tick-check.ts';

/**
 * Goes live in every room. The goods are looked at once more: one may have become regulated since. Refuses
 * `checklist-open` until everything of the pre-live checklist is found or ticked.
 */
export async function startSession(tx: Tx, { sessionId }: { readonly sessionId: string }): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled');
  const items = await findSessionItems(tx, [sessionId]);
  if (items.length === 0) throw new Refusal('line-up-empty');
  const known = await describeItems(
    tx,
    items.map(({ variantId }) => variantId),
  );
  const regulated = [...known.values()].find(({ isRegulated }) => isRegulated);
  if (regulated) throw new Refusal('regulated-goods', { title: regulated.name });
  await needChecks(tx, session);
  await moveSession(tx, sessionId, 'live');
  await insertStint(tx, sessionId, session.hostMemberId);
  await announce(tx, [sessionStarted(sessionId)]);
}
