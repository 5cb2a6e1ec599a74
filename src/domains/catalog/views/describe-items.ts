import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { ItemFacts } from '../rules/item-facts.ts';
import type { Item, ItemRow } from '../tables.ts';
import { toFacts, toItem } from './item.ts';

/** Items by variant id; unknown ids are left out. */
export async function describeItems(db: Reader, variantIds: readonly string[]): Promise<Map<string, Item>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<ItemRow>`/* catalog.describe-items */
    select * from item
    where alliance_id = ${db.allianceId} and variant_id = any(${variantIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.variant_id, toItem(row)]));
}

type ItemTerms = Pick<Item, 'variantId' | 'name' | 'spec' | 'categoryCode' | 'isRegulated' | 'status'>;

/**
 * What a sale needs to know of items, by variant id: read for every batch of orders, so nothing more is read. A look-up
 * by key per item, said so that no planner can join the whole catalogue instead while it has no statistics yet.
 */
export async function itemTerms(db: Reader, variantIds: readonly string[]): Promise<Map<string, ItemTerms>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<ItemTerms>`/* catalog.item-terms */
    select k.variant_id as "variantId", p.name, v.spec, p.category_code as "categoryCode",
      p.is_regulated as "isRegulated", v.status
    from unnest(${variantIds}::uuid[]) as k (variant_id)
    cross join lateral (
      select spec, status, product_id from variant
      where alliance_id = ${db.allianceId} and variant_id = k.variant_id limit 1
    ) v
    cross join lateral (
      select name, category_code, is_regulated from product
      where alliance_id = ${db.allianceId} and product_id = v.product_id limit 1
    ) p`.execute(db);
  return new Map(rows.map((item) => [item.variantId, item]));
}

/** One item, or `not-found`. */
export async function getItem(db: Reader, { variantId }: { readonly variantId: string }): Promise<Item> {
  const item = (await describeItems(db, [variantId])).get(variantId);
  if (!item) throw new Refusal('not-found', {}, 'variantId');
  return item;
}

/** Everything an update starts from, or `not-found`. */
export async function readFacts(db: Reader, variantId: string): Promise<ItemFacts> {
  const { rows } = await sql<ItemRow>`/* catalog.read-facts */
    select * from item where alliance_id = ${db.allianceId} and variant_id = ${variantId}`.execute(db);
  if (!rows[0]) throw new Refusal('not-found', {}, 'variantId');
  return toFacts(rows[0]);
}

/** What goods cost on the wholesale market, where known. Not for every eye: shops see only whether they sell below it. */
export async function wholesalePrices(db: Reader, variantIds: readonly string[]): Promise<Map<string, Fen>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<{ variant_id: string; fen: Fen }>`/* catalog.wholesale-prices */
    select variant_id, wholesale_price_fen as fen from variant
    where alliance_id = ${db.allianceId} and variant_id = any(${variantIds}::uuid[])
      and wholesale_price_fen is not null`.execute(db);
  return new Map(rows.map(({ variant_id, fen }) => [variant_id, fen]));
}
