import { randomBytes } from 'node:crypto';

export interface Transaction {
  readonly outTradeNo: string;
  readonly prepayId: string;
  readonly totalFen: number;
  readonly description: string;
  readonly notifyUrl: string;
  readonly expiresAt: Date;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED';
  transactionId: string | null;
  paidAt: Date | null;
}

export interface Refund {
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly refundFen: number;
  readonly notifyUrl: string;
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL';
}

/** The provider's no, as WeChat words it. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Forgets the oldest beyond this many of each: it is a simulator, not an archive. */
const keptMax = 100_000;
const partialRefundsMax = 50;

type Order = Pick<Transaction, 'outTradeNo' | 'totalFen' | 'description' | 'notifyUrl' | 'expiresAt'>;
type RefundOrder = Pick<Refund, 'outTradeNo' | 'outRefundNo' | 'refundFen' | 'notifyUrl'> & {
  readonly totalFen: number;
};

/** What the simulated provider knows. In memory: a restart forgets everything, as its users are told. */
export interface Ledger {
  readonly transactions: Map<string, Transaction>;
  readonly byPrepayId: Map<string, Transaction>;
  readonly refunds: Map<string, Refund>;
}

export function openLedger(): Ledger {
  return { transactions: new Map(), byPrepayId: new Map(), refunds: new Map() };
}

/** The same order again gives the same cashier; another amount under its number is refused. */
export function prepay({ transactions, byPrepayId }: Ledger, order: Order): Transaction {
  const earlier = transactions.get(order.outTradeNo);
  if (earlier) {
    if (earlier.totalFen !== order.totalFen)
      throw new Fault(400, 'INVALID_REQUEST', '同一订单号的金额不能改');
    if (earlier.state === 'SUCCESS') throw new Fault(400, 'ORDERPAID', '该订单已支付');
    if (earlier.state === 'CLOSED') throw new Fault(400, 'ORDER_CLOSED', '订单已关闭');
    return earlier;
  }
  if (order.totalFen < 1) throw new Fault(400, 'PARAM_ERROR', '金额至少 1 分');
  const fresh: Transaction = {
    ...order,
    prepayId: `wx${randomBytes(16).toString('hex')}`,
    state: 'NOTPAY',
    transactionId: null,
    paidAt: null,
  };
  transactions.set(fresh.outTradeNo, fresh);
  byPrepayId.set(fresh.prepayId, fresh);
  const oldest = transactions.values().next().value!;
  if (transactions.size > keptMax) {
    transactions.delete(oldest.outTradeNo);
    byPrepayId.delete(oldest.prepayId);
  }
  return fresh;
}

/** @param isForced also after the expiry or the close: money that comes late */
export function markPaid(transaction: Transaction, now: Date, isForced = false): void {
  if (transaction.state === 'SUCCESS') throw new Fault(400, 'ORDERPAID', '该订单已支付');
  const isOver = transaction.state === 'CLOSED' || transaction.expiresAt <= now;
  if (isOver && !isForced) throw new Fault(400, 'ORDER_CLOSED', '订单已关闭');
  transaction.state = 'SUCCESS';
  transaction.transactionId = `42000${now.getTime()}${randomBytes(5).toString('hex')}`;
  transaction.paidAt = now;
}

export function markClosed(transaction: Transaction): void {
  if (transaction.state === 'SUCCESS') throw new Fault(400, 'ORDERPAID', '该订单已支付');
  transaction.state = 'CLOSED';
}

/** A payment it has forgotten is taken on trust: after a restart shoppers still get their money back. */
export function refund({ transactions, refunds }: Ledger, order: RefundOrder): Refund {
  const earlier = refunds.get(order.outRefundNo);
  if (earlier) {
    if (earlier.refundFen !== order.refundFen)
      throw new Fault(400, 'INVALID_REQUEST', '同一退款单号的金额不能改');
    return earlier;
  }
  const transaction = transactions.get(order.outTradeNo);
  if (transaction && transaction.state !== 'SUCCESS') throw new Fault(400, 'INVALID_REQUEST', '订单未支付');
  const totalFen = transaction?.totalFen ?? order.totalFen;
  const others = [...refunds.values()].filter(
    ({ outTradeNo, status }) => outTradeNo === order.outTradeNo && status !== 'ABNORMAL',
  );
  const refundedFen = others.reduce((sum, { refundFen }) => sum + refundFen, 0);
  if (refundedFen + order.refundFen > totalFen)
    throw new Fault(400, 'INVALID_REQUEST', '退款金额大于支付金额');
  if (others.length >= partialRefundsMax) throw new Fault(400, 'INVALID_REQUEST', '部分退款次数超过 50 次');
  const { totalFen: _, ...fields } = order;
  const fresh: Refund = {
    ...fields,
    refundId: `50300${randomBytes(8).toString('hex')}`,
    status: 'PROCESSING',
  };
  refunds.set(fresh.outRefundNo, fresh);
  if (refunds.size > keptMax) refunds.delete(refunds.keys().next().value!);
  return fresh;
}
