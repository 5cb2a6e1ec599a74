import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import { Fault, markPaid, type Ledger, type Refund, type Transaction } from './ledger.ts';
import type { Notice, Notifier } from './notify.ts';

export interface SimulatorWorld {
  readonly ledger: Ledger;
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** How it behaves until told otherwise: `hang` leaves refunds in process. */
  readonly modes: { refunds: 'succeed' | 'refuse' | 'hang'; api: 'up' | 'down' };
  /** Its own address, known once it listens. */
  url: string;
}

const named = z.object({ outTradeNo: z.string() });
const controls = {
  /** Somebody pays. `late`: also after expiry or close. `silent`: no callback, as if all were lost. */
  pay: named.extend({ late: z.boolean().default(false), silent: z.boolean().default(false) }),
  /** Delivers the payment's callback again, possibly spoilt; answers with the statuses it got. */
  callback: named.extend({
    times: z.number().int().min(1).max(20).default(1),
    badSignature: z.boolean().default(false),
    staleSeconds: z.number().int().default(0),
    /** Reports another amount than was paid. */
    totalFen: z.number().int().optional(),
  }),
  modes: z.object({
    refunds: z.enum(['succeed', 'refuse', 'hang']).optional(),
    api: z.enum(['up', 'down']).optional(),
  }),
};

/** POST /sim/pay, /sim/callback, /sim/modes: what tests, the job and the demo drive the provider with. */
export async function answerControl(world: SimulatorWorld, path: string, input: unknown): Promise<object> {
  if (path === '/sim/pay') {
    const { outTradeNo, late, silent } = controls.pay.parse(input);
    const transaction = find(world, outTradeNo);
    markPaid(transaction, world.clock.now(), late);
    if (!silent) world.notifier.send(noticeOfPayment(transaction));
    return { transactionId: transaction.transactionId };
  }
  if (path === '/sim/callback') {
    const { outTradeNo, times, totalFen, ...spoilt } = controls.callback.parse(input);
    const transaction = find(world, outTradeNo);
    const notice = noticeOfPayment(totalFen === undefined ? transaction : { ...transaction, totalFen });
    return {
      statuses: await Promise.all(
        Array.from({ length: times }, () => world.notifier.deliver(notice, spoilt)),
      ),
    };
  }
  if (path === '/sim/modes') return Object.assign(world.modes, controls.modes.parse(input));
  throw new Fault(404, 'NOT_FOUND', '没有这个开关');
}

function find(world: SimulatorWorld, outTradeNo: string): Transaction {
  const found = world.ledger.transactions.get(outTradeNo);
  if (!found) throw new Fault(404, 'ORDER_NOT_EXIST', '订单不存在');
  return found;
}

export function noticeOfPayment(transaction: Transaction): Notice {
  return {
    notifyUrl: transaction.notifyUrl,
    eventType: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    content: {
      out_trade_no: transaction.outTradeNo,
      transaction_id: transaction.transactionId,
      trade_state: 'SUCCESS',
      success_time: transaction.paidAt?.toISOString(),
      amount: { total: transaction.totalFen, payer_total: transaction.totalFen, currency: 'CNY' },
    },
  };
}

/** Refunds are accepted first and done a moment later, as the provider does, and reported by callback. */
export function finishRefund(world: SimulatorWorld, refund: Refund): void {
  const mode = world.modes.refunds;
  if (mode === 'hang') return;
  refund.status = mode === 'succeed' ? 'SUCCESS' : 'ABNORMAL';
  world.notifier.send({
    notifyUrl: refund.notifyUrl,
    eventType: mode === 'succeed' ? 'REFUND.SUCCESS' : 'REFUND.ABNORMAL',
    summary: mode === 'succeed' ? '退款成功' : '退款异常',
    content: {
      out_trade_no: refund.outTradeNo,
      out_refund_no: refund.outRefundNo,
      refund_id: refund.refundId,
      refund_status: refund.status,
      amount: { refund: refund.refundFen },
    },
  });
}
