import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Lot } from '../rules/take-lots.ts';
import type { CounterKey } from '../rules/stock-law.ts';

export interface NewLot extends CounterKey {
  readonly batch: string;
  readonly expiresOn: string | null;
  readonly quantity: number;
  readonly source: string;
}

export async function insertLots(tx: Tx, lots: readonly NewLot[]): Promise<void> {
  if (lots.length === 0) return;
  await sql`/* stock.insert-lots */
    insert into stock_lot (alliance_id, lot_id, location_id, variant_id, batch, expires_on, received_quantity, left_quantity,
      received_at, source)
    select ${tx.allianceId}, t.lot_id, t.location_id, t.variant_id, t.batch, t.expires_on, t.quantity, t.quantity,
      ${tx.now}, t.source
    from unnest(${lots.map(() => tx.newId())}::uuid[], ${lots.map((lot) => lot.locationId)}::uuid[],
      ${lots.map((lot) => lot.variantId)}::uuid[], ${lots.map((lot) => lot.batch)}::text[],
      ${lots.map((lot) => lot.expiresOn)}::date[], ${lots.map((lot) => lot.quantity)}::int[],
      ${lots.map((lot) => lot.source)}::text[])
      as t (lot_id, location_id, variant_id, batch, expires_on, quantity, source)`.execute(tx);
}

/** Lots with something left at these counters. Their counters are locked, so nobody else takes from them. */
export async function openLots(
  tx: Tx,
  keys: readonly CounterKey[],
): Promise<(Lot & CounterKey & { readonly batch: string })[]> {
  const unique = [...new Map(keys.map((key) => [`${key.locationId}:${key.variantId}`, key])).values()];
  const { rows } = await sql<Lot & CounterKey & { batch: string }>`/* stock.open-lots */
    select l.lot_id as "lotId", l.location_id as "locationId", l.variant_id as "variantId", l.batch,
      to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn", l.received_at as "receivedAt", l.left_quantity as "left"
    from stock_lot l
    join unnest(${unique.map((key) => key.locationId)}::uuid[], ${unique.map((key) => key.variantId)}::uuid[])
      as t (location_id, variant_id) on l.location_id = t.location_id and l.variant_id = t.variant_id
    where l.alliance_id = ${tx.allianceId} and l.left_quantity > 0`.execute(tx);
  return rows;
}

export async function takeFromLots(tx: Tx, taken: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...taken].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`/* stock.take-from-lots */
    update stock_lot l set left_quantity = l.left_quantity - t.pieces
    from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, pieces]) => pieces)}::int[]) as t (lot_id, pieces)
    where l.alliance_id = ${tx.allianceId} and l.lot_id = t.lot_id`.execute(tx);
}

/** Counters that have lots past their last good day, with those pieces, at most `limit`. */
export async function findExpired(
  db: Reader,
  { today, limit }: { readonly today: string; readonly limit: number },
): Promise<(CounterKey & { readonly quantity: number })[]> {
  const { rows } = await sql<CounterKey & { quantity: number }>`/* stock.find-expired */
    select location_id as "locationId", variant_id as "variantId", sum(left_quantity)::int as quantity
    from stock_lot
    where alliance_id = ${db.allianceId} and left_quantity > 0 and expires_on < ${today}::date
    group by 1, 2 order by 1, 2 limit ${limit}`.execute(db);
  return rows;
}
