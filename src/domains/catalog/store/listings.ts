import { sql } from 'kysely';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';

export interface ListingTerms {
  readonly shopId: string;
  readonly variantId: string;
  readonly priceFen: bigint;
  readonly exposureLimit: number | null;
  readonly perPersonLimit: number | null;
  readonly status: 'on' | 'off';
}

export async function upsertListing(tx: Tx, terms: ListingTerms): Promise<void> {
  await refuseOnConstraint(
    sql`/* catalog.upsert-listing */
    insert into listing (alliance_id, shop_id, variant_id, price_fen, exposure_limit, per_person_limit, status, updated_at)
    values (${tx.allianceId}, ${terms.shopId}, ${terms.variantId}, ${terms.priceFen}, ${terms.exposureLimit},
      ${terms.perPersonLimit}, ${terms.status}, ${tx.now})
    on conflict (alliance_id, shop_id, variant_id) do update set price_fen = excluded.price_fen,
      exposure_limit = excluded.exposure_limit, per_person_limit = excluded.per_person_limit,
      status = excluded.status, updated_at = excluded.updated_at`.execute(tx),
    {
      listing_of_shop: () => new Refusal('not-found', {}, 'shopId'),
      listing_of_variant: () => new Refusal('not-found', {}, 'variantId'),
    },
  );
}

/** False when the shop did not sell it. */
export async function deleteListing(tx: Tx, shopId: string, variantId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`/* catalog.delete-listing */
    delete from listing
    where alliance_id = ${tx.allianceId} and shop_id = ${shopId} and variant_id = ${variantId}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Takes items that became regulated off every shop's shelf. */
export async function switchOffListings(
  tx: Tx,
  variantIds: readonly string[],
): Promise<{ shopId: string; variantId: string }[]> {
  if (variantIds.length === 0) return [];
  const { rows } = await sql<{ shopId: string; variantId: string }>`/* catalog.switch-off-listings */
    update listing set status = 'off', updated_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and variant_id = any(${variantIds}::uuid[]) and status = 'on'
    returning shop_id as "shopId", variant_id as "variantId"`.execute(tx);
  return rows;
}
