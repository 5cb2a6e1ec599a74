import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { isAuthorized, type Key } from '../wire.ts';
import { finishRefund, type SimulatorWorld } from './control.ts';
import { Fault, markClosed, prepay, refund, type Refund, type Transaction } from './ledger.ts';

const tradeNo = z.string().regex(/^[\w|*-]{6,32}$/);
const url = z.url({ protocol: /^https?$/ });
const prepayOrder = z.object({
  out_trade_no: tradeNo,
  description: z.string().min(1).max(127),
  time_expire: z.iso.datetime({ offset: true }),
  notify_url: url,
  amount: z.object({ total: z.number().int() }),
});
const refundOrder = z.object({
  out_trade_no: tradeNo,
  out_refund_no: z.string().regex(/^[\w|*@-]{1,64}$/),
  reason: z.string().max(80).optional(),
  notify_url: url,
  amount: z.object({ refund: z.number().int().min(1), total: z.number().int().min(1) }),
});

/** The provider's API for merchants; null is an empty 204. */
export function answerApi(
  world: SimulatorWorld,
  key: Key,
  request: IncomingMessage,
  target: URL,
  body: string,
): object | null {
  const { method = 'GET', headers } = request;
  const path = `${target.pathname}${target.search}`;
  if (!isAuthorized(key, headers.authorization, method, path, body, world.clock.now())) {
    throw new Fault(401, 'SIGN_ERROR', '签名错误');
  }
  const route = `${method} ${target.pathname}`;
  if (route === 'POST /v3/pay/transactions/h5') return takeOrder(world, parse(prepayOrder, body));
  if (route === 'POST /v3/refund/domestic/refunds') return takeRefund(world, parse(refundOrder, body));
  const trade = /^(GET|POST) \/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/close)?$/.exec(route);
  if (trade) {
    const found = world.ledger.transactions.get(decodeURIComponent(trade[2]!));
    if (!found) throw new Fault(404, 'ORDER_NOT_EXIST', '订单不存在');
    if (!trade[3]) return describeTransaction(found);
    markClosed(found);
    return null;
  }
  const refunded = /^GET \/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(route);
  if (refunded) {
    const found = world.ledger.refunds.get(decodeURIComponent(refunded[1]!));
    if (!found) throw new Fault(404, 'ORDER_NOT_EXIST', '退款单不存在');
    return describeRefund(found);
  }
  throw new Fault(404, 'NOT_FOUND', '没有这个接口');
}

function parse<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  const parsed = schema.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  throw new Fault(400, 'PARAM_ERROR', z.prettifyError(parsed.error));
}

function takeOrder(world: SimulatorWorld, order: z.output<typeof prepayOrder>): object {
  const { prepayId } = prepay(world.ledger, {
    outTradeNo: order.out_trade_no,
    totalFen: order.amount.total,
    description: order.description,
    notifyUrl: order.notify_url,
    expiresAt: new Date(order.time_expire),
  });
  return { h5_url: `${world.url}/cashier/${prepayId}` };
}

function takeRefund(world: SimulatorWorld, order: z.output<typeof refundOrder>): object {
  const made = refund(world.ledger, {
    outTradeNo: order.out_trade_no,
    outRefundNo: order.out_refund_no,
    refundFen: order.amount.refund,
    totalFen: order.amount.total,
    notifyUrl: order.notify_url,
  });
  const answered = describeRefund(made);
  if (made.status === 'PROCESSING') finishRefund(world, made);
  return answered;
}

function describeTransaction(transaction: Transaction): object {
  return {
    out_trade_no: transaction.outTradeNo,
    trade_state: transaction.state,
    trade_type: 'MWEB',
    amount: { total: transaction.totalFen, currency: 'CNY' },
    ...(transaction.transactionId
      ? { transaction_id: transaction.transactionId, success_time: transaction.paidAt?.toISOString() }
      : {}),
  };
}

function describeRefund(made: Refund): object {
  return {
    refund_id: made.refundId,
    out_refund_no: made.outRefundNo,
    out_trade_no: made.outTradeNo,
    status: made.status,
    amount: { refund: made.refundFen, currency: 'CNY' },
  };
}
