import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { distanceMetre, type Point } from '../../../kernel/geo.ts';
import type { Shop } from '../tables.ts';

/** An alliance has a few hundred shops at most (product.md). */
const shopsMax = 1_000;

export interface ShopCard extends Shop {
  /** Great-circle metres from the asked place, rounded; null when none was given. */
  readonly distanceMetre: number | null;
}

/** The shops of these ids, or all of the alliance. Unknown ids are absent from the map. */
export async function describeShops(db: Reader, shopIds?: readonly string[]): Promise<Map<string, Shop>> {
  const { rows } = await sql<Shop>`/* membership.describe-shops */
    select shop_id as "shopId", name, short_name as "shortName", kind, address, lng, lat, phone,
      opening_hours as "openingHours", is_pickup_point as "isPickupPoint",
      to_char(licence_until, 'YYYY-MM-DD') as "licenceUntil"
    from shop
    where alliance_id = ${db.allianceId} and (${shopIds ?? null}::uuid[] is null or shop_id = any(${shopIds ?? null}::uuid[]))
    order by created_at, shop_id limit ${shopsMax}::int`.execute(db);
  return new Map(rows.map((shop) => [shop.shopId, shop]));
}

/** All shops, nearest first when a place is given, else in the order they joined. */
export async function listShops(db: Reader, place: Point | null): Promise<ShopCard[]> {
  const cards = [...(await describeShops(db)).values()].map((shop) => shopCard(shop, place));
  return place ? cards.sort((a, b) => a.distanceMetre! - b.distanceMetre!) : cards;
}

export async function findShop(db: Reader, shopId: string): Promise<ShopCard | null> {
  const shop = (await describeShops(db, [shopId])).get(shopId);
  return shop ? shopCard(shop, null) : null;
}

export function shopCard(shop: Shop, place: Point | null): ShopCard {
  return { ...shop, distanceMetre: place && Math.round(distanceMetre(shop, place)) };
}
