import type { Listing } from '../domains/catalog/index.ts';
import { availableStock, locationOfShop } from '../domains/stock/index.ts';
import type { Reader } from '../engines/db/tx.ts';

/**
 * A shop's listings with the pieces that may still be promised: what is free at its own place, and no more than its
 * exposure limit leaves beside what is promised already. The catalogue stands below the stock, so they meet here.
 */
export async function withAvailable(
  db: Reader,
  shopId: string,
  listings: readonly Listing[],
): Promise<(Listing & { available: number })[]> {
  const locationId = (await locationOfShop(db, [shopId])).get(shopId);
  const variantIds = listings.map((listing) => listing.variantId);
  const rows =
    locationId === undefined ? [] : await availableStock(db, { locationIds: [locationId], variantIds });
  const counters = new Map(rows.map((row) => [row.variantId, row]));
  return listings.map((listing) => {
    const { available = 0, held = 0, allocated = 0 } = counters.get(listing.variantId) ?? {};
    const exposed = listing.exposureLimit === null ? available : listing.exposureLimit - held - allocated;
    return { ...listing, available: Math.max(0, Math.min(available, exposed)) };
  });
}
