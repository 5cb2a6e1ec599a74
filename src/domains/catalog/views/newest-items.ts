import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** Variants added last, newest first; nothing paused or regulated. */
export async function newestItems(db: Reader, limit: number): Promise<string[]> {
  const { rows } = await sql<{ variantId: string }>`/* catalog.newest-items */
    select v.variant_id as "variantId" from variant v
    join product p on p.alliance_id = v.alliance_id and p.product_id = v.product_id
    where v.alliance_id = ${db.allianceId} and v.status = 'active' and not p.is_regulated
    order by v.created_at desc, v.variant_id limit ${limit}`.execute(db);
  return rows.map(({ variantId }) => variantId);
}
