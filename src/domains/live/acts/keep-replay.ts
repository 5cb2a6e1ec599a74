import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { keepUntil } from '../rules/replay-files.ts';
import {
  deleteReplays,
  dueReplays,
  putReplay,
  putReplayMarks,
  setHold,
  type ReplayMark,
} from '../store/replays.ts';
import { lockSession } from '../store/sessions.ts';

export interface Recorded {
  readonly sessionId: string;
  readonly durationMillis: number;
  readonly byteCount: number;
  readonly marks: readonly ReplayMark[];
}

/** The video of a session is stored; said again it replaces the one before. Its time begins with the session's end. */
export async function keepReplay(tx: Tx, { sessionId, marks, ...recorded }: Recorded): Promise<void> {
  const { endedAt } = await lockSession(tx, sessionId);
  await putReplay(tx, { sessionId, ...recorded, keepUntil: keepUntil(endedAt ?? tx.now) });
  await putReplayMarks(tx, sessionId, marks);
}

/** Keeps it beyond its time. `not-found` when there is no replay. */
export async function holdReplay(tx: Tx, { sessionId, reason }: HoldInput): Promise<void> {
  const by = tx.actor?.memberId;
  if (by === undefined) throw new Refusal('not-allowed');
  if (!(await setHold(tx, sessionId, { by, reason }))) throw new Refusal('not-found', {}, 'sessionId');
}

interface HoldInput {
  readonly sessionId: string;
  readonly reason: string;
}

export async function releaseReplay(tx: Tx, { sessionId }: Pick<HoldInput, 'sessionId'>): Promise<void> {
  if (!(await setHold(tx, sessionId, null))) throw new Refusal('not-found', {}, 'sessionId');
}

/**
 * Forgets replays whose time is over and that nobody holds, and returns their sessions: the caller deletes the files
 * when this is committed.
 */
export async function forgetReplays(tx: Tx): Promise<string[]> {
  const due = await dueReplays(tx);
  if (due.length > 0) await deleteReplays(tx, due);
  return due;
}
