import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';

export interface NewRefund {
  readonly refundId: string;
  readonly paymentId: string;
  readonly orderGroupId: string;
  readonly outRefundNo: string;
  readonly reason: string;
  readonly amountFen: Fen;
  readonly feeFen: Fen;
  /** Not sent before; what is due together travels together. */
  readonly sendAfter: Date;
}

/** Returns the ids of those that are new: the others were requested before, for the same cause. */
export async function insertRefunds(tx: Tx, refunds: readonly NewRefund[]): Promise<string[]> {
  const { rows } = await sql<{ refundId: string }>`/* ordering.insert-refunds */
    insert into refund (alliance_id, refund_id, payment_id, order_group_id, out_refund_no, reason, amount_fen, fee_fen,
      state, next_attempt_at, requested_at)
    select ${tx.allianceId}::uuid, refund_id, payment_id, order_group_id, out_refund_no, reason, amount_fen, fee_fen,
      'requested', send_after, ${tx.now}::timestamptz
    from unnest(
      ${refunds.map((refund) => refund.refundId)}::uuid[],
      ${refunds.map((refund) => refund.paymentId)}::uuid[],
      ${refunds.map((refund) => refund.orderGroupId)}::uuid[],
      ${refunds.map((refund) => refund.outRefundNo)}::text[],
      ${refunds.map((refund) => refund.reason)}::text[],
      ${refunds.map((refund) => refund.amountFen)}::bigint[],
      ${refunds.map((refund) => refund.feeFen)}::bigint[],
      ${refunds.map((refund) => refund.sendAfter)}::timestamptz[]
    ) as t (refund_id, payment_id, order_group_id, out_refund_no, reason, amount_fen, fee_fen, send_after)
    on conflict on constraint refund_once do nothing
    returning refund_id as "refundId"`.execute(tx);
  return rows.map(({ refundId }) => refundId);
}

export interface RefundLine {
  readonly refundId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountFen: Fen;
}

/** Keeps what each line gets back and adds it up on the line, whose CHECK bounds it by what was paid. */
export async function insertRefundLines(tx: Tx, lines: readonly RefundLine[]): Promise<void> {
  await sql`/* ordering.insert-refund-lines */
    with kept as (
      insert into refund_line (alliance_id, refund_id, order_line_id, quantity, amount_fen)
      select ${tx.allianceId}::uuid, t.* from unnest(
        ${lines.map((line) => line.refundId)}::uuid[],
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.quantity)}::int[],
        ${lines.map((line) => line.amountFen)}::bigint[]
      ) as t
      returning order_line_id, amount_fen
    ), summed as (
      select order_line_id, sum(amount_fen)::bigint as amount_fen from kept group by order_line_id
    )
    update order_line l set refunded_fen = l.refunded_fen + summed.amount_fen
    from summed where l.alliance_id = ${tx.allianceId} and l.order_line_id = summed.order_line_id`.execute(
    tx,
  );
}

/**
 * Binds what each payment owes at this moment into one provider refund, numbered as the first of them. A payment with
 * a refund under way waits, and between two sendings a minute passes: providers allow no more.
 */
export async function bundleDueRefunds(tx: Tx, limit: number): Promise<void> {
  await sql`/* ordering.bundle-due-refunds */
    with payments as (
      select r.payment_id, min(r.out_refund_no) as first_no from refund r
      where r.alliance_id = ${tx.allianceId} and r.state = 'requested' and r.sent_as is null
        and r.next_attempt_at <= ${tx.now}
        and not exists (select 1 from refund o
          where o.alliance_id = r.alliance_id and o.payment_id = r.payment_id and o.sent_as is not null
            and (o.state = 'requested' or o.settled_at > ${tx.now}::timestamptz - interval '1 minute'))
      group by r.payment_id order by min(r.next_attempt_at) limit ${limit}
    )
    update refund r set sent_as = p.first_no
    from payments p
    where r.alliance_id = ${tx.allianceId} and r.payment_id = p.payment_id and r.state = 'requested'
      and r.sent_as is null and r.next_attempt_at <= ${tx.now}`.execute(tx);
}

/** One provider refund: the sum of the refunds bound in it. */
export interface Bundle {
  readonly sentAs: string;
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  readonly totalFen: Fen;
  readonly reason: string;
}

/** Takes the bundles whose attempt is due and puts the next one off: a minute, then twice as long up to an hour. */
export async function takeDueBundles(tx: Tx, limit: number): Promise<Bundle[]> {
  const { rows } = await sql<Bundle>`/* ordering.take-due-bundles */
    with due as (
      select distinct sent_as from refund
      where alliance_id = ${tx.allianceId} and state = 'requested' and sent_as is not null
        and next_attempt_at <= ${tx.now}
      limit ${limit}
    ), taken as (
      update refund r set attempts = r.attempts + 1,
        next_attempt_at = ${tx.now}::timestamptz + least(3600, 60 * 2 ^ least(r.attempts, 10)) * interval '1 second'
      from due where r.alliance_id = ${tx.allianceId} and r.sent_as = due.sent_as
      returning r.sent_as, r.payment_id, r.amount_fen, r.reason
    )
    select t.sent_as as "sentAs", p.out_trade_no as "outTradeNo", sum(t.amount_fen)::bigint as "amountFen",
      p.amount_fen as "totalFen", min(t.reason) as reason
    from taken t join payment p on p.alliance_id = ${tx.allianceId} and p.payment_id = t.payment_id
    group by t.sent_as, p.out_trade_no, p.amount_fen order by t.sent_as`.execute(tx);
  return rows;
}

export interface BundleOutcome {
  readonly sentAs: string;
  /** `requested` keeps trying. */
  readonly state: 'requested' | 'succeeded' | 'failed';
  readonly error: string | null;
}

/** Compare and set: an outcome counts once; what was tried too often counts as failed, for people to look at. */
export async function settleBundles(
  tx: Tx,
  outcomes: readonly BundleOutcome[],
  attemptsMax: number,
): Promise<{ refundId: string; paymentId: string; orderGroupId: string; state: 'succeeded' | 'failed' }[]> {
  const { rows } = await sql<{
    refundId: string;
    paymentId: string;
    orderGroupId: string;
    state: 'requested' | 'succeeded' | 'failed';
  }>`/* ordering.settle-bundles */
    update refund r set last_error = t.error,
      state = case when t.state = 'requested' and r.attempts >= ${attemptsMax} then 'failed' else t.state end,
      settled_at = case when t.state = 'requested' and r.attempts < ${attemptsMax} then null else ${tx.now}::timestamptz end
    from unnest(
      ${outcomes.map((outcome) => outcome.sentAs)}::text[],
      ${outcomes.map((outcome) => outcome.state)}::text[],
      ${outcomes.map((outcome) => outcome.error)}::text[]
    ) as t (sent_as, state, error)
    where r.alliance_id = ${tx.allianceId} and r.sent_as = t.sent_as and r.state = 'requested'
    returning r.refund_id as "refundId", r.payment_id as "paymentId", r.order_group_id as "orderGroupId", r.state`.execute(
    tx,
  );
  return rows.flatMap(({ state, ...row }) => (state === 'requested' ? [] : [{ ...row, state }]));
}

export interface RefundRow {
  readonly refundId: string;
  readonly orderGroupId: string;
  readonly reason: string;
  readonly amountFen: Fen;
  readonly state: 'requested' | 'succeeded' | 'failed';
  readonly requestedAt: Date;
}

export async function findRefunds(db: Reader, orderGroupIds: readonly string[]): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`/* ordering.find-refunds */
    select refund_id as "refundId", order_group_id as "orderGroupId", reason, amount_fen as "amountFen", state,
      requested_at as "requestedAt"
    from refund where alliance_id = ${db.allianceId} and order_group_id = any(${orderGroupIds}::uuid[])
    order by requested_at, refund_id`.execute(db);
  return rows;
}
