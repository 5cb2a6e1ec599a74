import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { listingChanged } from '../facts.ts';
import { deleteListing, upsertListing, type ListingTerms } from '../store/listings.ts';
import type { Listing } from '../tables.ts';
import { getItem } from '../views/describe-items.ts';
import { getListing } from '../views/list-listings.ts';

/** A shop sells an item at its own price: the suggested price binds nobody, a price below cost is only marked. */
export async function putListing(tx: Tx, terms: ListingTerms): Promise<Listing> {
  const { shopId, variantId } = terms;
  const item = await getItem(tx, { variantId });
  refuseUnless(!item.isRegulated || terms.status === 'off', 'regulated-goods', {}, 'variantId');
  await upsertListing(tx, terms);
  await announce(tx, [listingChanged(shopId, variantId)]);
  return getListing(tx, shopId, variantId);
}

export async function removeListing(
  tx: Tx,
  { shopId, variantId }: { readonly shopId: string; readonly variantId: string },
): Promise<{ done: true }> {
  refuseUnless(await deleteListing(tx, shopId, variantId), 'not-found', {}, 'variantId');
  await announce(tx, [listingChanged(shopId, variantId)]);
  return { done: true };
}
