import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { codesPerPhone, type AttemptLimit } from '../rules/bounded-attempts.ts';
import { codeLifeSeconds, codeResendSeconds, codeTries } from '../rules/one-time-code.ts';
import { writeCode } from '../store/one-time-code.ts';
import { takeAttempt } from './take-attempt.ts';

export interface CodeRequest {
  readonly phone: string;
  readonly codeHash: Buffer;
  /** Where the request came from. */
  readonly ip: string;
  readonly perAddress: AttemptLimit;
}

/**
 * Writes a fresh code for a phone, known or not; the door sends it afterwards. Refuses `too-many-requests` within a
 * minute of the last one and beyond the bounds per phone and per address.
 */
export async function requestCode(
  tx: Tx,
  request: CodeRequest,
): Promise<{ retryAfterSeconds: number; expiresInSeconds: number }> {
  const { phone, codeHash, ip, perAddress } = request;
  const tooFreshFrom = await writeCode(tx, {
    phone,
    codeHash,
    expiresAt: addSeconds(tx.now, codeLifeSeconds),
    tries: codeTries,
    onlyIfSentBefore: addSeconds(tx.now, -codeResendSeconds),
  });
  if (tooFreshFrom) {
    const waitMs = tooFreshFrom.getTime() + codeResendSeconds * 1_000 - tx.now.getTime();
    throw new Refusal(
      'too-many-requests',
      { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) },
      'phone',
    );
  }
  await takeAttempt(tx, `code ${phone}`, codesPerPhone);
  await takeAttempt(tx, `code-address ${ip}`, perAddress);
  return { retryAfterSeconds: codeResendSeconds, expiresInSeconds: codeLifeSeconds };
}
