import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** What a shop sells now, and what a forecast of it needs to know. */
export interface ShelfTerms {
  readonly shopId: string;
  readonly variantId: string;
  readonly priceFen: bigint;
  readonly categoryCode: string;
  readonly shelfLifeDays: number | null;
  readonly wholesalePriceFen: bigint | null;
}

/** Listings that are on, of active items that may be sold here, by shop and item; at most `limit`. */
export async function shelfTerms(db: Reader, limit: number): Promise<ShelfTerms[]> {
  const { rows } = await sql<ShelfTerms>`/* catalog.shelf-terms */
    select l.shop_id as "shopId", l.variant_id as "variantId", l.price_fen as "priceFen",
      i.category_code as "categoryCode", i.shelf_life_days as "shelfLifeDays",
      i.wholesale_price_fen as "wholesalePriceFen"
    from listing l join item i using (alliance_id, variant_id)
    where l.alliance_id = ${db.allianceId} and l.status = 'on' and i.status = 'active' and not i.is_regulated
    order by l.shop_id, l.variant_id limit ${limit}`.execute(db);
  return rows;
}
