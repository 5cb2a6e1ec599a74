import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { judgeAttempt, type AttemptLimit } from '../rules/bounded-attempts.ts';
import { countAttempt } from '../store/attempt.ts';

/**
 * Takes one of the attempts that a subject ("password 138…", "code-address 10.0.0.7") has in its window, before
 * what is attempted: guesses made at the same moment all count. Refuses `too-many-requests`.
 */
export async function takeAttempt(tx: Tx, subject: string, limit: AttemptLimit): Promise<void> {
  const { taken, windowStartedAt } = await countAttempt(
    tx,
    subject,
    addSeconds(tx.now, -limit.windowSeconds),
  );
  const verdict = judgeAttempt(taken, windowStartedAt, limit, tx.now);
  if (!verdict.allowed) {
    throw new Refusal('too-many-requests', { retryAfterSeconds: verdict.retryAfterSeconds });
  }
}
