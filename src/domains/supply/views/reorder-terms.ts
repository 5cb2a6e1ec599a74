import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** On which terms an item is bought again. */
export interface ReorderTerms {
  readonly variantId: string;
  readonly supplierName: string;
  readonly leadHours: number;
  readonly packSize: number;
  readonly baseCostFen: bigint;
}

/** The cheapest active offer of each item, by its price without a pool; items nobody offers are absent. */
export async function reorderTerms(db: Reader): Promise<Map<string, ReorderTerms>> {
  const { rows } = await sql<ReorderTerms>`/* supply.reorder-terms */
    select distinct on (o.variant_id) o.variant_id as "variantId", s.name as "supplierName",
      s.lead_hours as "leadHours", o.pack_size as "packSize", o.base_cost_fen as "baseCostFen"
    from supplier_offer o join supplier s on s.alliance_id = o.alliance_id and s.supplier_id = o.supplier_id
    where o.alliance_id = ${db.allianceId} and o.status = 'active' and s.status = 'active'
    order by o.variant_id, o.base_cost_fen, o.offer_id`.execute(db);
  return new Map(rows.map((row) => [row.variantId, row]));
}
