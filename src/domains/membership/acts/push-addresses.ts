import type { Tx } from '../../../engines/db/tx.ts';
import {
  deleteAddresses,
  deleteBrowser,
  insertGrant,
  putBrowser,
  trimAddresses,
  type NewPushAddress,
} from '../store/push-addresses.ts';

/** Browsers and unused grants kept of one person. */
const addressesMax = 20;

/** The person asking wants to be told there. A browser is known by its endpoint, each grant is another message. */
export async function addPushAddress(tx: Tx, address: NewPushAddress): Promise<void> {
  const { memberId } = tx.actor!;
  if (address.channel === 'web-push') await putBrowser(tx, memberId, address);
  else await insertGrant(tx, memberId, address);
  await trimAddresses(tx, memberId, addressesMax);
}

/** Not in this browser any more. Harmless when it never was. */
export async function removeBrowser(tx: Tx, endpoint: string): Promise<void> {
  await deleteBrowser(tx, tx.actor!.memberId, endpoint);
}

/** Addresses that a channel has used up or found gone. */
export async function forgetPushAddresses(tx: Tx, addressIds: readonly string[]): Promise<void> {
  if (addressIds.length > 0) await deleteAddresses(tx, addressIds);
}
