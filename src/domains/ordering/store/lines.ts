import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { LineState } from '../rules/line-state.ts';
import type { Line } from '../tables.ts';

const columns = sql`
  l.order_line_id as "orderLineId", l.order_group_id as "orderGroupId", l.shop_order_id as "shopOrderId",
  l.member_id as "memberId", l.variant_id as "variantId", l.pool_id as "poolId", l.location_id as "locationId",
  l.seller_shop_id as "sellerShopId", l.session_id as "sessionId", l.room_shop_id as "roomShopId",
  l.sharer_member_id as "sharerMemberId", l.title, l.spec, l.quantity, l.served_quantity as "servedQuantity",
  l.unit_price_fen as "unitPriceFen", l.amount_fen as "amountFen", l.discount_fen as "discountFen",
  l.coupon_id as "couponId", l.flash_round as "flashRound", l.refunded_fen as "refundedFen",
  l.commission_rule as "commissionRule", l.commission_bps as "commissionBps", l.actual_gram as "actualGram",
  l.state, l.placed_at as "placedAt", l.paid_at as "paidAt", l.done_at as "doneAt"`;

export async function findLines(db: Reader, orderLineIds: readonly string[]): Promise<Line[]> {
  const { rows } = await sql<Line>`/* ordering.find-lines */
    select ${columns} from order_line l
    where l.alliance_id = ${db.allianceId} and l.order_line_id = any(${orderLineIds}::uuid[])
    order by l.order_line_id`.execute(db);
  return rows;
}

export async function findLinesOfGroups(db: Reader, orderGroupIds: readonly string[]): Promise<Line[]> {
  const { rows } = await sql<Line>`/* ordering.find-lines-of-groups */
    select ${columns} from order_line l
    where l.alliance_id = ${db.allianceId} and l.order_group_id = any(${orderGroupIds}::uuid[])
    order by l.order_group_id, l.order_line_id`.execute(db);
  return rows;
}

/** Lines of a pool that are paid and wait for it. */
export async function findWaitingLines(db: Reader, poolId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`/* ordering.find-waiting-lines */
    select ${columns} from order_line l
    where l.alliance_id = ${db.allianceId} and l.pool_id = ${poolId} and l.state = 'waiting-pool'
    order by l.order_line_id`.execute(db);
  return rows;
}

/** Paid lines that fulfilment may plan, those that wait longest first. */
export async function findReadyLines(db: Reader, limit: number): Promise<Line[]> {
  const { rows } = await sql<Line>`/* ordering.find-ready-lines */
    select ${columns} from order_line l
    where l.alliance_id = ${db.allianceId} and l.state = 'ready'
    order by l.paid_at, l.order_line_id limit ${limit}`.execute(db);
  return rows;
}

/** Paid: goods on the shelf are ready, pool goods wait for their pool. Expects the groups locked. */
export async function setLinesPaid(tx: Tx, orderLineIds: readonly string[]): Promise<void> {
  await sql`/* ordering.set-lines-paid */
    update order_line set paid_at = ${tx.now}, state = case when pool_id is null then 'ready' else 'waiting-pool' end
    where alliance_id = ${tx.allianceId} and order_line_id = any(${orderLineIds}::uuid[])`.execute(tx);
}

/** Compare and set: moves the lines that are in one of the states given, and says which. */
export async function moveLines(
  tx: Tx,
  orderLineIds: readonly string[],
  from: readonly LineState[],
  to: LineState,
): Promise<{ orderLineId: string; orderGroupId: string }[]> {
  const { rows } = await sql<{ orderLineId: string; orderGroupId: string }>`/* ordering.move-lines */
    update order_line set state = ${to},
      done_at = case when ${to}::text = 'done' then ${tx.now}::timestamptz else done_at end
    where alliance_id = ${tx.allianceId} and order_line_id = any(${orderLineIds}::uuid[])
      and state = any(${from}::text[])
    returning order_line_id as "orderLineId", order_group_id as "orderGroupId"`.execute(tx);
  return rows;
}

/** Fewer pieces come than were ordered. */
export async function setServed(
  tx: Tx,
  lines: readonly { readonly orderLineId: string; readonly servedQuantity: number }[],
): Promise<void> {
  await sql`/* ordering.set-served */
    update order_line l set served_quantity = t.served_quantity
    from unnest(${lines.map((line) => line.orderLineId)}::uuid[], ${lines.map((line) => line.servedQuantity)}::int[])
      as t (order_line_id, served_quantity)
    where l.alliance_id = ${tx.allianceId} and l.order_line_id = t.order_line_id`.execute(tx);
}

export async function setWeights(
  tx: Tx,
  weights: readonly { readonly orderLineId: string; readonly actualGram: number }[],
): Promise<void> {
  await sql`/* ordering.set-weights */
    update order_line l set actual_gram = t.actual_gram
    from unnest(${weights.map((row) => row.orderLineId)}::uuid[], ${weights.map((row) => row.actualGram)}::int[])
      as t (order_line_id, actual_gram)
    where l.alliance_id = ${tx.allianceId} and l.order_line_id = t.order_line_id`.execute(tx);
}
