import type { Tx } from '../../../engines/db/tx.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { lockSession } from '../store/sessions.ts';

/**
 * For what other domains do on the stage: takes the lock of a live session and answers whose shop hosts it. Refuses
 * `not-host` and `session-state`.
 */
export async function directSession(tx: Tx, sessionId: string): Promise<{ hostShopId: string }> {
  const session = await lockSession(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'live');
  return { hostShopId: session.hostShopId };
}
