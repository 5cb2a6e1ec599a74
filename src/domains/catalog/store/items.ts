import { sql } from 'kysely';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { identityOf, type ItemFacts } from '../rules/item-facts.ts';
import { pinyinInitials, searchTextOf } from './search-text.ts';

export interface WrittenItem {
  readonly variantId: string;
  readonly facts: ItemFacts;
}

/** The second line: acts look for taken codes first and can say whose they are. */
const takenConstraints = {
  variant_item_code_unique: () => new Refusal('item-code-taken', { itemCode: '' }, 'itemCode'),
  variant_gtin_unique: () => new Refusal('gtin-taken', { gtin: '', itemCode: '' }, 'gtin'),
};

/** Adds items, each as a product with one variant. */
export async function insertItems(tx: Tx, items: readonly WrittenItem[]): Promise<void> {
  const rows = items.map((item) => ({ ...toJson(item), product_id: tx.newId() }));
  await refuseOnConstraint(
    sql`/* catalog.insert-items */
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
        product_id uuid, variant_id uuid, item_code text, gtin text, name text, pinyin_initials text, spec text,
        unit_label text, category_code text, brand text, origin text, temperature_zone text, shelf_life_days int,
        sold_by text, nominal_gram int, return_policy text, licence_needed text, is_regulated boolean,
        suggested_price_fen bigint, wholesale_price_fen bigint, description text, picture_key text, search_text text, identity text)
    ), products as (
      insert into product (alliance_id, product_id, category_code, name, pinyin_initials, brand, origin,
        temperature_zone, shelf_life_days, return_policy, licence_needed, is_regulated, description, picture_key,
        created_at)
      select ${tx.allianceId}::uuid, product_id, category_code, name, pinyin_initials, brand, origin,
        temperature_zone, shelf_life_days, return_policy, licence_needed, is_regulated, description, picture_key,
        ${tx.now}::timestamptz
      from incoming
    )
    insert into variant (alliance_id, variant_id, product_id, item_code, gtin, spec, unit_label, sold_by, nominal_gram,
      suggested_price_fen, wholesale_price_fen, status, search_text, identity, created_at, updated_at)
    select ${tx.allianceId}::uuid, variant_id, product_id, item_code, gtin, spec, unit_label, sold_by, nominal_gram,
      suggested_price_fen, wholesale_price_fen, 'active', search_text, identity,
      ${tx.now}::timestamptz, ${tx.now}::timestamptz
    from incoming`.execute(tx),
    takenConstraints,
  );
}

/** Rewrites items with these facts. */
export async function updateItems(tx: Tx, items: readonly WrittenItem[]): Promise<void> {
  await refuseOnConstraint(
    sql`/* catalog.update-items */
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(items.map(toJson))}::jsonb) as t (
        variant_id uuid, item_code text, gtin text, name text, pinyin_initials text, spec text,
        unit_label text, category_code text, brand text, origin text, temperature_zone text, shelf_life_days int,
        sold_by text, nominal_gram int, return_policy text, licence_needed text, is_regulated boolean,
        suggested_price_fen bigint, wholesale_price_fen bigint, description text, picture_key text, search_text text, identity text)
    ), variants as (
      update variant v set item_code = t.item_code, gtin = t.gtin, spec = t.spec, unit_label = t.unit_label,
        sold_by = t.sold_by, nominal_gram = t.nominal_gram, suggested_price_fen = t.suggested_price_fen,
        wholesale_price_fen = t.wholesale_price_fen, search_text = t.search_text,
        identity = t.identity, updated_at = ${tx.now}::timestamptz
      from incoming t where v.alliance_id = ${tx.allianceId} and v.variant_id = t.variant_id
      returning v.product_id, v.variant_id
    )
    update product p set category_code = t.category_code, name = t.name, pinyin_initials = t.pinyin_initials,
      brand = t.brand, origin = t.origin, temperature_zone = t.temperature_zone, shelf_life_days = t.shelf_life_days,
      return_policy = t.return_policy, licence_needed = t.licence_needed, is_regulated = t.is_regulated,
      description = t.description, picture_key = t.picture_key
    from variants v join incoming t using (variant_id)
    where p.alliance_id = ${tx.allianceId} and p.product_id = v.product_id`.execute(tx),
    takenConstraints,
  );
}

function toJson({ variantId, facts }: WrittenItem): Record<string, unknown> {
  return {
    variant_id: variantId,
    item_code: facts.itemCode,
    gtin: facts.gtin,
    name: facts.name,
    pinyin_initials: pinyinInitials(facts.name),
    spec: facts.spec,
    unit_label: facts.unitLabel,
    category_code: facts.categoryCode,
    brand: facts.brand,
    origin: facts.origin,
    temperature_zone: facts.temperatureZone,
    shelf_life_days: facts.shelfLifeDays,
    sold_by: facts.soldBy,
    nominal_gram: facts.nominalGram,
    return_policy: facts.returnPolicy,
    licence_needed: facts.licenceNeeded,
    is_regulated: facts.isRegulated,
    suggested_price_fen: facts.suggestedPriceFen?.toString() ?? null,
    wholesale_price_fen: facts.wholesalePriceFen?.toString() ?? null,
    description: facts.description,
    picture_key: facts.pictureKey,
    search_text: searchTextOf(facts),
    identity: identityOf(facts),
  };
}

/** Which other item already carries this code or barcode. */
export async function findTaken(
  tx: Tx,
  wanted: {
    readonly itemCode: string | null;
    readonly gtin: string | null;
    readonly exceptVariantId: string | null;
  },
): Promise<{ itemCode: string; gtin: string | null }[]> {
  const { rows } = await sql<{ itemCode: string; gtin: string | null }>`/* catalog.find-taken */
    select item_code as "itemCode", gtin from variant
    where alliance_id = ${tx.allianceId} and variant_id is distinct from ${wanted.exceptVariantId}::uuid
      and (item_code = ${wanted.itemCode} or gtin = ${wanted.gtin})`.execute(tx);
  return rows;
}

export async function setStatus(tx: Tx, variantId: string, status: 'active' | 'paused'): Promise<void> {
  await sql`/* catalog.set-status */
    update variant set status = ${status}, updated_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and variant_id = ${variantId}`.execute(tx);
}

/** Points the product of a variant to an uploaded picture; false without such a variant. */
export async function setPictureFile(tx: Tx, variantId: string, key: string): Promise<boolean> {
  const { numAffectedRows } = await sql`/* catalog.set-picture-file */
    with touched as (
      update variant set updated_at = ${tx.now}
      where alliance_id = ${tx.allianceId} and variant_id = ${variantId} returning product_id
    )
    update product p set picture_file = ${key} from touched t
    where p.alliance_id = ${tx.allianceId} and p.product_id = t.product_id`.execute(tx);
  return numAffectedRows === 1n;
}
