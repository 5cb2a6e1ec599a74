import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { ShopWeeks } from '../rules/benchmark-figures.ts';
import { instantsOf, type DaySpan } from '../rules/weeks.ts';

/** What shops did in each of these spans, of all shops or of one; who did nothing in a span is absent. */
export async function shopWeeks(
  db: Reader,
  spans: readonly DaySpan[],
  shopId: string | null,
): Promise<(ShopWeeks & { readonly fromDay: string })[]> {
  const instants = spans.map(instantsOf);
  const { rows } = await sql<ShopWeeks & { fromDay: string }>`/* insight.shop-weeks */
    with span as (
      select * from unnest(${spans.map((span) => span.fromDay)}::date[], ${spans.map((span) => span.toDay)}::date[],
        ${instants.map(({ from }) => from)}::timestamptz[], ${instants.map(({ to }) => to)}::timestamptz[])
        as t (from_day, to_day, from_at, to_at)
    ), sales as (
      select from_day, shop_id, sum(gmv_fen)::bigint as gmv, sum(refunded_fen)::bigint as refunded
      from span join sales_hour on alliance_id = ${db.allianceId} and hour >= from_at and hour < to_at
        and (${shopId}::uuid is null or shop_id = ${shopId}::uuid) group by 1, 2
    ), counts as (
      select from_day, shop_id, sum(orders)::int as orders,
        (count(distinct (hour at time zone 'Asia/Shanghai')::date) filter (where orders > 0))::int as days
      from span join order_hour on alliance_id = ${db.allianceId} and hour >= from_at and hour < to_at
        and shop_id is not null and (${shopId}::uuid is null or shop_id = ${shopId}::uuid) group by 1, 2
    ), people as (
      select from_day, shop_id, count(*)::int as buyers, (count(*) filter (where orders > 1))::int as came_again
      from (
        select from_day, shop_id, member_id, sum(orders) as orders
        from span join buyer_day on alliance_id = ${db.allianceId} and day between from_day and to_day
          and shop_id is not null and (${shopId}::uuid is null or shop_id = ${shopId}::uuid) group by 1, 2, 3
      ) each_buyer group by 1, 2
    ), deliveries as (
      select from_day, shop_id, sum(on_time)::int as on_time, sum(late)::int as late
      from span join delivery_day on alliance_id = ${db.allianceId} and day between from_day and to_day
        and (${shopId}::uuid is null or shop_id = ${shopId}::uuid) group by 1, 2
    )
    select to_char(from_day, 'YYYY-MM-DD') as "fromDay", shop_id as "shopId", coalesce(gmv, 0)::bigint as "gmvFen",
      coalesce(refunded, 0)::bigint as "refundedFen", coalesce(orders, 0) as orders, coalesce(days, 0) as "tradingDays",
      coalesce(buyers, 0) as buyers, coalesce(came_again, 0) as "returning", coalesce(on_time, 0) as "onTime",
      coalesce(late, 0) as late
    from sales full join counts using (from_day, shop_id) full join people using (from_day, shop_id)
      full join deliveries using (from_day, shop_id)
    order by 1, 2`.execute(db);
  return rows;
}
