import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { lineUpChanged } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { setScript, type Script } from '../store/session-items.ts';
import { lockSession } from '../store/sessions.ts';

/** What the host wants to say about an item. Variables in braces stay as they are: the studio fills them when it shows them. */
export async function writeScript(
  tx: Tx,
  { sessionId, ...script }: Script & { readonly sessionId: string },
): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled', 'live');
  refuseUnless(await setScript(tx, sessionId, script), 'not-found', {}, 'sessionItemId');
  await announce(tx, [lineUpChanged(sessionId)]);
}
