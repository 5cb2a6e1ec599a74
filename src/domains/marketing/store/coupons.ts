import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { CouponRow, DropRow } from '../tables.ts';

export type DroppedCoupon = CouponRow & Omit<DropRow, 'claimedQuantity' | 'droppedAt'>;

const columns = sql`c.coupon_id as "couponId", c.member_id as "memberId", c.claimed_at as "claimedAt",
  c.order_group_id as "orderGroupId", c.used_at as "usedAt", d.drop_id as "dropId", d.session_id as "sessionId",
  d.title, d.discount_fen as "discountFen", d.min_spend_fen as "minSpendFen", d.quantity, d.opens_at as "opensAt",
  d.claim_until as "claimUntil", d.use_until as "useUntil", d.bearers`;

/** Null when the person has one of this drop already. Waits for the same person claiming at the same time. */
export async function insertCoupon(tx: Tx, dropId: string, memberId: string): Promise<string | null> {
  const { rows } = await sql<{ couponId: string }>`/* marketing.insert-coupon */
    insert into coupon (alliance_id, coupon_id, drop_id, member_id, claimed_at)
    values (${tx.allianceId}, ${tx.newId()}, ${dropId}, ${memberId}, ${tx.now})
    on conflict on constraint coupon_once do nothing
    returning coupon_id as "couponId"`.execute(tx);
  return rows[0]?.couponId ?? null;
}

export async function findCoupons(db: Reader, couponIds: readonly string[]): Promise<DroppedCoupon[]> {
  const { rows } = await sql<DroppedCoupon>`/* marketing.find-coupons */
    select ${columns} from coupon c
    join coupon_drop d on d.alliance_id = c.alliance_id and d.drop_id = c.drop_id
    where c.alliance_id = ${db.allianceId} and c.coupon_id = any(${couponIds}::uuid[])`.execute(db);
  return rows;
}

/** Locks them in key order until the transaction ends. */
export async function lockCouponRows(tx: Tx, couponIds: readonly string[]): Promise<DroppedCoupon[]> {
  const { rows } = await sql<DroppedCoupon>`/* marketing.lock-coupons */
    select ${columns} from coupon c
    join coupon_drop d on d.alliance_id = c.alliance_id and d.drop_id = c.drop_id
    where c.alliance_id = ${tx.allianceId} and c.coupon_id = any(${couponIds}::uuid[])
    order by c.coupon_id for update of c`.execute(tx);
  return rows;
}

/** The newest coupons of a person. */
export async function findCouponsOf(
  db: Reader,
  memberId: string,
  which: { readonly sessionId: string | null; readonly limit: number },
): Promise<DroppedCoupon[]> {
  const { rows } = await sql<DroppedCoupon>`/* marketing.find-coupons-of */
    select ${columns} from coupon c
    join coupon_drop d on d.alliance_id = c.alliance_id and d.drop_id = c.drop_id
    where c.alliance_id = ${db.allianceId} and c.member_id = ${memberId}
      and (${which.sessionId}::uuid is null or d.session_id = ${which.sessionId}::uuid)
    order by c.claimed_at desc, c.coupon_id desc limit ${which.limit}::int`.execute(db);
  return rows;
}

/** The coupon of a person from a drop. */
export async function findCouponFrom(
  db: Reader,
  dropId: string,
  memberId: string,
): Promise<DroppedCoupon | null> {
  const { rows } = await sql<DroppedCoupon>`/* marketing.find-coupon-from */
    select ${columns} from coupon c
    join coupon_drop d on d.alliance_id = c.alliance_id and d.drop_id = c.drop_id
    where c.alliance_id = ${db.allianceId} and c.drop_id = ${dropId} and c.member_id = ${memberId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export interface CouponUse {
  readonly couponId: string;
  readonly orderGroupId: string;
}

/** Compare and set: returns those that were free. */
export async function bindCoupons(tx: Tx, uses: readonly CouponUse[]): Promise<string[]> {
  const { rows } = await sql<{ couponId: string }>`/* marketing.bind-coupons */
    update coupon c set order_group_id = t.order_group_id, used_at = ${tx.now}
    from unnest(${uses.map(({ couponId }) => couponId)}::uuid[],
      ${uses.map(({ orderGroupId }) => orderGroupId)}::uuid[]) as t (coupon_id, order_group_id)
    where c.alliance_id = ${tx.allianceId} and c.coupon_id = t.coupon_id and c.order_group_id is null
    returning c.coupon_id as "couponId"`.execute(tx);
  return rows.map(({ couponId }) => couponId);
}

export async function unbindCoupons(tx: Tx, orderGroupIds: readonly string[]): Promise<void> {
  await sql`/* marketing.unbind-coupons */
    update coupon set order_group_id = null, used_at = null
    where alliance_id = ${tx.allianceId} and order_group_id = any(${orderGroupIds}::uuid[])`.execute(tx);
}

/** Used coupons by drop. */
export async function countUsed(db: Reader, dropIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ dropId: string; count: number }>`/* marketing.count-used */
    select drop_id as "dropId", count(*)::int as count from coupon
    where alliance_id = ${db.allianceId} and drop_id = any(${dropIds}::uuid[]) and used_at is not null
    group by drop_id`.execute(db);
  return new Map(rows.map(({ dropId, count }) => [dropId, count]));
}
