import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { orderRefunded } from '../facts.ts';
import { addFeeRefunds, lockGroups } from '../store/groups.ts';
import { findLines } from '../store/lines.ts';
import { findPaymentsOfGroups } from '../store/payments.ts';
import { insertRefundLines, insertRefunds } from '../store/refunds.ts';
import { outRefundNo } from './trade-number.ts';

/** Money to go back to one order for one cause. */
export interface RefundDraft {
  readonly orderGroupId: string;
  /** Why, in a word that settlement knows: cancelled, pool-failed, better-tier, short-delivery, bad-fruit … */
  readonly reason: string;
  /** Says which happening: the same cause for the same order is refunded once, however often it is asked for. */
  readonly cause: string;
  /** The part that is delivery fee. */
  readonly feeFen: Fen;
  readonly lines: readonly {
    readonly orderLineId: string;
    readonly quantity: number;
    readonly amountFen: Fen;
  }[];
}

/** Weighed differences of one picking round come one by one; they wait this long for each other and travel together. */
const gatherSeconds: Readonly<Record<string, number>> = { 'weight-difference': 120 };

/**
 * Writes refunds and announces them: from here on the money is owed and the clockwork sends it. Drafts of nothing are
 * left out. Expects the groups locked and paid. Returns the refunds that are new.
 *
 * @throws Refusal refund-over-paid when a line would get back more than was paid for it
 */
export async function writeRefunds(tx: Tx, drafts: readonly RefundDraft[]): Promise<RefundDraft[]> {
  const sized = drafts
    .map((draft) => {
      const lines = draft.lines.filter(({ amountFen }) => amountFen > 0n);
      const amountFen = lines.reduce((sum, line) => sum + line.amountFen, draft.feeFen);
      return { ...draft, lines, amountFen, refundId: tx.newId() };
    })
    .filter(({ amountFen }) => amountFen > 0n);
  if (sized.length === 0) return [];
  const payments = new Map(
    (
      await findPaymentsOfGroups(
        tx,
        sized.map(({ orderGroupId }) => orderGroupId),
      )
    ).map((payment) => [payment.orderGroupId, payment]),
  );
  const newIds = new Set(
    await insertRefunds(
      tx,
      sized.map(({ refundId, orderGroupId, reason, cause, amountFen, feeFen }) => {
        const payment = payments.get(orderGroupId);
        if (!payment) throw new Error(`A refund of order ${orderGroupId}, which has no payment`);
        return {
          refundId,
          paymentId: payment.paymentId,
          orderGroupId,
          outRefundNo: outRefundNo(payment.outTradeNo, cause),
          reason,
          amountFen,
          feeFen,
          sendAfter: addSeconds(tx.now, gatherSeconds[reason] ?? 0),
        };
      }),
    ),
  );
  const fresh = sized.filter(({ refundId }) => newIds.has(refundId));
  const tooMuch = { order_line_refund_bounded: overPaid, order_group_fee_refund_bounded: overPaid };
  const lines = fresh.flatMap((refund) =>
    refund.lines.map((line) => ({ ...line, refundId: refund.refundId })),
  );
  if (lines.length > 0) await refuseOnConstraint(insertRefundLines(tx, lines), tooMuch);
  const fees = fresh.filter(({ feeFen }) => feeFen > 0n);
  if (fees.length > 0) await refuseOnConstraint(addFeeRefunds(tx, fees), tooMuch);
  await announce(
    tx,
    fresh.map(({ feeFen, ...refund }) =>
      orderRefunded({
        refundId: refund.refundId,
        orderGroupId: refund.orderGroupId,
        reason: refund.reason,
        amountFen: refund.amountFen,
        deliveryFeeFen: feeFen,
        lines: refund.lines,
      }),
    ),
  );
  return fresh;
}

function overPaid(): Refusal {
  return new Refusal('refund-over-paid', { paid: '' });
}

/** Asked for by fulfilment (claims): pieces or money of single lines go back. */
export interface RefundRequest {
  readonly orderLineId: string;
  readonly amountFen: Fen;
  readonly quantity: number;
  readonly reason: string;
}

/**
 * Refunds parts of paid lines, one refund per order and reason.
 *
 * @throws Refusal refund-over-paid
 */
export async function requestRefunds(tx: Tx, requests: readonly RefundRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const found = await findLines(
    tx,
    requests.map(({ orderLineId }) => orderLineId),
  );
  const groups = await lockGroups(
    tx,
    found.map(({ orderGroupId }) => orderGroupId),
  );
  refuseUnless(
    groups.every(({ paidAt }) => paidAt !== null),
    'refund-over-paid',
    { paid: '0.00' },
  );
  const lines = new Map(found.map((line) => [line.orderLineId, line]));
  const drafts = new Map<string, RefundDraft>();
  for (const { orderLineId, reason, amountFen, quantity } of requests) {
    const line = lines.get(orderLineId);
    if (!line) throw new Refusal('not-found', {}, 'orderLineId');
    const keptFen = line.amountFen - line.refundedFen;
    refuseUnless(amountFen <= keptFen, 'refund-over-paid', { paid: yuan(keptFen) }, 'refundFen');
    const key = `${line.orderGroupId} ${reason}`;
    const draft = drafts.get(key);
    drafts.set(key, {
      orderGroupId: line.orderGroupId,
      reason,
      // What was refunded before makes a second refund of a line for the same reason another one.
      cause: `${draft?.cause ?? reason} ${orderLineId}@${line.refundedFen}`,
      feeFen: 0n,
      lines: [...(draft?.lines ?? []), { orderLineId, quantity, amountFen }],
    });
  }
  await writeRefunds(tx, [...drafts.values()]);
}

function yuan(amountFen: Fen): string {
  return `${amountFen / 100n}.${String(amountFen % 100n).padStart(2, '0')}`;
}
