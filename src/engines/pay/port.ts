import type { Fen } from '../../kernel/money.ts';

/** What the provider is asked to collect. */
export interface PaymentOrder {
  /** Ours, unique for ever, 6–32 of [0-9A-Za-z_-|*]. */
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  /** What the shopper reads at the cashier; at most 127 characters. */
  readonly description: string;
  /** The provider takes no money after this instant (it may still be late by a minute). */
  readonly payBy: Date;
  /** Host name under which the shopper's browser sees us; a cashier beside us answers under the same one. */
  readonly visitorHost: string | null;
}

export interface PaymentReport {
  readonly kind: 'payment';
  readonly outTradeNo: string;
  readonly state: 'pending' | 'paid' | 'closed';
  readonly amountFen: Fen;
  /** The provider's own number, once paid. */
  readonly providerRef: string | null;
  readonly paidAt: Date | null;
}

export interface RefundOrder {
  readonly outTradeNo: string;
  /** Ours, at most 64 characters: asking twice under one number refunds once. */
  readonly outRefundNo: string;
  readonly amountFen: Fen;
  /** The whole payment that a part of is given back. */
  readonly totalFen: Fen;
  readonly reason: string;
}

export interface RefundReport {
  readonly kind: 'refund';
  readonly outRefundNo: string;
  readonly state: 'processing' | 'succeeded' | 'failed';
}

/** A payment provider. Every method but `parseCallback` goes over the network: never call it inside a transaction. */
export interface PayEngine {
  /** @returns where the shopper pays. @throws PayFailure */
  prepay(order: PaymentOrder): Promise<{ readonly payUrl: string }>;
  /** Null when the provider has never heard of it. */
  query(outTradeNo: string): Promise<PaymentReport | null>;
  /** After this nobody can pay it. Closing what is closed or unknown is fine. @throws PayFailure when it is paid */
  close(outTradeNo: string): Promise<void>;
  /** Accepted, not done: the outcome comes by callback or `queryRefund`. */
  refund(order: RefundOrder): Promise<RefundReport>;
  queryRefund(outRefundNo: string): Promise<RefundReport | null>;
  /**
   * Verifies and reads a callback from its raw bytes.
   * @throws Refusal `bad-signature`
   */
  parseCallback(
    rawBody: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    now: Date,
  ): PaymentReport | RefundReport;
}

/** The provider said no, or did not answer. */
export class PayFailure extends Error {
  /** The provider's code, or "UNREACHABLE". */
  readonly code: string;
  /** Asking again can change the answer. */
  readonly isPassing: boolean;

  constructor(code: string, isPassing: boolean, message: string, cause?: unknown) {
    super(`${code}: ${message}`, { cause });
    this.name = 'PayFailure';
    this.code = code;
    this.isPassing = isPassing;
  }
}
