import { sql } from 'kysely';
import { decodeCursor, encodeCursor, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { searchWords } from '../rules/search-words.ts';
import type { ItemRow, Listing } from '../tables.ts';
import { toItem } from './item.ts';

type ListingRow = ItemRow & {
  readonly shop_id: string;
  readonly price_fen: bigint;
  readonly exposure_limit: number | null;
  readonly per_person_limit: number | null;
  readonly listing_status: 'on' | 'off';
  readonly listing_updated_at: Date;
};

const codePart = /^[\w-]{1,40}$/;

/** What a shop sells, by item code. */
export async function listListings(
  db: Reader,
  input: {
    readonly shopId: string;
    readonly q?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ rows: Listing[]; nextCursor: string | null }> {
  const { patterns } = searchWords(input.q);
  const [code] = input.cursor ? decodeCursor(input.cursor, [codePart]) : [''];
  const { rows } = await sql<ListingRow>`/* catalog.list-listings */
    select i.*, l.shop_id, l.price_fen, l.exposure_limit, l.per_person_limit, l.status as listing_status,
      l.updated_at as listing_updated_at
    from listing l join item i using (alliance_id, variant_id)
    where l.alliance_id = ${db.allianceId} and l.shop_id = ${input.shopId}
      and i.search_text like all(${patterns}::text[]) and i.item_code > ${code}
    order by i.item_code limit ${input.limit + 1}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toListing),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.item_code]) : null,
  };
}

/** One listing, or `not-found`. */
export async function getListing(db: Reader, shopId: string, variantId: string): Promise<Listing> {
  const { rows } = await sql<ListingRow>`/* catalog.get-listing */
    select i.*, l.shop_id, l.price_fen, l.exposure_limit, l.per_person_limit, l.status as listing_status,
      l.updated_at as listing_updated_at
    from listing l join item i using (alliance_id, variant_id)
    where l.alliance_id = ${db.allianceId} and l.shop_id = ${shopId} and l.variant_id = ${variantId}`.execute(
    db,
  );
  if (!rows[0]) throw new Refusal('not-found', {}, 'variantId');
  return toListing(rows[0]);
}

function toListing(row: ListingRow): Listing {
  return {
    shopId: row.shop_id,
    variantId: row.variant_id,
    priceFen: row.price_fen,
    exposureLimit: row.exposure_limit,
    perPersonLimit: row.per_person_limit,
    status: row.listing_status,
    updatedAt: row.listing_updated_at,
    item: toItem(row),
    belowCost: row.wholesale_price_fen !== null && row.price_fen < row.wholesale_price_fen,
  };
}

/** The terms on which a shop sells an item; `off` also when the item itself is paused or regulated. */
export interface ListingOffer {
  readonly priceFen: bigint;
  readonly exposureLimit: number | null;
  readonly perPersonLimit: number | null;
  readonly status: 'on' | 'off';
}

/** Offers by `${shopId}:${variantId}`; what is not listed is left out. */
export async function findListings(
  db: Reader,
  keys: readonly { readonly shopId: string; readonly variantId: string }[],
): Promise<Map<string, ListingOffer>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<ListingOffer & { key: string }>`/* catalog.find-listings */
    select l.shop_id || ':' || l.variant_id as key, l.price_fen as "priceFen", l.exposure_limit as "exposureLimit",
      l.per_person_limit as "perPersonLimit",
      case when l.status = 'on' and v.status = 'active' and not p.is_regulated then 'on' else 'off' end as status
    from unnest(${keys.map((key) => key.shopId)}::uuid[], ${keys.map((key) => key.variantId)}::uuid[]) as k (shop_id, variant_id)
    join listing l on l.alliance_id = ${db.allianceId} and l.shop_id = k.shop_id and l.variant_id = k.variant_id
    join variant v on v.alliance_id = l.alliance_id and v.variant_id = l.variant_id
    join product p on p.alliance_id = v.alliance_id and p.product_id = v.product_id`.execute(db);
  return new Map(rows.map(({ key, ...offer }) => [key, offer]));
}

export interface ListedGoods {
  readonly shopId: string;
  readonly variantId: string;
  readonly priceFen: bigint;
  readonly exposureLimit: number | null;
  readonly perPersonLimit: number | null;
}

/** What shoppers may be shown: switched on, active, not regulated. By item code, then shop. */
export async function listedGoods(
  db: Reader,
  search: {
    readonly q?: string | undefined;
    readonly categoryCode?: string | undefined;
    readonly shopId?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ rows: ListedGoods[]; nextCursor: string | null }> {
  const { patterns } = searchWords(search.q);
  const [code, shop] = search.cursor ? decodeCursor(search.cursor, [codePart, uuidPart]) : ['', null];
  const { rows } = await sql<ListedGoods & { itemCode: string }>`/* catalog.listed-goods */
    select l.shop_id as "shopId", l.variant_id as "variantId", l.price_fen as "priceFen",
      l.exposure_limit as "exposureLimit", l.per_person_limit as "perPersonLimit", i.item_code as "itemCode"
    from listing l join item i using (alliance_id, variant_id)
    where l.alliance_id = ${db.allianceId} and l.status = 'on' and i.status = 'active' and not i.is_regulated
      and i.search_text like all(${patterns}::text[])
      and (${search.categoryCode ?? null}::text is null or i.category_code = ${search.categoryCode ?? null})
      and (${search.shopId ?? null}::uuid is null or l.shop_id = ${search.shopId ?? null})
      and (i.item_code > ${code} or (i.item_code = ${code} and l.shop_id > ${shop}::uuid))
    order by i.item_code, l.shop_id limit ${search.limit + 1}`.execute(db);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ itemCode: _code, ...goods }) => goods),
    nextCursor: rows.length > search.limit && last ? encodeCursor([last.itemCode, last.shopId]) : null,
  };
}
