import type { Fen } from '../../kernel/money.ts';
import type { GroupState, LineState } from './rules/line-state.ts';

/** Rows as the statements of this domain take and return them: columns renamed to the words of the product. */

export interface NewGroup {
  readonly orderGroupId: string;
  readonly memberId: string;
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly totalFen: Fen;
  readonly deliveryFeeFen: Fen;
  readonly pieceCount: number;
  readonly payBy: Date;
}

export interface PlacedGroup {
  readonly orderGroupId: string;
  readonly number: string;
}

export interface AddressSnapshot {
  readonly contactName: string;
  readonly phone: string;
  readonly building: string;
  readonly room: string;
  readonly detail: string;
  readonly lng: number;
  readonly lat: number;
}

/** How an order reaches its buyer, as decided at checkout. */
export interface Fulfil {
  readonly kind: 'pickup' | 'delivery';
  readonly pickupShopId: string | null;
  readonly address: AddressSnapshot | null;
  readonly slotStart: Date | null;
  readonly slotEnd: Date | null;
}

export interface NewShopOrder {
  readonly shopOrderId: string;
  readonly orderGroupId: string;
  readonly position: number;
  readonly sellerShopId: string;
  readonly fulfil: Fulfil;
  readonly deliveryFeeFen: Fen;
  readonly goodsFen: Fen;
}

export interface NewLine {
  readonly orderLineId: string;
  readonly orderGroupId: string;
  readonly shopOrderId: string;
  readonly memberId: string;
  readonly variantId: string;
  readonly poolId: string | null;
  readonly locationId: string | null;
  readonly sellerShopId: string;
  readonly sessionId: string | null;
  readonly roomShopId: string | null;
  readonly sharerMemberId: string | null;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  /** What the shopper pays for the line: unit price × quantity − discount. */
  readonly amountFen: Fen;
  readonly discountFen: Fen;
  readonly couponId: string | null;
  /** The round of limited flash pieces it was sold from. */
  readonly flashRound: string | null;
  readonly commissionRule: string;
  readonly commissionBps: number;
}

export interface Line extends NewLine {
  readonly servedQuantity: number;
  readonly refundedFen: Fen;
  readonly actualGram: number | null;
  readonly state: LineState;
  readonly placedAt: Date;
  readonly paidAt: Date | null;
  readonly doneAt: Date | null;
}

export interface Group {
  readonly orderGroupId: string;
  readonly number: string;
  readonly memberId: string;
  readonly state: GroupState;
  readonly totalFen: Fen;
  readonly deliveryFeeFen: Fen;
  readonly feeRefundedFen: Fen;
  readonly pieceCount: number;
  /** Version of the rule book it was placed under. */
  readonly ruleVersion: number;
  readonly placedAt: Date;
  readonly payBy: Date;
  readonly paidAt: Date | null;
}

export type PaymentState = 'pending' | 'paid' | 'closed' | 'refunded';
export interface Payment {
  readonly paymentId: string;
  readonly orderGroupId: string;
  readonly outTradeNo: string;
  readonly amountFen: Fen;
  readonly state: PaymentState;
  readonly payUrl: string | null;
  readonly late: boolean;
}
