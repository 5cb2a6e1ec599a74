import type { Client } from 'pg';
import { newId } from '../src/engines/ids.ts';
import { withClient } from '../test/worlds/server.ts';
import type { BenchWorld } from './intake-world.ts';

/** Orders planted in one statement. */
const chunk = 50_000;
const historyDays = 180;

/** One pool that a tenth of all orders went into. */
export async function plantPool(
  client: Client,
  { allianceId, shopId, goodsKeys }: BenchWorld,
): Promise<string> {
  const poolId = newId();
  const variantId = goodsKeys.at(-1)!.split(':')[2];
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into pool (alliance_id, pool_id, offer_id, supplier_id, variant_id, round, mode, seller_shop_id, state,
       base_cost_fen, pack_size, moq, threshold, cap, opens_at, cut_off_at, below_policy, prolong_hours,
       remainder_policy, deliver_to_location_id, created_at)
     select $1, $2, $2, $2, $3, 1, 'agency', $4, 'open', 1000, 1, 1, 100, 100000000, now() - interval '1 day',
       now() + interval '1 day', 'refund', 0, 'round-down-refund', location_id, now()
     from location where alliance_id = $1 limit 1`,
    [allianceId, poolId, variantId, shopId],
  );
  await client.query(
    `insert into pool_tier (alliance_id, pool_id, level, min_quantity, cost_fen, retail_fen)
     values ($1, $2, 0, 1, 1000, 1500), ($1, $2, 1, 100, 900, 1400)`,
    [allianceId, poolId],
  );
  return poolId;
}

/**
 * Finished orders of half a year with everything that stays of them: group, shop order, line, hold, movements, the
 * number of their facts, commitments, and the rollups that the dashboard reads. Vacuumed, as autovacuum would.
 */
export async function plantHistory(
  world: BenchWorld,
  poolId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const { allianceId, shopId, goodsKeys, crowd } = world;
  const variantIds = goodsKeys.map((key) => key.split(':')[2]);
  const memberIds = crowd.map(({ memberId }) => memberId);
  await withClient(world.url, async (client) => {
    await client.query('set statement_timeout = 0');
    await client.query('set session_replication_role = replica');
    for (let begin = from; begin < to; begin += chunk) {
      await client.query(
        `create temporary table planted as
         select gen_random_uuid() as id, gen_random_uuid() as movement_id, n, ($3::uuid[])[1 + n % $4] as member_id,
           ($5::uuid[])[1 + n % $6] as variant_id, now() - random() * interval '${historyDays} days' as at
         from generate_series($1::int, $2::int - 1) as n`,
        [begin, Math.min(begin + chunk, to), memberIds, memberIds.length, variantIds, variantIds.length],
      );
      for (const statement of rowsOfHistory) await client.query(statement, [allianceId, shopId]);
      await client.query(commitments, [allianceId, shopId, poolId]);
      await client.query('drop table planted');
    }
    await client.query(
      `update pool set paid_quantity = (select count(*) from pool_commitment where pool_id = $1) where pool_id = $1`,
      [poolId],
    );
    await client.query('delete from buyer_gap');
    await client.query(gaps);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  });
}

const rowsOfHistory = [
  `insert into order_group (alliance_id, order_group_id, number, member_id, idempotency_key, input_hash, state, total_fen,
     delivery_fee_fen, piece_count, rule_version, placed_at, pay_by, paid_at)
   select $1::uuid, id, 'LB0101-' || n, member_id, id::text, coalesce($2::text, ''), 'done', 1500, 0, 1, 1, at, at, at from planted`,
  `insert into shop_order (alliance_id, shop_order_id, order_group_id, number, seller_shop_id, fulfil_kind, pickup_shop_id,
     delivery_fee_fen, goods_fen, placed_at)
   select $1::uuid, id, id, 'LB0101-' || n || '-1', $2::uuid, 'pickup', $2::uuid, 0, 1500, at from planted`,
  `insert into order_line (alliance_id, order_line_id, order_group_id, shop_order_id, member_id, variant_id, location_id,
     seller_shop_id, title, spec, quantity, served_quantity, unit_price_fen, amount_fen, commission_rule,
     commission_bps, state, placed_at, paid_at, done_at)
   select $1::uuid, id, id, id, member_id, variant_id, (select location_id from location limit 1), $2::uuid, '压测水果', '一份', 1, 1,
     1500, 1500, 'base', 0, 'done', at, at, at from planted`,
  `insert into stock_hold (alliance_id, order_line_id, location_id, variant_id, member_id, quantity, state, expires_at)
   select $1::uuid, id, (select location_id from location where shop_id = $2::uuid), variant_id, member_id, 1, 'committed', at from planted`,
  `insert into stock_movement (alliance_id, movement_id, location_id, variant_id, kind, on_hand_change, held_change,
     allocated_change, reason, source, at)
   select $1::uuid, movement_id, (select location_id from location where shop_id = $2::uuid), variant_id, 'held', 0, 0, 0, '',
     'order-line:' || id, at from planted`,
  `insert into outbox_sequence (alliance_id, aggregate, aggregate_id, last_seq)
   select $1::uuid, 'order', id::text, 3 from planted where $2::uuid is not null`,
  `insert into order_hour (alliance_id, hour, shop_id, placed, orders)
   select $1::uuid, date_trunc('hour', at), $2::uuid, count(*), count(*) from planted group by 2
   on conflict on constraint order_hour_key do update set orders = order_hour.orders + excluded.orders`,
  `insert into sales_hour (alliance_id, hour, shop_id, category_code, gmv_fen, pieces, lines)
   select $1::uuid, date_trunc('hour', at), $2::uuid, 'goods', sum(1500), count(*), count(*) from planted group by 2
   on conflict (alliance_id, hour, shop_id, category_code) do update set gmv_fen = sales_hour.gmv_fen + excluded.gmv_fen`,
  `insert into buyer_day (alliance_id, day, shop_id, member_id, orders)
   select $1::uuid, at::date, s.shop_id, member_id, count(*)
   from planted cross join (values ($2::uuid), (null)) as s (shop_id) group by 2, 3, 4
   on conflict on constraint buyer_day_key do update set orders = buyer_day.orders + excluded.orders`,
];

const gaps = `
  insert into buyer_gap (alliance_id, day, shop_id, gap_days, buyers)
  select alliance_id, day, shop_id, least(coalesce(day - previous, 31), 31), count(*)
  from (select alliance_id, day, shop_id, lag(day) over (partition by alliance_id, shop_id, member_id order by day) as previous
    from buyer_day) as bought group by 1, 2, 3, 4`;

const commitments = `
  insert into pool_commitment (alliance_id, order_line_id, pool_id, shop_id, member_id, quantity, served_quantity, state,
    unit_price_fen, committed_at, paid_at, expires_at)
  select $1::uuid, id, $3::uuid, $2::uuid, member_id, 1, 0, 'paid', 1500, at, at, at from planted where n % 10 = 0`;
