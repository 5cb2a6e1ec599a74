import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { commitHolds } from '../../stock/index.ts';
import { payCommitments } from '../../supply/index.ts';
import { orderNews } from '../facts.ts';
import { lockGroups, setGroupStates } from '../store/groups.ts';
import { findLinesOfGroups, setLinesPaid } from '../store/lines.ts';
import { findPayments, setPaymentsPaid } from '../store/payments.ts';
import type { Group, Line, Payment } from '../tables.ts';
import { endLines } from './end-lines.ts';
import { lockAndHoldLate } from './hold-late.ts';
import type { RefundDraft } from './request-refunds.ts';

/** The provider says that this much was paid. */
export interface PaidReport {
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  readonly providerRef: string | null;
  /** Null when the provider does not say: then now. */
  readonly paidAt: Date | null;
}

/**
 * paid: on time · already: told before · late-held: after the hold expired, everything was still there ·
 * late-refunded: it was not, all of the money goes back · amount-mismatch, unknown: nothing was changed.
 */
export type PaidOutcome = 'paid' | 'already' | 'late-held' | 'late-refunded' | 'amount-mismatch' | 'unknown';

interface Fresh {
  readonly report: PaidReport & { readonly paidAt: Date };
  readonly payment: Payment;
  readonly group: Group;
  readonly lines: readonly Line[];
}

/**
 * The one function that completes payments, whoever reports them: callback, the client's return, the sweeper. Repeats
 * and races are harmless: the orders are locked first, and only a payment that is not paid yet moves anything.
 */
export async function completePayments(tx: Tx, reports: readonly PaidReport[]): Promise<PaidOutcome[]> {
  const numbers = [...new Set(reports.map(({ outTradeNo }) => outTradeNo))];
  const groupIds = (await findPayments(tx, numbers)).map(({ orderGroupId }) => orderGroupId);
  const groups = new Map((await lockGroups(tx, groupIds)).map((group) => [group.orderGroupId, group]));
  // Read again under the locks: what was pending may be paid by now.
  const payments = new Map((await findPayments(tx, numbers)).map((payment) => [payment.outTradeNo, payment]));
  const linesByGroup = Map.groupBy(await findLinesOfGroups(tx, groupIds), (line) => line.orderGroupId);
  const fresh: Fresh[] = [];
  const outcomes = reports.map((report, at): PaidOutcome | Fresh => {
    const payment = payments.get(report.outTradeNo);
    if (!payment) return 'unknown';
    if (payment.amountFen !== report.amountFen) return 'amount-mismatch';
    const isRepeat = reports.findIndex(({ outTradeNo }) => outTradeNo === report.outTradeNo) !== at;
    if (isRepeat || payment.state === 'paid' || payment.state === 'refunded') return 'already';
    const { orderGroupId } = payment;
    const one = {
      report: { ...report, paidAt: report.paidAt ?? tx.now },
      payment,
      group: groups.get(orderGroupId)!,
      lines: linesByGroup.get(orderGroupId)!,
    };
    fresh.push(one);
    return one;
  });
  const settled = await settle(tx, fresh);
  return outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : settled.get(outcome)!));
}

async function settle(tx: Tx, fresh: readonly Fresh[]): Promise<Map<Fresh, PaidOutcome>> {
  const settled = new Map<Fresh, PaidOutcome>();
  if (fresh.length === 0) return settled;
  const onTime = fresh.filter(({ group }) => group.state === 'awaiting-payment');
  // What the shopper called off themselves is not held again: they get their money back.
  const calledOff = fresh.filter(({ group }) => group.state === 'cancelled');
  const late = fresh
    .filter(({ group }) => group.state === 'closed')
    .toSorted((a, b) => a.report.paidAt.getTime() - b.report.paidAt.getTime());
  const isHeldAgain = await lockAndHoldLate(
    tx,
    onTime.flatMap(({ lines }) => lines),
    late.map(({ lines }) => lines),
  );
  const again = late.filter((_, at) => isHeldAgain[at]);
  const refused = [...late.filter((_, at) => !isHeldAgain[at]), ...calledOff];
  for (const one of onTime) settled.set(one, 'paid');
  for (const one of again) settled.set(one, 'late-held');
  for (const one of refused) settled.set(one, 'late-refunded');
  await setPaymentsPaid(
    tx,
    fresh.map(({ report, payment, group }) => ({
      paymentId: payment.paymentId,
      providerRef: report.providerRef,
      paidAt: report.paidAt,
      late: group.state !== 'awaiting-payment',
    })),
  );
  await commit(tx, [...onTime, ...again]);
  await refuse(tx, refused);
  return settled;
}

/** Held → firm. A pool that was cut off meanwhile loses its lines: their money goes back, the rest of the order stands. */
async function commit(tx: Tx, orders: readonly Fresh[]): Promise<void> {
  if (orders.length === 0) return;
  const lines = orders.flatMap((order) => order.lines);
  const idsOf = (isPool: boolean) =>
    lines.flatMap((line) => ((line.poolId !== null) === isPool ? [line.orderLineId] : []));
  const shelf = await commitHolds(tx, idsOf(false));
  const pooled = await payCommitments(tx, idsOf(true));
  const lost = new Set([...shelf.lost, ...pooled.lost]);
  await setLinesPaid(
    tx,
    lines.map((line) => line.orderLineId),
  );
  await setGroupStates(
    tx,
    orders.map(({ group }) => ({ orderGroupId: group.orderGroupId, state: 'paid' })),
  );
  await announce(
    tx,
    orders.map((order) => newsOf(tx, order, order.lines)),
  );
  if (lost.size === 0) return;
  await endLines(
    tx,
    { orderLineIds: [...lost], from: ['ready', 'waiting-pool'], to: 'refunded' },
    orders.flatMap((order) => {
      const gone = order.lines.filter((line) => lost.has(line.orderLineId));
      return gone.length > 0 ? [draftOf(order, gone)] : [];
    }),
  );
}

/** The money came and goes back: the order stays as it is, the books see both. */
async function refuse(tx: Tx, orders: readonly Fresh[]): Promise<void> {
  if (orders.length === 0) return;
  await announce(
    tx,
    orders.map((order) => newsOf(tx, order, [])),
  );
  const orderLineIds = orders.flatMap(({ lines }) => lines.map((line) => line.orderLineId));
  await endLines(
    tx,
    { orderLineIds, from: ['released'], to: 'refunded' },
    orders.map((order) => draftOf(order, order.lines)),
  );
}

function draftOf({ group }: Fresh, lines: readonly Line[]): RefundDraft {
  return {
    orderGroupId: group.orderGroupId,
    reason: 'late-payment',
    cause: 'late-payment',
    feeFen: 0n,
    lines: lines.map((line) => ({
      orderLineId: line.orderLineId,
      quantity: line.quantity,
      amountFen: line.amountFen,
    })),
  };
}

/** `order-paid` without lines is money that came too late and is on its way back. */
function newsOf(tx: Tx, { group }: Fresh, lines: readonly Line[]) {
  const { orderGroupId, memberId, totalFen, deliveryFeeFen } = group;
  const late = group.state !== 'awaiting-payment';
  return orderNews('order-paid', {
    orderGroupId,
    memberId,
    at: tx.now,
    totalFen,
    deliveryFeeFen,
    late,
    lines,
  });
}
