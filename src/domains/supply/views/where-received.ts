import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** The location that took each pool's goods in; pools still waiting for theirs are absent. */
export async function whereReceived(db: Reader, poolIds: readonly string[]): Promise<Map<string, string>> {
  if (poolIds.length === 0) return new Map();
  const { rows } = await sql<{ poolId: string; locationId: string }>`/* supply.where-received */
    select o.pool_id as "poolId", r.location_id as "locationId"
    from purchase_order o
    join receipt r on r.alliance_id = o.alliance_id and r.purchase_order_id = o.purchase_order_id
    where o.alliance_id = ${db.allianceId} and o.pool_id = any(${poolIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ poolId, locationId }) => [poolId, locationId]));
}
