import type { Reader } from '../../../engines/db/tx.ts';
import type { Place } from '../../../solvers/allocation/types.ts';
import { findListings } from '../../catalog/index.ts';
import { availableStock, listLocations } from '../../stock/index.ts';

export interface PlaceInfo extends Place {
  /** Null for the hub. */
  readonly shopId: string | null;
}

/**
 * Every place with what it may promise of these variants: a hub all that is free, a shop no more than it lists and
 * exposes online, because the rest is for its own counter.
 */
export async function gatherPlaces(db: Reader, variantIds: readonly string[]): Promise<PlaceInfo[]> {
  const locations = await listLocations(db);
  const shopIds = locations.flatMap(({ shopId }) => shopId ?? []);
  const keys = shopIds.flatMap((shopId) => variantIds.map((variantId) => ({ shopId, variantId })));
  const listings = await findListings(db, keys);
  const available = new Map(locations.map(({ locationId }) => [locationId, new Map<string, number>()]));
  const shopAt = new Map(locations.map(({ locationId, shopId }) => [locationId, shopId]));
  for (const row of await availableStock(db, { variantIds })) {
    const shopId = shopAt.get(row.locationId);
    const listing = shopId ? listings.get(`${shopId}:${row.variantId}`) : undefined;
    const exposed = shopId
      ? Math.min(row.onHand, listing?.status === 'on' ? (listing.exposureLimit ?? row.onHand) : 0)
      : row.onHand;
    const free = Math.max(0, exposed - row.held - row.allocated);
    available.get(row.locationId)?.set(row.variantId, free);
  }
  return locations.map((location) => ({
    placeId: location.locationId,
    shopId: location.shopId,
    name: location.name,
    point: { lng: location.lng, lat: location.lat },
    hasColdStore: location.hasColdStore,
    isShared: location.kind === 'hub',
    available: available.get(location.locationId)!,
  }));
}
