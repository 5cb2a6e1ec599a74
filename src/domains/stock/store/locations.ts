import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Location } from '../tables.ts';

export async function insertLocation(tx: Tx, location: Location): Promise<void> {
  await sql`/* stock.insert-location */
    insert into location (alliance_id, location_id, kind, shop_id, name, lng, lat, has_cold_store, created_at)
    values (${tx.allianceId}, ${location.locationId}, ${location.kind}, ${location.shopId}, ${location.name},
      ${location.lng}, ${location.lat}, ${location.hasColdStore}, ${tx.now})`.execute(tx);
}

const locationsMax = 1_000;

/** All places of the alliance in the order they were added. */
export async function selectLocations(db: Reader): Promise<Location[]> {
  const { rows } = await sql<Location>`/* stock.select-locations */
    select location_id as "locationId", kind, shop_id as "shopId", name, lng, lat, has_cold_store as "hasColdStore"
    from location where alliance_id = ${db.allianceId}
    order by created_at, location_id limit ${locationsMax}`.execute(db);
  return rows;
}

/** The places of these shops by shop id. */
export async function selectLocationsOfShops(
  db: Reader,
  shopIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ shop_id: string; location_id: string }>`/* stock.select-locations-of-shops */
    select shop_id, location_id from location
    where alliance_id = ${db.allianceId} and shop_id = any(${[...shopIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.shop_id, row.location_id]));
}
