import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** The day on which the first pieces at a place expire, as YYYY-MM-DD by variant; goods that keep are absent. */
export async function soonestExpiries(
  db: Reader,
  locationId: string,
  variantIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ variantId: string; expiresOn: string }>`/* stock.soonest-expiries */
    select variant_id as "variantId", to_char(min(expires_on), 'YYYY-MM-DD') as "expiresOn" from stock_lot
    where alliance_id = ${db.allianceId} and location_id = ${locationId} and variant_id = any(${[...variantIds]}::uuid[])
      and left_quantity > 0 and expires_on is not null
    group by variant_id`.execute(db);
  return new Map(rows.map(({ variantId, expiresOn }) => [variantId, expiresOn]));
}
