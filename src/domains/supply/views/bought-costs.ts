import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';

/** What a piece was charged at when it was last received from a pool: the base cost. Never pooled goods are absent. */
export async function boughtCosts(db: Reader, variantIds: readonly string[]): Promise<Map<string, Fen>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<{ variantId: string; baseCostFen: bigint }>`/* supply.bought-costs */
    select distinct on (p.variant_id) p.variant_id as "variantId", p.base_cost_fen as "baseCostFen"
    from pool p
    join purchase_order o on o.alliance_id = p.alliance_id and o.pool_id = p.pool_id and o.state = 'received'
    where p.alliance_id = ${db.allianceId} and p.variant_id = any(${[...variantIds]}::uuid[])
    order by p.variant_id, o.received_at desc`.execute(db);
  return new Map(rows.map(({ variantId, baseCostFen }) => [variantId, baseCostFen]));
}
