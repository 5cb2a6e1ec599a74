import { contract } from '../../contract/index.ts';
import type { Output } from '../../contract/endpoint.ts';
import {
  allianceOfTradeNo,
  cancelOrder,
  findMyPayment,
  getCart,
  getGoods,
  getMyOrder,
  getOrder,
  keepPayUrl,
  listGoods,
  listMyOrders,
  listOrders,
  listSlots,
  openPayment,
  putInCart,
  setCartQuantity,
  outcomeOf,
  settleRefunds,
  type ReadExtras,
} from '../domains/ordering/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import { newId } from '../engines/ids.ts';
import { PayFailure, type PayEngine } from '../engines/pay/port.ts';
import type { Clock } from '../kernel/clock.ts';
import { Refusal, refuseUnless } from '../kernel/refusal.ts';
import type { Intake } from './intake.ts';
import { act, batch, read, saga, type Call, type Door, type SagaRun } from './route.ts';

export interface OrderingDeps {
  readonly intake: Intake;
  readonly pay: PayEngine;
  /** For refund callbacks, which name their alliance themselves. */
  readonly funnel: Funnel;
  readonly clock: Clock;
  /** What fulfilment knows of orders: it stands above ordering, so the edge brings the two together. */
  readonly readExtras: ReadExtras;
}

const { ordering } = contract;

export function orderingDoors(deps: OrderingDeps): Door[] {
  const { readExtras } = deps;
  return [
    read(ordering.listGoods, listGoods),
    read(ordering.getGoods, getGoods),
    read(ordering.getCart, getCart),
    act(ordering.putInCart, async (tx, input) => {
      await putInCart(tx, input);
      return getCart(tx);
    }),
    act(ordering.setCartQuantity, async (tx, input) => {
      await setCartQuantity(tx, input);
      return getCart(tx);
    }),
    read(ordering.listSlots, listSlots),
    batch(ordering.placeOrder, ({ allianceId, actor }, input, call) => {
      refuseUnless(actor, 'sign-in-needed');
      const idempotencyKey = call.idempotencyKey ?? newId();
      return deps.intake.placeOrder(allianceId, { ...input, memberId: actor.memberId, idempotencyKey });
    }),
    saga(ordering.prepay, (run, input, call) => prepay(deps, run, input, call)),
    saga(ordering.checkPayment, (run, input) => checkPayment(deps, run, input)),
    batch(ordering.paymentCallback, (_scope, _input, call) => takeCallback(deps, call)),
    act(ordering.cancelOrder, async (tx, input) => {
      await cancelOrder(tx, input);
      return getMyOrder(tx, input, readExtras);
    }),
    read(ordering.listMyOrders, (db, input) => listMyOrders(db, input, readExtras)),
    read(ordering.getMyOrder, (db, input) => getMyOrder(db, input, readExtras)),
    read(ordering.listOrders, listOrders),
    read(ordering.getOrder, (db, input) => getOrder(db, input, readExtras)),
  ];
}

/** Transaction → network → transaction. A lost answer does no harm: the provider knows the order by its number. */
async function prepay(
  { pay, intake }: OrderingDeps,
  run: SagaRun,
  { orderGroupId }: { orderGroupId: string },
  call: Call,
): Promise<Output<typeof ordering.prepay>> {
  const payment = await run.transact((tx) => openPayment(tx, orderGroupId));
  const { paymentId, outTradeNo, amountFen, payBy, number } = payment;
  if (amountFen === 0n) {
    // A gift: there is nothing to collect. The shopper goes straight to the page that a cashier comes back to.
    await intake.completePayment(run.scope.allianceId, { ...payment, providerRef: null, paidAt: null });
    return { outTradeNo, payUrl: `/pay/${orderGroupId}`, amountFen, payBy };
  }
  if (payment.payUrl !== null) return { outTradeNo, payUrl: payment.payUrl, amountFen, payBy };
  const { payUrl } = await orRefuse(
    pay.prepay({
      outTradeNo,
      amountFen,
      description: `联播订单 ${number}`,
      payBy,
      visitorHost: hostOf(call),
    }),
  );
  await run.transact((tx) => keepPayUrl(tx, paymentId, payUrl));
  return { outTradeNo, payUrl, amountFen, payBy };
}

function hostOf({ headers }: Call): string | null {
  const { host } = headers;
  return typeof host === 'string' && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname
    : null;
}

/** The shopper is back: asks the provider when nobody has told us yet. */
async function checkPayment(
  { pay, intake }: OrderingDeps,
  run: SagaRun,
  { orderGroupId }: { orderGroupId: string },
): Promise<Output<typeof ordering.checkPayment>> {
  const payment = await run.read((db) => findMyPayment(db, orderGroupId));
  if (!payment) return { state: 'pending' };
  if (payment.state !== 'pending') return { state: payment.state };
  const report = await orRefuse(pay.query(payment.outTradeNo));
  if (report?.state !== 'paid') return { state: report?.state === 'closed' ? 'closed' : 'pending' };
  const outcome = await intake.completePayment(run.scope.allianceId, report);
  if (outcome === 'amount-mismatch' || outcome === 'unknown') throw new Refusal('payment-failed');
  return { state: outcome === 'late-refunded' ? 'refunded' : 'paid' };
}

/**
 * The provider calls back, perhaps twice, late or out of order. Verified on the raw bytes; the number says which
 * alliance it is for. Anything but a 2xx makes the provider call again.
 */
async function takeCallback(
  { pay, clock, intake, funnel }: OrderingDeps,
  call: Call,
): Promise<Record<string, never>> {
  const report = pay.parseCallback(call.rawBody ?? Buffer.alloc(0), call.headers, clock.now());
  const allianceId = allianceOfTradeNo(report.kind === 'payment' ? report.outTradeNo : report.outRefundNo);
  if (allianceId === null) throw new Refusal('not-found');
  if (report.kind === 'refund') {
    await funnel.transact({ allianceId, actor: null }, (tx) => settleRefunds(tx, [outcomeOf(report)]));
    return {};
  }
  if (report.state !== 'paid') return {};
  const outcome = await intake.completePayment(allianceId, report);
  if (outcome === 'unknown') throw new Refusal('not-found');
  if (outcome === 'amount-mismatch') throw new Refusal('amount-mismatch');
  return {};
}

async function orRefuse<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PayFailure) throw new Refusal('payment-failed');
    throw error;
  }
}
