import type { Fact } from '../../engines/db/outbox.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Line } from './tables.ts';

/** Every fact of an order is numbered along its group: readers get them in order. */
function ofOrder(kind: string, orderGroupId: string, payload: Record<string, unknown>): Fact {
  return { kind, aggregate: 'order', aggregateId: orderGroupId, payload: { orderGroupId, ...payload } };
}

type FactLine = Pick<
  Line,
  | 'orderLineId'
  | 'variantId'
  | 'poolId'
  | 'sellerShopId'
  | 'roomShopId'
  | 'sessionId'
  | 'sharerMemberId'
  | 'quantity'
  | 'unitPriceFen'
  | 'amountFen'
>;

interface OrderNews {
  readonly orderGroupId: string;
  readonly memberId: string;
  readonly at: Date;
  readonly totalFen: Fen;
  readonly deliveryFeeFen: Fen;
  /** Paid after the hold had expired, and held again. */
  readonly late: boolean;
  readonly lines: readonly FactLine[];
}

/** `order-placed`: everything is held. `order-paid`: the money is there and the lines are firm. */
export function orderNews(kind: 'order-placed' | 'order-paid', news: OrderNews): Fact {
  const { orderGroupId, memberId, at, totalFen, deliveryFeeFen, late, lines } = news;
  return ofOrder(kind, orderGroupId, {
    memberId,
    at: at.toISOString(),
    totalFen,
    deliveryFeeFen,
    late,
    lines: lines.map((line) => ({
      orderLineId: line.orderLineId,
      variantId: line.variantId,
      poolId: line.poolId,
      sellerShopId: line.sellerShopId,
      roomShopId: line.roomShopId,
      sessionId: line.sessionId,
      sharerMemberId: line.sharerMemberId,
      quantity: line.quantity,
      unitPriceFen: line.unitPriceFen,
      amountFen: line.amountFen,
    })),
  });
}

/** Not paid in time: nothing is held any more. */
export function orderExpired(orderGroupId: string, orderLineIds: readonly string[]): Fact {
  return ofOrder('order-expired', orderGroupId, { orderLineIds });
}
/** Called off by the shopper, before or after paying. */
export function orderCancelled(orderGroupId: string, orderLineIds: readonly string[]): Fact {
  return ofOrder('order-cancelled', orderGroupId, { orderLineIds });
}
/** Money is owed back from this moment on. A quantity of 0 gives back money, not pieces. */
export function orderRefunded(refund: {
  readonly refundId: string;
  readonly orderGroupId: string;
  readonly reason: string;
  /** All of it: the lines and the delivery fee. */
  readonly amountFen: Fen;
  readonly deliveryFeeFen: Fen;
  readonly lines: readonly { orderLineId: string; quantity: number; amountFen: Fen }[];
}): Fact {
  const { orderGroupId, ...payload } = refund;
  return ofOrder('order-refunded', orderGroupId, payload);
}
/** The provider gave it back, or refused for good. */
export function refundSettled(orderGroupId: string, refundId: string, state: 'succeeded' | 'failed'): Fact {
  return ofOrder('refund-settled', orderGroupId, { refundId, state });
}
