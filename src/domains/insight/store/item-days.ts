import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { ItemDayAddition } from '../rules/item-days.ts';

/** Adds paid pieces to a day of Shanghai's calendar. */
export async function addItemDays(tx: Tx, day: string, rows: readonly ItemDayAddition[]): Promise<void> {
  await sql`/* insight.add-item-days */
    insert into item_day (alliance_id, shop_id, day, variant_id, pieces)
    select ${tx.allianceId}, t.shop_id, ${day}::date, t.variant_id, t.pieces
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.variantId)}::uuid[],
      ${rows.map((row) => row.pieces)}::bigint[]) as t (shop_id, variant_id, pieces)
    order by t.shop_id, t.variant_id
    on conflict (alliance_id, shop_id, day, variant_id)
    do update set pieces = item_day.pieces + excluded.pieces`.execute(tx);
}

/** The day from which there are at most so many rows before `asOf`, not before `earliest`; null without any sale. */
export async function firstDayToRead(
  db: Reader,
  span: { readonly earliest: string; readonly asOf: string; readonly rowsMax: number },
): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`/* insight.first-day-to-read */
    select to_char(day, 'YYYY-MM-DD') as day from (
      select day, sum(count(*)) over (order by day desc) as rows
      from item_day
      where alliance_id = ${db.allianceId} and day >= ${span.earliest}::date and day < ${span.asOf}::date
      group by day
    ) t where rows <= ${span.rowsMax} order by day limit 1`.execute(db);
  return rows[0]?.day ?? null;
}

/** One selling day of a shop: what it sold, by place in the list of variants (from 1), and how many pieces. */
export interface SellingDay {
  readonly shopId: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly items: readonly number[];
  readonly pieces: readonly number[];
}

export async function soldVariants(db: Reader, from: string, until: string): Promise<string[]> {
  const { rows } = await sql<{ variantId: string }>`/* insight.sold-variants */
    select distinct variant_id as "variantId" from item_day
    where alliance_id = ${db.allianceId} and day >= ${from}::date and day < ${until}::date order by 1`.execute(
    db,
  );
  return rows.map(({ variantId }) => variantId);
}

/** By shop, then day; a row per selling day keeps a year of an alliance readable in one go. */
export async function sellingDays(
  db: Reader,
  variantIds: readonly string[],
  from: string,
  until: string,
): Promise<SellingDay[]> {
  const { rows } = await sql<SellingDay>`/* insight.selling-days */
    select d.shop_id as "shopId", d.day - date '1970-01-01' as day, array_agg(k.number::int order by k.number) as items,
      array_agg(least(d.pieces, 1000000)::int order by k.number) as pieces
    from item_day d
    join unnest(${[...variantIds]}::uuid[]) with ordinality as k (variant_id, number) on k.variant_id = d.variant_id
    where d.alliance_id = ${db.allianceId} and d.day >= ${from}::date and d.day < ${until}::date
    group by d.shop_id, d.day order by d.shop_id, d.day`.execute(db);
  return rows;
}
