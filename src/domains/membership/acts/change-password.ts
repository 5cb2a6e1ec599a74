import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { deleteAttempts } from '../store/attempt.ts';
import { replacePassword } from '../store/member.ts';
import { deleteSessionsOf } from '../store/session.ts';

export interface PasswordChange {
  readonly memberId: string;
  /** The hash that was verified, null for a first password. */
  readonly from: string | null;
  readonly to: string;
  /** The session that stays. */
  readonly keep: Buffer | null;
}

/** Replaces a password; every other session ends. Refuses `password-wrong` when it was changed in the meantime. */
export async function changePassword(tx: Tx, { memberId, from, to, keep }: PasswordChange): Promise<void> {
  refuseUnless(await replacePassword(tx, memberId, { from, to }), 'password-wrong', {}, 'current');
  await deleteSessionsOf(tx, memberId, keep);
}

/** A right password gives its phone all attempts back. */
export async function forgetAttempts(tx: Tx, subject: string): Promise<void> {
  await deleteAttempts(tx, subject);
}
