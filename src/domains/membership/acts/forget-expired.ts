import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { codesPerPhone } from '../rules/bounded-attempts.ts';
import { deleteExpired } from '../store/session.ts';

/** Deletes ended sessions, spent codes and closed windows of attempts; answers how many rows went. */
export async function forgetExpired(tx: Tx): Promise<bigint> {
  return deleteExpired(tx, addSeconds(tx.now, -codesPerPhone.windowSeconds));
}
