import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { GroupState } from '../rules/line-state.ts';
import type { Group } from '../tables.ts';

const columns = sql`
  g.order_group_id as "orderGroupId", g.number, g.member_id as "memberId", g.state, g.total_fen as "totalFen",
  g.delivery_fee_fen as "deliveryFeeFen", g.fee_refunded_fen as "feeRefundedFen", g.piece_count as "pieceCount",
  g.rule_version as "ruleVersion", g.placed_at as "placedAt", g.pay_by as "payBy", g.paid_at as "paidAt"`;

/** Groups under their row locks, taken in key order: payment, expiry and cancellation of a group wait for each other. */
export async function lockGroups(tx: Tx, orderGroupIds: readonly string[]): Promise<Group[]> {
  const { rows } = await sql<Group>`/* ordering.lock-groups */
    select ${columns} from order_group g
    where g.alliance_id = ${tx.allianceId} and g.order_group_id = any(${orderGroupIds}::uuid[])
    order by g.order_group_id for update`.execute(tx);
  return rows;
}

/** Groups whose time to pay is over, locked; those that somebody is paying right now wait for the next round. */
export async function lockDueGroups(tx: Tx, limit: number): Promise<Group[]> {
  const { rows } = await sql<Group>`/* ordering.lock-due-groups */
    select ${columns} from order_group g
    where g.alliance_id = ${tx.allianceId} and g.state = 'awaiting-payment' and g.pay_by <= ${tx.now}
    order by g.order_group_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function findGroups(db: Reader, orderGroupIds: readonly string[]): Promise<Group[]> {
  const { rows } = await sql<Group>`/* ordering.find-groups */
    select ${columns} from order_group g
    where g.alliance_id = ${db.allianceId} and g.order_group_id = any(${orderGroupIds}::uuid[])
    order by g.order_group_id`.execute(db);
  return rows;
}

/** Expects the groups locked. Becoming paid sets the hour of payment. */
export async function setGroupStates(
  tx: Tx,
  groups: readonly { readonly orderGroupId: string; readonly state: GroupState }[],
): Promise<void> {
  await sql`/* ordering.set-group-states */
    update order_group g set state = t.state,
      paid_at = case when t.state = 'paid' then ${tx.now}::timestamptz else g.paid_at end
    from unnest(${groups.map((group) => group.orderGroupId)}::uuid[], ${groups.map((group) => group.state)}::text[])
      as t (order_group_id, state)
    where g.alliance_id = ${tx.allianceId} and g.order_group_id = t.order_group_id`.execute(tx);
}

export async function addFeeRefunds(
  tx: Tx,
  fees: readonly { readonly orderGroupId: string; readonly feeFen: bigint }[],
): Promise<void> {
  await sql`/* ordering.add-fee-refunds */
    update order_group g set fee_refunded_fen = g.fee_refunded_fen + t.fee_fen
    from unnest(${fees.map((fee) => fee.orderGroupId)}::uuid[], ${fees.map((fee) => fee.feeFen)}::bigint[])
      as t (order_group_id, fee_fen)
    where g.alliance_id = ${tx.allianceId} and g.order_group_id = t.order_group_id`.execute(tx);
}
