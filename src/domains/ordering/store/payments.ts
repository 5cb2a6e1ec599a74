import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { GroupState } from '../rules/line-state.ts';
import type { Payment } from '../tables.ts';

const columns = sql`
  p.payment_id as "paymentId", p.order_group_id as "orderGroupId", p.out_trade_no as "outTradeNo",
  p.amount_fen as "amountFen", p.state, p.pay_url as "payUrl", p.late`;

/** Expects the group locked, as there is one payment per group. The provider is asked first after `nextCheckAt`. */
export async function insertPayment(
  tx: Tx,
  payment: Pick<Payment, 'paymentId' | 'orderGroupId' | 'outTradeNo' | 'amountFen'>,
  nextCheckAt: Date,
): Promise<void> {
  await sql`/* ordering.insert-payment */
    insert into payment (alliance_id, payment_id, order_group_id, out_trade_no, amount_fen, state, next_check_at, created_at)
    values (${tx.allianceId}, ${payment.paymentId}, ${payment.orderGroupId}, ${payment.outTradeNo},
      ${payment.amountFen}, 'pending', ${nextCheckAt}, ${tx.now})`.execute(tx);
}

export async function setPayUrl(tx: Tx, paymentId: string, payUrl: string): Promise<void> {
  await sql`/* ordering.set-pay-url */
    update payment set pay_url = ${payUrl}
    where alliance_id = ${tx.allianceId} and payment_id = ${paymentId}`.execute(tx);
}

export async function findPayments(db: Reader, outTradeNos: readonly string[]): Promise<Payment[]> {
  const { rows } = await sql<Payment>`/* ordering.find-payments */
    select ${columns} from payment p
    where p.alliance_id = ${db.allianceId} and p.out_trade_no = any(${outTradeNos}::text[])`.execute(db);
  return rows;
}

export async function findPaymentsOfGroups(db: Reader, orderGroupIds: readonly string[]): Promise<Payment[]> {
  const { rows } = await sql<Payment>`/* ordering.find-payments-of-groups */
    select ${columns} from payment p
    where p.alliance_id = ${db.allianceId} and p.order_group_id = any(${orderGroupIds}::uuid[])`.execute(db);
  return rows;
}

export interface PaidRow {
  readonly paymentId: string;
  readonly providerRef: string | null;
  readonly paidAt: Date;
  readonly late: boolean;
}

/** Expects the groups locked. */
export async function setPaymentsPaid(tx: Tx, payments: readonly PaidRow[]): Promise<void> {
  await sql`/* ordering.set-payments-paid */
    update payment p set state = 'paid', provider_ref = t.provider_ref, paid_at = t.paid_at, late = t.late
    from unnest(
      ${payments.map((payment) => payment.paymentId)}::uuid[],
      ${payments.map((payment) => payment.providerRef)}::text[],
      ${payments.map((payment) => payment.paidAt)}::timestamptz[],
      ${payments.map((payment) => payment.late)}::boolean[]
    ) as t (payment_id, provider_ref, paid_at, late)
    where p.alliance_id = ${tx.allianceId} and p.payment_id = t.payment_id`.execute(tx);
}

/** The order is over without money: let the sweeper ask the provider once more and close the payment there. */
export async function checkPaymentsNow(tx: Tx, orderGroupIds: readonly string[]): Promise<void> {
  await sql`/* ordering.check-payments-now */
    update payment set next_check_at = ${tx.now}, check_count = 0
    where alliance_id = ${tx.allianceId} and order_group_id = any(${orderGroupIds}::uuid[]) and state = 'pending'`.execute(
    tx,
  );
}

export interface DuePayment {
  readonly paymentId: string;
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  readonly groupState: GroupState;
}

/** Takes the pending payments whose check is due and puts their next one off: 30 s, then twice as long up to 5 min. */
export async function takeDuePayments(tx: Tx, limit: number): Promise<DuePayment[]> {
  const { rows } = await sql<DuePayment>`/* ordering.take-due-payments */
    with due as (
      select payment_id from payment
      where alliance_id = ${tx.allianceId} and state = 'pending' and next_check_at <= ${tx.now}
      order by next_check_at limit ${limit} for update skip locked
    )
    update payment p set check_count = p.check_count + 1,
      next_check_at = ${tx.now}::timestamptz + least(300, 30 * 2 ^ least(p.check_count, 10)) * interval '1 second'
    from due, order_group g
    where p.alliance_id = ${tx.allianceId} and p.payment_id = due.payment_id
      and g.alliance_id = p.alliance_id and g.order_group_id = p.order_group_id
    returning p.payment_id as "paymentId", p.out_trade_no as "outTradeNo", p.amount_fen as "amountFen",
      g.state as "groupState"`.execute(tx);
  return rows;
}

/** Pending → closed, after the provider has closed it. */
export async function setPaymentClosed(tx: Tx, paymentId: string): Promise<void> {
  await sql`/* ordering.set-payment-closed */
    update payment set state = 'closed'
    where alliance_id = ${tx.allianceId} and payment_id = ${paymentId} and state = 'pending'`.execute(tx);
}

/** Paid → refunded where everything that was paid has gone back. */
export async function setPaymentsRefunded(tx: Tx, paymentIds: readonly string[]): Promise<void> {
  await sql`/* ordering.set-payments-refunded */
    update payment p set state = 'refunded'
    where p.alliance_id = ${tx.allianceId} and p.payment_id = any(${paymentIds}::uuid[]) and p.state = 'paid'
      and p.amount_fen = (select coalesce(sum(r.amount_fen), 0) from refund r
        where r.alliance_id = p.alliance_id and r.payment_id = p.payment_id and r.state = 'succeeded')`.execute(
    tx,
  );
}
