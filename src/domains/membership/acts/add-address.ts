import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { insertAddress, settleDefaultAddress } from '../store/address.ts';
import { lockMember } from '../store/member.ts';
import type { Address } from '../tables.ts';
import { findAddress, listAddresses } from '../views/addresses.ts';

export const addressesPerMember = 20;

/** Adds an address of the asking person; the first one is the default. Refuses `too-many-addresses`. */
export async function addAddress(tx: Tx, address: Omit<Address, 'addressId'>): Promise<Address> {
  refuseUnless(tx.actor, 'sign-in-needed');
  const { memberId } = tx.actor;
  await lockMember(tx, memberId);
  const before = await listAddresses(tx, memberId);
  refuseUnless(before.length < addressesPerMember, 'too-many-addresses', { limit: addressesPerMember });
  const addressId = tx.newId();
  await insertAddress(tx, memberId, { ...address, addressId });
  await settleDefaultAddress(tx, memberId, address.isDefault ? addressId : null);
  const added = await findAddress(tx, addressId);
  if (!added) throw new Error('An address vanished in the transaction that added it');
  return added;
}
