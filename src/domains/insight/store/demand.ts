import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { DemandAddition } from '../rules/paid-order.ts';

/** Adds paid pieces to the day in which they were paid. */
export async function addDemand(tx: Tx, day: string, rows: readonly DemandAddition[]): Promise<void> {
  await sql`/* insight.add-demand */
    insert into demand_day (alliance_id, day, shop_id, variant_id, shelf_pieces, shelf_fen, pool_pieces)
    select ${tx.allianceId}, ${day}::date, t.shop_id, t.variant_id, t.shelf, t.fen, t.pool
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.variantId)}::uuid[],
      ${rows.map((row) => row.shelfPieces)}::int[], ${rows.map((row) => row.shelfFen.toString())}::bigint[],
      ${rows.map((row) => row.poolPieces)}::int[]) as t (shop_id, variant_id, shelf, fen, pool)
    order by t.shop_id, t.variant_id
    on conflict (alliance_id, day, shop_id, variant_id) do update set
      shelf_pieces = demand_day.shelf_pieces + excluded.shelf_pieces,
      shelf_fen = demand_day.shelf_fen + excluded.shelf_fen,
      pool_pieces = demand_day.pool_pieces + excluded.pool_pieces`.execute(tx);
}

export interface DemandDay {
  readonly shopId: string;
  readonly variantId: string;
  readonly day: string;
  readonly shelfPieces: number;
  readonly shelfFen: bigint;
  readonly poolPieces: number;
}

/** Demand from one day to another, both included: of all items, or of one. */
export async function findDemand(
  db: Reader,
  { fromDay, toDay, variantId }: { fromDay: string; toDay: string; variantId: string | null },
): Promise<DemandDay[]> {
  const { rows } = await sql<DemandDay>`/* insight.find-demand */
    select shop_id as "shopId", variant_id as "variantId", to_char(day, 'YYYY-MM-DD') as day,
      shelf_pieces as "shelfPieces", shelf_fen as "shelfFen", pool_pieces as "poolPieces"
    from demand_day where alliance_id = ${db.allianceId} and day between ${fromDay}::date and ${toDay}::date
      and (${variantId}::uuid is null or variant_id = ${variantId}::uuid)
    order by shop_id, variant_id, demand_day.day`.execute(db);
  return rows;
}
