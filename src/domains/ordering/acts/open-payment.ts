import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { groupStateName } from '../rules/state-names.ts';
import { lockGroups } from '../store/groups.ts';
import { findPaymentsOfGroups, insertPayment, setPayUrl } from '../store/payments.ts';
import { outTradeNo } from './trade-number.ts';

/** The provider is asked first after this: by then most people have paid and the callback has come. */
const firstCheckSeconds = 30;

export interface OpenPayment {
  readonly paymentId: string;
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  /** Number of the order, for the cashier page. */
  readonly number: string;
  readonly payBy: Date;
  /** Known when the provider was asked before. */
  readonly payUrl: string | null;
}

/**
 * First half of asking for a payment: makes sure that the order has its one payment row. The network comes between
 * this and `keepPayUrl`, outside of both transactions.
 *
 * @throws Refusal order-state when it is not to be paid (any more)
 */
export async function openPayment(tx: Tx, orderGroupId: string): Promise<OpenPayment> {
  const [group] = await lockGroups(tx, [orderGroupId]);
  if (!group || group.memberId !== tx.actor?.memberId) throw new Refusal('not-found', {}, 'orderGroupId');
  const isOpen = group.state === 'awaiting-payment' && tx.now < group.payBy;
  const state = group.state === 'awaiting-payment' ? 'closed' : group.state;
  refuseUnless(isOpen, 'order-state', { state: groupStateName[state] });
  const { number, payBy } = group;
  const [found] = await findPaymentsOfGroups(tx, [orderGroupId]);
  if (found) return { ...found, number, payBy };
  const paymentId = tx.newId();
  const payment = {
    paymentId,
    orderGroupId,
    outTradeNo: outTradeNo(tx.allianceId, paymentId),
    amountFen: group.totalFen,
  };
  await insertPayment(tx, payment, addSeconds(tx.now, firstCheckSeconds));
  return { ...payment, number, payBy, payUrl: null };
}

export async function keepPayUrl(tx: Tx, paymentId: string, payUrl: string): Promise<void> {
  await setPayUrl(tx, paymentId, payUrl);
}
