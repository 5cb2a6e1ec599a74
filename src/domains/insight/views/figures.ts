import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { daysOf, type Span } from '../rules/ranges.ts';

export interface Counts {
  /** Checkouts submitted, and of those paid in the span. */
  readonly placed: number;
  readonly orders: number;
  readonly newBuyers: number;
  readonly savedFen: bigint;
  readonly buyers: number;
  readonly onTime: number;
  readonly late: number;
}

/**
 * What a span of at most `longestGapDays` days counted besides its sales, for the alliance or for one shop. Buyers and
 * deliveries are of whole days.
 */
export async function countsOf(db: Reader, span: Span, shopId: string | null): Promise<Counts> {
  const { fromDay, toDay } = daysOf(span);
  const { rows } = await sql<Counts>`/* insight.counts-of */
    with first_in_span as (
      select coalesce(sum(buyers), 0)::int as buyers from buyer_gap
      where alliance_id = ${db.allianceId} and day between ${fromDay}::date and ${toDay}::date
        and (shop_id = ${shopId}::uuid or ${shopId}::uuid is null and shop_id is null)
        and gap_days > day - ${fromDay}::date
    ), deliveries as (
      select coalesce(sum(on_time), 0)::int as on_time, coalesce(sum(late), 0)::int as late from delivery_day
      where alliance_id = ${db.allianceId} and day between ${fromDay}::date and ${toDay}::date
        and (${shopId}::uuid is null or shop_id = ${shopId}::uuid)
    )
    select coalesce(sum(o.placed), 0)::int as placed, coalesce(sum(o.orders), 0)::int as orders,
      coalesce(sum(o.new_buyers), 0)::int as "newBuyers", coalesce(sum(o.saved_fen), 0)::bigint as "savedFen",
      (select buyers from first_in_span) as buyers,
      (select on_time from deliveries) as "onTime", (select late from deliveries) as late
    from order_hour o
    where o.alliance_id = ${db.allianceId} and o.hour >= ${span.from} and o.hour < ${span.to}
      and o.shop_id is not distinct from ${shopId}::uuid`.execute(db);
  return rows[0]!;
}

export interface Sales {
  readonly gmvFen: bigint;
  readonly refundedFen: bigint;
  /** By hour; hours without a sale are absent. */
  readonly hours: readonly { readonly at: Date; readonly gmvFen: bigint; readonly refundedFen: bigint }[];
  readonly shops: ReadonlyMap<string, bigint>;
  /** Largest first. */
  readonly categories: readonly { readonly code: string; readonly gmvFen: bigint; readonly pieces: number }[];
}

/** Sales of a span for the alliance or one shop: in all, by hour, by selling shop, by category, in one pass. */
export async function salesOf(db: Reader, span: Span, shopId: string | null): Promise<Sales> {
  const { rows } = await sql<{
    hour: Date | null;
    shop: string | null;
    code: string | null;
    gmvFen: bigint;
    refundedFen: bigint;
    pieces: number;
  }>`/* insight.sales-of */
    select hour, shop_id as shop, category_code as code, sum(gmv_fen)::bigint as "gmvFen",
      sum(refunded_fen)::bigint as "refundedFen", sum(pieces)::int as pieces
    from sales_hour
    where alliance_id = ${db.allianceId} and hour >= ${span.from} and hour < ${span.to}
      and (${shopId}::uuid is null or shop_id = ${shopId}::uuid)
    group by grouping sets ((hour), (shop_id), (category_code)) order by 4 desc, 1, 2, 3`.execute(db);
  const hours = rows.flatMap((row) => (row.hour ? [{ ...row, at: row.hour }] : []));
  return {
    gmvFen: hours.reduce((sum, row) => sum + row.gmvFen, 0n),
    refundedFen: hours.reduce((sum, row) => sum + row.refundedFen, 0n),
    hours,
    shops: new Map(rows.flatMap((row) => (row.shop ? [[row.shop, row.gmvFen]] : []))),
    categories: rows.flatMap(({ code, gmvFen, pieces }) =>
      code !== null && gmvFen > 0n ? [{ code, gmvFen, pieces }] : [],
    ),
  };
}

export interface ShopCounts {
  readonly shopId: string;
  readonly orders: number;
  readonly onTime: number;
  readonly late: number;
}

/** Orders and deliveries per selling shop. */
export async function shopCounts(db: Reader, span: Span): Promise<ShopCounts[]> {
  const { fromDay, toDay } = daysOf(span);
  const { rows } = await sql<ShopCounts>`/* insight.shop-counts */
    with counts as (
      select shop_id, sum(orders)::int as orders from order_hour
      where alliance_id = ${db.allianceId} and hour >= ${span.from} and hour < ${span.to} and shop_id is not null group by shop_id
    ), deliveries as (
      select shop_id, sum(on_time)::int as on_time, sum(late)::int as late from delivery_day
      where alliance_id = ${db.allianceId} and day between ${fromDay}::date and ${toDay}::date group by shop_id
    )
    select shop_id as "shopId", coalesce(c.orders, 0) as orders, coalesce(d.on_time, 0) as "onTime", coalesce(d.late, 0) as late
    from counts c full join deliveries d using (shop_id)`.execute(db);
  return rows;
}

/** Orders and paid money of sessions, by room. */
export async function sessionSums(
  db: Reader,
  sessionIds: readonly string[],
): Promise<{ sessionId: string; shopId: string; orders: number; paidOrders: number; gmvFen: bigint }[]> {
  const { rows } = await sql<{
    sessionId: string;
    shopId: string;
    orders: number;
    paidOrders: number;
    gmvFen: bigint;
  }>`/* insight.session-sums */
    select session_id as "sessionId", shop_id as "shopId", orders::int, paid_orders::int as "paidOrders", gmv_fen as "gmvFen"
    from session_sales where alliance_id = ${db.allianceId} and session_id = any(${[...sessionIds]}::uuid[])`.execute(
    db,
  );
  return rows;
}
