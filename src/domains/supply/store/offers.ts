import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { OfferRow } from '../tables.ts';
import { tiersFromJson, tiersToJson, type TierJson } from './tiers-json.ts';

export async function insertOffer(tx: Tx, row: OfferRow): Promise<void> {
  await sql`/* supply.insert-offer */
    insert into supplier_offer (alliance_id, offer_id, supplier_id, variant_id, base_cost_fen, pack_size, moq,
      cap_per_round, tiers, status, created_at)
    values (${tx.allianceId}, ${row.offerId}, ${row.supplierId}, ${row.variantId}, ${row.baseCostFen}, ${row.packSize},
      ${row.moq}, ${row.capPerRound}, ${tiersToJson(row.tiers)}::jsonb, ${row.status}, ${tx.now})`.execute(
    tx,
  );
}

/** @returns false when there is no such offer */
export async function changeOffer(tx: Tx, row: OfferRow): Promise<boolean> {
  const { rows } = await sql`/* supply.change-offer */
    update supplier_offer set supplier_id = ${row.supplierId}, variant_id = ${row.variantId},
      base_cost_fen = ${row.baseCostFen}, pack_size = ${row.packSize}, moq = ${row.moq},
      cap_per_round = ${row.capPerRound}, tiers = ${tiersToJson(row.tiers)}::jsonb, status = ${row.status}
    where alliance_id = ${tx.allianceId} and offer_id = ${row.offerId} returning 1`.execute(tx);
  return rows.length === 1;
}

/** Under its row lock, so that rounds are numbered one by one. */
export async function lockOffer(tx: Tx, offerId: string): Promise<OfferRow | undefined> {
  const { rows } = await sql<Omit<OfferRow, 'tiers'> & { tiers: TierJson[] }>`/* supply.lock-offer */
    select offer_id as "offerId", supplier_id as "supplierId", variant_id as "variantId",
      base_cost_fen as "baseCostFen", pack_size as "packSize", moq, cap_per_round as "capPerRound", tiers, status
    from supplier_offer where alliance_id = ${tx.allianceId} and offer_id = ${offerId} for update`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, tiers: tiersFromJson(row.tiers) }))[0];
}
