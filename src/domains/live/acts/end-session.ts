import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { mayActForShop } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { sessionCancelled, sessionEnded } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { closeMarks } from '../store/pin-marks.ts';
import { endSessions, lockSession, moveSession } from '../store/sessions.ts';

interface SessionId {
  readonly sessionId: string;
}

/** Ends it in every room. The video is stopped when the fact arrives. */
export async function endSession(tx: Tx, { sessionId }: SessionId): Promise<void> {
  const session = await lockSession(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'live');
  await end(tx, sessionId);
}

/** Before the start; those who asked to be reminded are told. By operators and the host's shop. */
export async function cancelSession(tx: Tx, { sessionId }: SessionId): Promise<void> {
  const session = await lockSession(tx, sessionId);
  if (!mayActForShop(tx.actor, session.hostShopId)) throw new Refusal('not-allowed');
  needState(session.state, 'scheduled');
  await moveSession(tx, sessionId, 'cancelled');
  await announce(tx, [sessionCancelled(sessionId)]);
}

/** A session that nobody ends runs on this long after its planned end. */
const overtimeSeconds = 2 * 3_600;

/**
 * Ends live sessions long past their planned end, and those whose host's video is `lost` for good as the caller knows.
 * Returns how many.
 */
export async function endAbandoned(tx: Tx, lost: readonly string[]): Promise<number> {
  const ended = await endSessions(tx, { lost, plannedBefore: addSeconds(tx.now, -overtimeSeconds) });
  if (ended.length > 0) await closeMarks(tx, ended);
  await announce(tx, ended.map(sessionEnded));
  return ended.length;
}

async function end(tx: Tx, sessionId: string): Promise<void> {
  await closeMarks(tx, [sessionId]);
  await moveSession(tx, sessionId, 'ended');
  await announce(tx, [sessionEnded(sessionId)]);
}
