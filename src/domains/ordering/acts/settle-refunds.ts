import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refundSettled } from '../facts.ts';
import { setPaymentsRefunded } from '../store/payments.ts';
import {
  bundleDueRefunds,
  settleBundles,
  takeDueBundles,
  type Bundle,
  type BundleOutcome,
} from '../store/refunds.ts';

/** Provider refunds sent in one round; each is a network call. */
const bundlesPerRound = 20;
/** About a day of attempts an hour apart at the end; then people have to look. */
const attemptsMax = 30;

/** What is to be sent to the provider now. Send it outside of this transaction, then tell `settleRefunds`. */
export async function takeDueRefunds(tx: Tx): Promise<Bundle[]> {
  await bundleDueRefunds(tx, bundlesPerRound);
  return takeDueBundles(tx, bundlesPerRound);
}

/** What the provider answers or reports, in the words of the store. */
export function outcomeOf(report: {
  readonly outRefundNo: string;
  readonly state: 'processing' | 'succeeded' | 'failed';
}): BundleOutcome {
  const state = report.state === 'processing' ? 'requested' : report.state;
  return { sentAs: report.outRefundNo, state, error: state === 'failed' ? '支付通道退款失败' : null };
}

/** Keeps what became of provider refunds, told by their answer or their callback, in any order and repeatedly. */
export async function settleRefunds(tx: Tx, outcomes: readonly BundleOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const settled = await settleBundles(tx, outcomes, attemptsMax);
  const succeeded = settled.filter(({ state }) => state === 'succeeded');
  if (succeeded.length > 0) {
    await setPaymentsRefunded(tx, [...new Set(succeeded.map(({ paymentId }) => paymentId))]);
  }
  await announce(
    tx,
    settled.map(({ orderGroupId, refundId, state }) => refundSettled(orderGroupId, refundId, state)),
  );
}
