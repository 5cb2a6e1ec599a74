import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import {
  completePayments,
  placeOrders,
  type OrderAnswer,
  type OrderReceipt,
  type OrderRequest,
  type PaidOutcome,
  type PaidReport,
} from '../domains/ordering/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import { createBatcher } from './batcher.ts';

/** The only way in for orders and payments: each alliance has one batch of each under way at a time. */
export interface Intake {
  /** @throws Refusal as declared for placeOrder; `busy` when too many wait */
  placeOrder(allianceId: string, request: Omit<OrderRequest, 'inputHash'>): Promise<OrderReceipt>;
  /** The same report from several sides at one time is settled once. */
  completePayment(allianceId: string, report: PaidReport): Promise<PaidOutcome>;
  /** Resolves when nothing waits or runs. */
  drain(): Promise<void>;
}

/**
 * @param funnel with connections of its own: a flood of orders must not take those of everybody else
 */
export function openIntake(funnel: Funnel, logger: Pick<Logger, 'warn'>): Intake {
  const orders = createBatcher<OrderRequest, OrderAnswer>({
    run: (allianceId, requests) =>
      funnel.transact({ allianceId, actor: null }, (tx) => placeOrders(tx, requests)),
  });
  const payments = createBatcher<PaidReport, PaidOutcome>({
    run: (allianceId, reports) =>
      funnel.transact({ allianceId, actor: null }, (tx) => completePayments(tx, reports)),
  });
  return {
    async placeOrder(allianceId, request) {
      const inputHash = hashInput({
        lines: request.lines,
        fulfil: request.fulfil,
        couponId: request.couponId,
      });
      const key = `${request.memberId} ${request.idempotencyKey} ${inputHash}`;
      const answer = await orders.submit(allianceId, key, { ...request, inputHash });
      if (answer.kind === 'refused') throw answer.refusal;
      return answer.order;
    },
    async completePayment(allianceId, report) {
      const key = `${report.outTradeNo} ${report.amountFen}`;
      const outcome = await payments.submit(allianceId, key, report);
      if (outcome === 'amount-mismatch' || outcome === 'unknown') {
        const { outTradeNo, amountFen, providerRef } = report;
        logger.warn({ outTradeNo, amountFen: String(amountFen), providerRef, outcome }, 'payment refused');
      }
      return outcome;
    },
    async drain() {
      await Promise.all([orders.drain(), payments.drain()]);
    },
  };
}

/** The binder decodes with a fixed schema, so equal inputs have equal property order. */
function hashInput(input: unknown): string {
  const text = JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return createHash('sha256').update(text).digest('base64url');
}
