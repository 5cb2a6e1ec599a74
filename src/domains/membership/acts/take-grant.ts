import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { deleteGrant, lockOperatorGrants } from '../store/grant.ts';
import { deleteSessionsOf } from '../store/session.ts';

/** Takes a role back and ends every session of that person. Refuses `last-operator`: somebody must be able to act. */
export async function takeGrant(tx: Tx, grantId: string): Promise<void> {
  const operators = await lockOperatorGrants(tx);
  refuseUnless(operators.length > 1 || operators[0] !== grantId, 'last-operator');
  const taken = await deleteGrant(tx, grantId);
  refuseUnless(taken, 'not-found', {}, 'grantId');
  await deleteSessionsOf(tx, taken.memberId, null);
}
