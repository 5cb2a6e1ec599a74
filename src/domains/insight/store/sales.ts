import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { SalesAddition } from '../rules/paid-order.ts';
import { longestGapDays } from '../rules/ranges.ts';

/** Adds paid goods to the hour in which they were paid. */
export async function addSales(tx: Tx, at: Date, rows: readonly SalesAddition[]): Promise<void> {
  await sql`/* insight.add-sales */
    insert into sales_hour (alliance_id, hour, shop_id, category_code, gmv_fen, pieces, lines)
    select ${tx.allianceId}, date_trunc('hour', ${at}::timestamptz), t.shop_id, t.category, t.gmv, t.pieces, t.lines
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.categoryCode)}::text[],
      ${rows.map((row) => row.gmvFen.toString())}::bigint[], ${rows.map((row) => row.pieces)}::bigint[],
      ${rows.map((row) => row.lines)}::bigint[]) as t (shop_id, category, gmv, pieces, lines)
    order by t.shop_id, t.category
    on conflict (alliance_id, hour, shop_id, category_code) do update set gmv_fen = sales_hour.gmv_fen + excluded.gmv_fen,
      pieces = sales_hour.pieces + excluded.pieces, lines = sales_hour.lines + excluded.lines`.execute(tx);
}

/** Refunds count in the hour in which they were granted. */
export async function addRefunds(
  tx: Tx,
  at: Date,
  rows: readonly { shopId: string; categoryCode: string; refundedFen: bigint }[],
): Promise<void> {
  await sql`/* insight.add-refunds */
    insert into sales_hour (alliance_id, hour, shop_id, category_code, refunded_fen)
    select ${tx.allianceId}, date_trunc('hour', ${at}::timestamptz), t.shop_id, t.category, sum(t.refunded)
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.categoryCode)}::text[],
      ${rows.map((row) => row.refundedFen.toString())}::bigint[]) as t (shop_id, category, refunded)
    group by t.shop_id, t.category order by t.shop_id, t.category
    on conflict (alliance_id, hour, shop_id, category_code)
    do update set refunded_fen = sales_hour.refunded_fen + excluded.refunded_fen`.execute(tx);
}

/**
 * Remembers who bought where on a day, and how long after the time before; returns whether this was the person's first
 * paid order ever. Orders of one person are counted one after the other, in whatever order of days they come.
 */
export async function addBuyer(
  tx: Tx,
  day: string,
  memberId: string,
  shopIds: readonly string[],
): Promise<boolean> {
  await sql`/* insight.lock-buyer */
    select pg_advisory_xact_lock(hashtextextended(${`${tx.allianceId} ${memberId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ before: boolean }>`/* insight.add-buyer */
    with own as (
      select day, shop_id from buyer_day where alliance_id = ${tx.allianceId} and member_id = ${memberId}
    ), added as (
      insert into buyer_day (alliance_id, day, shop_id, member_id, orders)
      select ${tx.allianceId}, ${day}::date, t.shop_id, ${memberId}::uuid, 1
      from unnest(${[null, ...shopIds]}::uuid[]) as t (shop_id)
      order by t.shop_id nulls first
      on conflict on constraint buyer_day_key do update set orders = buyer_day.orders + 1
      returning shop_id, orders
    ), around as (
      select a.shop_id, max(own.day) filter (where own.day < ${day}::date) as previous,
        min(own.day) filter (where own.day > ${day}::date) as next
      from added a left join own on own.shop_id is not distinct from a.shop_id
      where a.orders = 1 group by a.shop_id
    ), moved as (
      select shop_id, ${day}::date as day, ${day}::date - previous as gap, 1 as buyers from around
      union all select shop_id, next, next - previous, -1 from around where next is not null
      union all select shop_id, next, next - ${day}::date, 1 from around where next is not null
    ), counted as (
      insert into buyer_gap (alliance_id, day, shop_id, gap_days, buyers)
      select ${tx.allianceId}, day, shop_id, least(coalesce(gap, ${longestGapDays}), ${longestGapDays}), sum(buyers)
      from moved group by 2, 3, 4 having sum(buyers) <> 0
      order by 2, 3 nulls first, 4
      on conflict on constraint buyer_gap_key do update set buyers = buyer_gap.buyers + excluded.buyers
    )
    select exists (select 1 from own) or orders > 1 as before from added where shop_id is null`.execute(tx);
  return !rows[0]!.before;
}

/** Counts a checkout for the alliance (shop null) and for each selling shop in it: when placed, and again when paid. */
export async function addOrders(
  tx: Tx,
  at: Date,
  shopIds: readonly string[],
  count: { readonly placed: number; readonly paid: number; readonly newBuyers: number },
): Promise<void> {
  await sql`/* insight.add-orders */
    insert into order_hour (alliance_id, hour, shop_id, placed, orders, new_buyers)
    select ${tx.allianceId}, date_trunc('hour', ${at}::timestamptz), t.shop_id, ${count.placed}::bigint, ${count.paid}::bigint,
      case when t.shop_id is null then ${count.newBuyers}::bigint else 0 end
    from unnest(${[null, ...shopIds]}::uuid[]) as t (shop_id)
    order by t.shop_id nulls first
    on conflict on constraint order_hour_key do update set placed = order_hour.placed + excluded.placed,
      orders = order_hour.orders + excluded.orders, new_buyers = order_hour.new_buyers + excluded.new_buyers`.execute(
    tx,
  );
}

/** Adds a pool's saving to the alliance and to the shops it came through. */
export async function addSavings(
  tx: Tx,
  at: Date,
  rows: readonly { shopId: string | null; savedFen: bigint }[],
): Promise<void> {
  await sql`/* insight.add-savings */
    insert into order_hour (alliance_id, hour, shop_id, saved_fen)
    select ${tx.allianceId}, date_trunc('hour', ${at}::timestamptz), t.shop_id, t.saved
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.savedFen.toString())}::bigint[]) as t (shop_id, saved)
    order by t.shop_id nulls first
    on conflict on constraint order_hour_key do update set saved_fen = order_hour.saved_fen + excluded.saved_fen`.execute(
    tx,
  );
}

export async function addDeliveries(
  tx: Tx,
  day: string,
  rows: readonly { shopId: string; onTime: number; late: number }[],
): Promise<void> {
  await sql`/* insight.add-deliveries */
    insert into delivery_day (alliance_id, day, shop_id, on_time, late)
    select ${tx.allianceId}, ${day}::date, t.shop_id, sum(t.on_time), sum(t.late)
    from unnest(${rows.map((row) => row.shopId)}::uuid[], ${rows.map((row) => row.onTime)}::bigint[],
      ${rows.map((row) => row.late)}::bigint[]) as t (shop_id, on_time, late)
    group by t.shop_id order by t.shop_id
    on conflict (alliance_id, day, shop_id) do update set on_time = delivery_day.on_time + excluded.on_time,
      late = delivery_day.late + excluded.late`.execute(tx);
}

/** Orders placed and paid in a session's rooms. */
export async function addSessionSales(
  tx: Tx,
  rows: readonly { sessionId: string; shopId: string; orders: number; paidOrders: number; gmvFen: bigint }[],
): Promise<void> {
  await sql`/* insight.add-session-sales */
    insert into session_sales (alliance_id, session_id, shop_id, orders, paid_orders, gmv_fen)
    select ${tx.allianceId}, t.session_id, t.shop_id, t.orders, t.paid, t.gmv
    from unnest(${rows.map((row) => row.sessionId)}::uuid[], ${rows.map((row) => row.shopId)}::uuid[],
      ${rows.map((row) => row.orders)}::bigint[], ${rows.map((row) => row.paidOrders)}::bigint[],
      ${rows.map((row) => row.gmvFen.toString())}::bigint[]) as t (session_id, shop_id, orders, paid, gmv)
    order by t.session_id, t.shop_id
    on conflict (alliance_id, session_id, shop_id) do update set orders = session_sales.orders + excluded.orders,
      paid_orders = session_sales.paid_orders + excluded.paid_orders, gmv_fen = session_sales.gmv_fen + excluded.gmv_fen
  `.execute(tx);
}
