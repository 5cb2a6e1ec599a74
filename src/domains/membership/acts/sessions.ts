import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { seenEverySeconds, sessionExpiry, sessionsPerMember } from '../rules/session-life.ts';
import { deleteOldestSessions, deleteSession, insertSession, touchSessions } from '../store/session.ts';

/** Starts a session under a new token and ends the one the browser held before: a token planted earlier is worthless. */
export async function startSession(
  tx: Tx,
  session: { memberId: string; tokenHash: Buffer; replaces: Buffer | null },
): Promise<void> {
  const { memberId, tokenHash, replaces } = session;
  if (replaces) await deleteSession(tx, replaces);
  await insertSession(tx, { memberId, tokenHash, expiresAt: sessionExpiry(tx.now) });
  await deleteOldestSessions(tx, memberId, sessionsPerMember);
}

export async function endSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await deleteSession(tx, tokenHash);
}

/** Moves the end of sessions that are in use. */
export async function seeSessions(tx: Tx, tokenHashes: readonly Buffer[]): Promise<void> {
  await touchSessions(tx, tokenHashes, sessionExpiry(tx.now), addSeconds(tx.now, -seenEverySeconds));
}
