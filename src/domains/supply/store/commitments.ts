import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { PaidCommitmentRow } from '../tables.ts';

export interface HoldRow {
  readonly orderLineId: string;
  readonly poolId: string;
  /** The shop whose room or door the shopper came through. */
  readonly shopId: string;
  readonly memberId: string;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  readonly expiresAt: Date;
}

export interface MovedRow {
  readonly orderLineId: string;
  readonly poolId: string;
  readonly quantity: number;
}

/** Expects the pools locked. A released line may be held again (a late payment); a line already held stays as it is. */
export async function insertHolds(tx: Tx, holds: readonly HoldRow[]): Promise<void> {
  await sql`/* supply.hold-commitments */
    with placed as (
      insert into pool_commitment (alliance_id, order_line_id, pool_id, shop_id, member_id, quantity,
        served_quantity, state, unit_price_fen, committed_at, expires_at)
      select ${tx.allianceId}::uuid, order_line_id, pool_id, shop_id, member_id, quantity, 0, 'held',
        unit_price_fen, ${tx.now}::timestamptz, expires_at
      from unnest(
        ${holds.map((row) => row.orderLineId)}::uuid[], ${holds.map((row) => row.poolId)}::uuid[],
        ${holds.map((row) => row.shopId)}::uuid[], ${holds.map((row) => row.memberId)}::uuid[],
        ${holds.map((row) => row.quantity)}::int[], ${holds.map((row) => row.unitPriceFen)}::bigint[],
        ${holds.map((row) => row.expiresAt)}::timestamptz[]
      ) as incoming (order_line_id, pool_id, shop_id, member_id, quantity, unit_price_fen, expires_at)
      on conflict (alliance_id, order_line_id) do update
        set state = 'held', expires_at = excluded.expires_at, ended_at = null, ended_reason = null
        where pool_commitment.state = 'released'
      returning pool_id, quantity
    ), counted as (
      select pool_id, sum(quantity)::int as quantity from placed group by pool_id
    )
    update pool p set held_quantity = p.held_quantity + counted.quantity
    from counted where p.alliance_id = ${tx.allianceId} and p.pool_id = counted.pool_id`.execute(tx);
}

/** Held → paid where the pool still runs; expects the pools locked. Lines paid before come back as `already`. */
export async function markPaid(
  tx: Tx,
  orderLineIds: readonly string[],
): Promise<(MovedRow & { readonly already: boolean })[]> {
  const { rows } = await sql<MovedRow & { already: boolean }>`/* supply.mark-paid */
    with moved as (
      update pool_commitment c set state = 'paid', paid_at = ${tx.now}::timestamptz
      from pool p
      where c.alliance_id = ${tx.allianceId} and c.order_line_id = any(${orderLineIds}::uuid[]) and c.state = 'held'
        and p.alliance_id = c.alliance_id and p.pool_id = c.pool_id and p.state in ('scheduled', 'open', 'formed')
      returning c.order_line_id, c.pool_id, c.quantity
    ), counted as (
      select pool_id, sum(quantity)::int as quantity from moved group by pool_id
    ), counters as (
      update pool p set held_quantity = p.held_quantity - counted.quantity,
        paid_quantity = p.paid_quantity + counted.quantity
      from counted where p.alliance_id = ${tx.allianceId} and p.pool_id = counted.pool_id
    )
    select order_line_id as "orderLineId", pool_id as "poolId", quantity, false as already from moved
    union all
    select order_line_id, pool_id, quantity, true from pool_commitment
    where alliance_id = ${tx.allianceId} and order_line_id = any(${orderLineIds}::uuid[])
      and state in ('paid', 'refunded')`.execute(tx);
  return rows;
}

/** Held → released; expects the pools locked. */
export async function markReleased(
  tx: Tx,
  orderLineIds: readonly string[],
  why: string,
): Promise<MovedRow[]> {
  const { rows } = await sql<MovedRow>`/* supply.mark-released */
    with moved as (
      update pool_commitment c set state = 'released', ended_at = ${tx.now}::timestamptz, ended_reason = ${why}
      where c.alliance_id = ${tx.allianceId} and c.order_line_id = any(${orderLineIds}::uuid[]) and c.state = 'held'
      returning c.order_line_id, c.pool_id, c.quantity
    ), counted as (
      select pool_id, sum(quantity)::int as quantity from moved group by pool_id
    ), counters as (
      update pool p set held_quantity = p.held_quantity - counted.quantity
      from counted where p.alliance_id = ${tx.allianceId} and p.pool_id = counted.pool_id
    )
    select order_line_id as "orderLineId", pool_id as "poolId", quantity from moved`.execute(tx);
  return rows;
}

/** Paid → cancelled where the pool still runs; expects the pools locked. */
export async function markCancelled(tx: Tx, orderLineIds: readonly string[]): Promise<MovedRow[]> {
  const { rows } = await sql<MovedRow>`/* supply.mark-cancelled */
    with moved as (
      update pool_commitment c
      set state = 'cancelled', ended_at = ${tx.now}::timestamptz, ended_reason = 'cancelled'
      from pool p
      where c.alliance_id = ${tx.allianceId} and c.order_line_id = any(${orderLineIds}::uuid[]) and c.state = 'paid'
        and p.alliance_id = c.alliance_id and p.pool_id = c.pool_id and p.state in ('scheduled', 'open', 'formed')
      returning c.order_line_id, c.pool_id, c.quantity
    ), counted as (
      select pool_id, sum(quantity)::int as quantity from moved group by pool_id
    ), counters as (
      update pool p set paid_quantity = p.paid_quantity - counted.quantity
      from counted where p.alliance_id = ${tx.allianceId} and p.pool_id = counted.pool_id
    )
    select order_line_id as "orderLineId", pool_id as "poolId", quantity from moved`.execute(tx);
  return rows;
}

/** At cut-off nobody may pay any more: what is only held is let go. */
export async function releaseAllHeld(tx: Tx, poolIds: readonly string[]): Promise<void> {
  await sql`/* supply.release-all-held */
    with released as (
      update pool_commitment set state = 'released', ended_at = ${tx.now}::timestamptz, ended_reason = 'cut-off'
      where alliance_id = ${tx.allianceId} and pool_id = any(${poolIds}::uuid[]) and state = 'held'
    )
    update pool set held_quantity = 0
    where alliance_id = ${tx.allianceId} and pool_id = any(${poolIds}::uuid[])`.execute(tx);
}

export async function serveInFull(tx: Tx, poolIds: readonly string[]): Promise<void> {
  await sql`/* supply.serve-in-full */
    update pool_commitment set served_quantity = quantity
    where alliance_id = ${tx.allianceId} and pool_id = any(${poolIds}::uuid[]) and state = 'paid'`.execute(
    tx,
  );
}

/** Lines that get less than they paid for; those that get nothing are to be refunded. */
export async function serveShort(
  tx: Tx,
  lines: readonly { readonly orderLineId: string; readonly servedQuantity: number }[],
): Promise<void> {
  await sql`/* supply.serve-short */
    update pool_commitment c set served_quantity = short.served,
      state = case when short.served = 0 then 'refunded' else c.state end,
      ended_at = case when short.served = 0 then ${tx.now}::timestamptz end,
      ended_reason = case when short.served = 0 then 'short' end
    from unnest(${lines.map((line) => line.orderLineId)}::uuid[], ${lines.map((line) => line.servedQuantity)}::int[])
      as short (order_line_id, served)
    where c.alliance_id = ${tx.allianceId} and c.order_line_id = short.order_line_id and c.state = 'paid'`.execute(
    tx,
  );
}

/** Everybody who paid gets it back: nothing is served. */
export async function refundAllPaid(tx: Tx, poolIds: readonly string[]): Promise<void> {
  await sql`/* supply.refund-all-paid */
    update pool_commitment
    set state = 'refunded', served_quantity = 0, ended_at = ${tx.now}::timestamptz, ended_reason = 'pool-failed'
    where alliance_id = ${tx.allianceId} and pool_id = any(${poolIds}::uuid[]) and state = 'paid'`.execute(
    tx,
  );
}

/** Commitments that were paid and not cancelled, by pool, in the order of payment. */
export async function findPaidLines(db: Reader, poolIds: readonly string[]): Promise<PaidCommitmentRow[]> {
  const { rows } = await sql<PaidCommitmentRow>`/* supply.find-paid-lines */
    select order_line_id as "orderLineId", pool_id as "poolId", shop_id as "shopId", quantity,
      served_quantity as "servedQuantity", unit_price_fen as "unitPriceFen"
    from pool_commitment
    where alliance_id = ${db.allianceId} and pool_id = any(${poolIds}::uuid[]) and state in ('paid', 'refunded')
    order by pool_id, paid_at, order_line_id`.execute(db);
  return rows;
}
