import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { patchMember, type MemberPatch } from '../store/member.ts';

/** Changes the asking person's own names, building and pickup shop; `not-found` when there is no such shop. */
export async function updateMe(tx: Tx, patch: MemberPatch): Promise<void> {
  refuseUnless(tx.actor, 'sign-in-needed');
  await patchMember(tx, tx.actor.memberId, patch);
}
