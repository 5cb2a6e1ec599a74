import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { hideAddress, settleDefaultAddress } from '../store/address.ts';
import { lockMember } from '../store/member.ts';

/** Removes an own address; when it was the default, the newest left becomes it. */
export async function removeAddress(tx: Tx, addressId: string): Promise<void> {
  refuseUnless(tx.actor, 'sign-in-needed');
  const { memberId } = tx.actor;
  await lockMember(tx, memberId);
  refuseUnless(await hideAddress(tx, memberId, addressId), 'not-found', {}, 'addressId');
  await settleDefaultAddress(tx, memberId, null);
}
