import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { listingChanged } from '../facts.ts';
import { switchOffListings } from '../store/listings.ts';

/** Regulated goods are never sold here: shops that listed them before are taken off. */
export async function switchOffRegulated(tx: Tx, variantIds: readonly string[]): Promise<void> {
  const off = await switchOffListings(tx, variantIds);
  await announce(
    tx,
    off.map(({ shopId, variantId }) => listingChanged(shopId, variantId)),
  );
}
