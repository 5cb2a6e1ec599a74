import { announce } from '../../../engines/db/outbox.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { mayActForShop } from '../../../kernel/actor.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { findPerson } from '../../membership/index.ts';
import { hostChanged, lineUpChanged } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { lockSession } from '../store/sessions.ts';
import { findHostsAt, insertStint, setHost } from '../store/stints.ts';

/**
 * Names another host who may take the session over, or nobody. By the host, operators and the host's shop.
 *
 * @throws Refusal substitute-unfit when that person is no host or the host already
 */
export async function nameSubstitute(
  tx: Tx,
  { sessionId, substituteMemberId }: NameSubstitute,
): Promise<void> {
  const session = await lockSession(tx, sessionId);
  if (!mayActForShop(tx.actor, session.hostShopId)) needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled', 'live');
  if (substituteMemberId !== null) {
    const person = await findPerson(tx, substituteMemberId);
    refuseUnless(person, 'not-found', {}, 'substituteMemberId');
    const isFit =
      substituteMemberId !== session.hostMemberId && person.grants.some(({ role }) => role === 'host');
    refuseUnless(isFit, 'substitute-unfit', {}, 'substituteMemberId');
  }
  await setHost(tx, sessionId, { hostMemberId: session.hostMemberId, substituteMemberId });
  await announce(tx, [lineUpChanged(sessionId)]);
}

interface NameSubstitute {
  readonly sessionId: string;
  readonly substituteMemberId: string | null;
}

/**
 * The named substitute goes on with the same session and the same stream; the host before them may take it back. Rooms
 * notice a cut. From this instant on the host share of new orders is theirs.
 */
export async function takeOver(tx: Tx, { sessionId }: { readonly sessionId: string }): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needState(session.state, 'live');
  const memberId = tx.actor!.memberId;
  refuseUnless(session.substituteMemberId === memberId, 'not-host');
  await setHost(tx, sessionId, { hostMemberId: memberId, substituteMemberId: session.hostMemberId });
  await insertStint(tx, sessionId, memberId);
  await announce(tx, [hostChanged(sessionId, memberId, session.hostMemberId)]);
}

/** Who was on air in each of these sessions at an instant: whose host share an order is. */
export async function hostsOnAir(
  db: Reader,
  sessionIds: readonly string[],
  at: Date,
): Promise<Map<string, string>> {
  return sessionIds.length === 0 ? new Map() : findHostsAt(db, sessionIds, at);
}
