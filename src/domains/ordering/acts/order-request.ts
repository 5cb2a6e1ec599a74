import type { Refusal } from '../../../kernel/refusal.ts';
import type { Fen } from '../../../kernel/money.ts';

/** One checkout as it comes to the intake. */
export interface OrderRequest {
  readonly memberId: string;
  /** Chosen by the client: the same key gives the same order. */
  readonly idempotencyKey: string;
  /** Hash of everything below: the same key with something else is refused. */
  readonly inputHash: string;
  readonly lines: readonly {
    readonly goodsKey: string;
    readonly quantity: number;
    /** The price the shopper saw. */
    readonly priceFen: Fen;
    readonly sessionId?: string | undefined;
    readonly roomShopId?: string | undefined;
    readonly shareCode?: string | undefined;
    readonly cartLineId?: string | undefined;
  }[];
  /** One coupon per checkout. */
  readonly couponId?: string | undefined;
  readonly fulfil:
    | { readonly kind: 'pickup'; readonly pickupShopId: string }
    | { readonly kind: 'delivery'; readonly addressId: string; readonly slotStart: Date };
}

export interface OrderReceipt {
  readonly orderGroupId: string;
  readonly number: string;
  readonly totalFen: Fen;
  readonly payBy: Date;
}

/** Everybody in a batch gets their own. */
export type OrderAnswer =
  | { readonly kind: 'accepted' | 'replay'; readonly order: OrderReceipt }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
