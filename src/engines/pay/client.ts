import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { PayFailure, type PayEngine, type PaymentReport, type RefundReport } from './port.ts';
import { authorize, isSigned, unseal, type Key, type Sealed } from './wire.ts';

export interface PayClientOptions {
  /** Where the provider listens, without a slash at the end. */
  readonly baseUrl: string;
  readonly key: Key;
  /** Where the provider calls back, without a query. */
  readonly notifyUrl: string;
  readonly clock: Clock;
  /** The cashier answers under whatever host name the shopper uses for us (a simulator beside us). */
  readonly followsVisitor?: boolean;
}

/** A provider that has not answered by then counts as down; the shopper is waiting. */
const timeoutMs = 5_000;
const descriptionMax = 127;
const reasonMax = 80;

const transaction = z.object({
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.enum(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED']),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: z.object({ total: z.number().int() }),
});
const refund = z.object({
  out_refund_no: z.string(),
  status: z.enum(['SUCCESS', 'PROCESSING', 'ABNORMAL', 'CLOSED']),
});
const refundNotice = z.object({
  out_refund_no: z.string(),
  refund_status: refund.shape.status,
});

const paymentStates = { SUCCESS: 'paid', REFUND: 'paid', NOTPAY: 'pending', CLOSED: 'closed' } as const;
const refundStates = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  ABNORMAL: 'failed',
  CLOSED: 'failed',
} as const;

function paymentReport(found: z.output<typeof transaction>): PaymentReport {
  return {
    kind: 'payment',
    outTradeNo: found.out_trade_no,
    state: paymentStates[found.trade_state],
    amountFen: BigInt(found.amount.total),
    providerRef: found.transaction_id ?? null,
    paidAt: found.success_time ? new Date(found.success_time) : null,
  };
}

function refundReport(outRefundNo: string, status: keyof typeof refundStates): RefundReport {
  return { kind: 'refund', outRefundNo, state: refundStates[status] };
}

/** A client for a provider that speaks the wire format of wire.ts. */
export function openPayClient(options: PayClientOptions): PayEngine {
  const { key, notifyUrl } = options;
  const mchid = key.mchId;
  return {
    async prepay({ outTradeNo, amountFen, description, payBy, visitorHost }) {
      const answer = await call(options, 'POST', '/v3/pay/transactions/h5', {
        mchid,
        out_trade_no: outTradeNo,
        description: description.slice(0, descriptionMax),
        time_expire: payBy.toISOString(),
        notify_url: notifyUrl,
        amount: { total: Number(amountFen), currency: 'CNY' },
      });
      const url = new URL(z.object({ h5_url: z.url() }).parse(answer).h5_url);
      if (options.followsVisitor && visitorHost) url.hostname = visitorHost;
      return { payUrl: url.href };
    },
    async query(outTradeNo) {
      const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}?mchid=${mchid}`;
      const found = await unlessUnknown(call(options, 'GET', path));
      return found === null ? null : paymentReport(transaction.parse(found));
    },
    async close(outTradeNo) {
      const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}/close`;
      await unlessUnknown(call(options, 'POST', path, { mchid }));
    },
    async refund({ outTradeNo, outRefundNo, amountFen, totalFen, reason }) {
      const answer = await call(options, 'POST', '/v3/refund/domestic/refunds', {
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason: reason.slice(0, reasonMax),
        notify_url: notifyUrl,
        amount: { refund: Number(amountFen), total: Number(totalFen), currency: 'CNY' },
      });
      return refundReport(outRefundNo, refund.parse(answer).status);
    },
    async queryRefund(outRefundNo) {
      const path = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`;
      const found = await unlessUnknown(call(options, 'GET', path));
      return found === null ? null : refundReport(outRefundNo, refund.parse(found).status);
    },
    parseCallback(rawBody, headers, now) {
      if (!isSigned(key, headers, rawBody.toString('utf8'), now)) throw new Refusal('bad-signature');
      const { event_type, resource } = JSON.parse(rawBody.toString('utf8')) as {
        event_type: string;
        resource: Sealed;
      };
      const content = unseal(key, resource);
      if (event_type.startsWith('TRANSACTION.')) return paymentReport(transaction.parse(content));
      const { out_refund_no, refund_status } = refundNotice.parse(content);
      return refundReport(out_refund_no, refund_status);
    },
  };
}

/** Not known to the provider is an answer, not a failure. */
async function unlessUnknown(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PayFailure && error.code === 'ORDER_NOT_EXIST') return null;
    throw error;
  }
}

async function call(
  { baseUrl, key, clock }: PayClientOptions,
  method: 'GET' | 'POST',
  path: string,
  content?: unknown,
): Promise<unknown> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const { status, text, headers } = await send(`${baseUrl}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: authorize(key, method, path, body, clock.now()),
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...(body ? { body } : {}),
  });
  if (status >= 400) {
    const { code = `HTTP_${status}`, message = text } = read<{ code?: string; message?: string }>(text);
    throw new PayFailure(code, status >= 500 || status === 429, message);
  }
  if (!isSigned(key, headers, text, clock.now())) {
    throw new PayFailure('BAD_ANSWER', true, `${method} ${path} was answered without a valid signature`);
  }
  return text === '' ? {} : JSON.parse(text);
}

async function send(url: string, request: RequestInit) {
  try {
    const response = await fetch(url, request);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, text: await response.text(), headers };
  } catch (error) {
    throw new PayFailure('UNREACHABLE', true, `${request.method} ${url}`, error);
  }
}

function read<T extends object>(text: string): Partial<T> {
  try {
    return JSON.parse(text) as T;
  } catch {
    return {};
  }
}
