import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { NewGroup, NewLine, NewShopOrder, PlacedGroup } from '../tables.ts';

/** What makes a repeated order recognisable. */
interface OrderKey {
  readonly memberId: string;
  readonly idempotencyKey: string;
}

export interface EarlierOrder extends OrderKey, PlacedGroup {
  readonly inputHash: string;
  readonly totalFen: Fen;
  readonly payBy: Date;
}

/** Orders that were placed under one of these keys already. */
export async function findEarlierOrders(tx: Tx, keys: readonly OrderKey[]): Promise<EarlierOrder[]> {
  const { rows } = await sql<EarlierOrder>`/* ordering.find-earlier-orders */
    select g.member_id as "memberId", g.idempotency_key as "idempotencyKey", g.order_group_id as "orderGroupId",
      g.number, g.input_hash as "inputHash", g.total_fen as "totalFen", g.pay_by as "payBy"
    from unnest(${keys.map((key) => key.memberId)}::uuid[], ${keys.map((key) => key.idempotencyKey)}::text[])
      as k (member_id, idempotency_key)
    cross join lateral (
      select * from order_group o
      where o.alliance_id = ${tx.allianceId} and o.member_id = k.member_id and o.idempotency_key = k.idempotency_key
      limit 1
    ) g`.execute(tx);
  return rows;
}

/** Returns only the groups that are new: the others were placed meanwhile under the same key. */
export async function insertGroups(
  tx: Tx,
  groups: readonly NewGroup[],
  day: string,
  ruleVersion: number,
): Promise<PlacedGroup[]> {
  const { rows } = await sql<PlacedGroup>`/* ordering.place-groups */
    insert into order_group (alliance_id, order_group_id, number, member_id, idempotency_key, input_hash, state,
      total_fen, delivery_fee_fen, piece_count, rule_version, placed_at, pay_by)
    select ${tx.allianceId}::uuid, order_group_id,
      'LB' || ${day}::text || '-' || lpad(serial::text, greatest(5, length(serial::text)), '0'),
      member_id, idempotency_key, input_hash, 'awaiting-payment',
      total_fen, delivery_fee_fen, piece_count, ${ruleVersion}::int, ${tx.now}::timestamptz, pay_by
    from (
      select *, nextval('order_number') % 10000000 as serial from unnest(
        ${groups.map((group) => group.orderGroupId)}::uuid[],
        ${groups.map((group) => group.memberId)}::uuid[],
        ${groups.map((group) => group.idempotencyKey)}::text[],
        ${groups.map((group) => group.inputHash)}::text[],
        ${groups.map((group) => group.totalFen)}::bigint[],
        ${groups.map((group) => group.deliveryFeeFen)}::bigint[],
        ${groups.map((group) => group.pieceCount)}::int[],
        ${groups.map((group) => group.payBy)}::timestamptz[]
      ) as t (order_group_id, member_id, idempotency_key, input_hash, total_fen, delivery_fee_fen, piece_count, pay_by)
    ) numbered
    on conflict on constraint order_group_once do nothing
    returning order_group_id as "orderGroupId", number`.execute(tx);
  return rows;
}

/** Shop orders carry the number of their group and their position in it: LB1123-08834-2. */
export async function insertShopOrders(
  tx: Tx,
  orders: readonly (NewShopOrder & { readonly number: string })[],
): Promise<void> {
  await sql`/* ordering.place-shop-orders */
    insert into shop_order (alliance_id, shop_order_id, order_group_id, number, seller_shop_id, fulfil_kind,
      pickup_shop_id, address, slot_start, slot_end, delivery_fee_fen, goods_fen, placed_at)
    select ${tx.allianceId}::uuid, t.*, ${tx.now}::timestamptz
    from unnest(
      ${orders.map((order) => order.shopOrderId)}::uuid[],
      ${orders.map((order) => order.orderGroupId)}::uuid[],
      ${orders.map((order) => order.number)}::text[],
      ${orders.map((order) => order.sellerShopId)}::uuid[],
      ${orders.map((order) => order.fulfil.kind)}::text[],
      ${orders.map((order) => order.fulfil.pickupShopId)}::uuid[],
      ${orders.map((order) => order.fulfil.address && JSON.stringify(order.fulfil.address))}::jsonb[],
      ${orders.map((order) => order.fulfil.slotStart)}::timestamptz[],
      ${orders.map((order) => order.fulfil.slotEnd)}::timestamptz[],
      ${orders.map((order) => order.deliveryFeeFen)}::bigint[],
      ${orders.map((order) => order.goodsFen)}::bigint[]
    ) as t`.execute(tx);
}

export async function insertLines(tx: Tx, lines: readonly NewLine[]): Promise<void> {
  await sql`/* ordering.place-lines */
    insert into order_line (alliance_id, order_line_id, order_group_id, shop_order_id, member_id, variant_id, pool_id,
      location_id, seller_shop_id, session_id, room_shop_id, sharer_member_id, title, spec, quantity, served_quantity,
      unit_price_fen, amount_fen, discount_fen, coupon_id, flash_round, commission_rule, commission_bps, state, placed_at)
    select ${tx.allianceId}::uuid, order_line_id, order_group_id, shop_order_id, member_id, variant_id, pool_id,
      location_id, seller_shop_id, session_id, room_shop_id, sharer_member_id, title, spec, quantity, quantity,
      unit_price_fen, unit_price_fen * quantity - discount_fen, discount_fen, coupon_id, flash_round, commission_rule, commission_bps, 'held', ${tx.now}::timestamptz
    from unnest(
      ${lines.map((line) => line.orderLineId)}::uuid[],
      ${lines.map((line) => line.orderGroupId)}::uuid[],
      ${lines.map((line) => line.shopOrderId)}::uuid[],
      ${lines.map((line) => line.memberId)}::uuid[],
      ${lines.map((line) => line.variantId)}::uuid[],
      ${lines.map((line) => line.poolId)}::uuid[],
      ${lines.map((line) => line.locationId)}::uuid[],
      ${lines.map((line) => line.sellerShopId)}::uuid[],
      ${lines.map((line) => line.sessionId)}::uuid[],
      ${lines.map((line) => line.roomShopId)}::uuid[],
      ${lines.map((line) => line.sharerMemberId)}::uuid[],
      ${lines.map((line) => line.title)}::text[],
      ${lines.map((line) => line.spec)}::text[],
      ${lines.map((line) => line.quantity)}::int[],
      ${lines.map((line) => line.unitPriceFen)}::bigint[],
      ${lines.map((line) => line.discountFen)}::bigint[],
      ${lines.map((line) => line.couponId)}::uuid[],
      ${lines.map((line) => line.flashRound)}::uuid[],
      ${lines.map((line) => line.commissionRule)}::text[],
      ${lines.map((line) => line.commissionBps)}::int[]
    ) as t (order_line_id, order_group_id, shop_order_id, member_id, variant_id, pool_id, location_id, seller_shop_id,
      session_id, room_shop_id, sharer_member_id, title, spec, quantity, unit_price_fen, discount_fen,
      coupon_id, flash_round, commission_rule, commission_bps)`.execute(tx);
}
