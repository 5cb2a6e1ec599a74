import { timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../../engines/db/tx.ts';
import { judgeCode, type CodeVerdict } from '../rules/one-time-code.ts';
import { deleteCode, lockCode, setTriesLeft } from '../store/one-time-code.ts';

/**
 * Judges a code and uses it up. A wrong one is an answer and not a refusal: the try it cost must be committed.
 */
export async function redeemCode(
  tx: Tx,
  { phone, codeHash }: { phone: string; codeHash: Buffer },
): Promise<CodeVerdict> {
  const sent = await lockCode(tx, phone);
  const verdict = judgeCode(sent, sent !== null && timingSafeEqual(sent.codeHash, codeHash), tx.now);
  if (!sent) return verdict;
  if (verdict.kind === 'right') await deleteCode(tx, phone, sent.codeHash);
  else await setTriesLeft(tx, phone, verdict.kind === 'wrong' ? verdict.left : 0);
  return verdict;
}

/** The code could not be sent: the phone may ask again at once. */
export async function withdrawCode(
  tx: Tx,
  { phone, codeHash }: { phone: string; codeHash: Buffer },
): Promise<void> {
  await deleteCode(tx, phone, codeHash);
}
