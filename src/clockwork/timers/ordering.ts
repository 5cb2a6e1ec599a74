import {
  closePayment,
  expireHolds,
  expiryBatch,
  outcomeOf,
  settleRefunds,
  takeDueRefunds,
  takePaymentsToCheck,
  type BundleOutcome,
  type DuePayment,
} from '../../domains/ordering/index.ts';
import type { Intake } from '../../edge/intake.ts';
import type { Scope } from '../../engines/db/tx.ts';
import { PayFailure, type PayEngine } from '../../engines/pay/port.ts';
import type { ClockworkDeps, Timer } from '../timer.ts';

export interface OrderingTimerParts {
  readonly intake: Intake;
  readonly pay: PayEngine;
}

/** Unpaid goods come back within this many seconds of their time. */
const expireEverySeconds = 2;
const checkEverySeconds = 5;
const refundEverySeconds = 2;

/** Work of orders that comes round: holds expire, payments nobody reported are asked for, refunds are sent. */
export function orderingTimers(parts: OrderingTimerParts): Timer[] {
  return [
    {
      name: 'expire-holds',
      everySeconds: expireEverySeconds,
      run: (deps) => eachAlliance(deps, (scope) => expireAll(deps, scope)),
    },
    {
      name: 'check-payments',
      everySeconds: checkEverySeconds,
      run: (deps) => eachAlliance(deps, (scope) => checkPayments(deps, parts, scope)),
    },
    {
      name: 'send-refunds',
      everySeconds: refundEverySeconds,
      run: (deps) => eachAlliance(deps, (scope) => sendRefunds(deps, parts.pay, scope)),
    },
  ];
}

/** One alliance after the other; one that fails does not keep the others from their turn. */
async function eachAlliance(deps: ClockworkDeps, work: (scope: Scope) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const allianceId of await deps.listAlliances()) {
    try {
      await work({ allianceId, actor: null });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} alliances failed`);
}

async function expireAll({ funnel }: ClockworkDeps, scope: Scope): Promise<void> {
  while ((await funnel.transact(scope, expireHolds)) === expiryBatch);
}

/** Asks the provider about payments that nobody reported: what is paid is completed, what belongs to a dead order closed. */
export async function checkPayments(
  deps: Pick<ClockworkDeps, 'funnel'>,
  parts: OrderingTimerParts,
  scope: Scope,
): Promise<void> {
  for (const payment of await deps.funnel.transact(scope, takePaymentsToCheck)) {
    try {
      await checkPayment(deps, parts, scope, payment);
    } catch (error) {
      if (!(error instanceof PayFailure)) throw error;
      if (error.isPassing) return; // the provider is away: everybody's next check comes by itself
    }
  }
}

async function checkPayment(
  { funnel }: Pick<ClockworkDeps, 'funnel'>,
  { intake, pay }: OrderingTimerParts,
  scope: Scope,
  { paymentId, outTradeNo, groupState }: DuePayment,
): Promise<void> {
  const report = await pay.query(outTradeNo);
  if (report?.state === 'paid') {
    await intake.completePayment(scope.allianceId, report);
    return;
  }
  if (groupState === 'awaiting-payment') return;
  // Paid in this very moment? Then the provider refuses to close and the next check completes it.
  await pay.close(outTradeNo);
  await funnel.transact(scope, (tx) => closePayment(tx, paymentId));
}

/** Sends what is due. A provider that does not answer is asked again later; one that says no has said it for good. */
export async function sendRefunds(
  { funnel }: Pick<ClockworkDeps, 'funnel'>,
  pay: PayEngine,
  scope: Scope,
): Promise<void> {
  const outcomes: BundleOutcome[] = [];
  for (const { sentAs, ...order } of await funnel.transact(scope, takeDueRefunds)) {
    try {
      outcomes.push(outcomeOf(await pay.refund({ ...order, outRefundNo: sentAs })));
    } catch (error) {
      if (!(error instanceof PayFailure)) throw error;
      outcomes.push({ sentAs, state: error.isPassing ? 'requested' : 'failed', error: error.message });
      if (error.isPassing) break;
    }
  }
  await funnel.transact(scope, (tx) => settleRefunds(tx, outcomes));
}
