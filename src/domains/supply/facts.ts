import type { Fact } from '../../engines/db/outbox.ts';
import type { FailedReason } from './rules/event-text.ts';

/** Every fact of a pool and of its purchase order is numbered along the pool: readers get them in order. */
function ofPool(kind: string, poolId: string, payload: Record<string, unknown> = {}): Fact {
  return { kind, aggregate: 'pool', aggregateId: poolId, payload: { poolId, ...payload } };
}

/** Quantities, price or state moved: read the progress again. */
export function poolProgressed(poolId: string): Fact {
  return ofPool('pool-progressed', poolId);
}
export function poolTierReached(poolId: string, level: number): Fact {
  return ofPool('pool-tier-reached', poolId, { level });
}
/** Paid quantity crossed the threshold; the pre-order exists. */
export function poolFormed(poolId: string, purchaseOrderId: string): Fact {
  return ofPool('pool-formed', poolId, { purchaseOrderId });
}
/** Cut off; the final order exists. */
export function poolClosed(poolId: string, purchaseOrderId: string): Fact {
  return ofPool('pool-closed', poolId, { purchaseOrderId });
}
/** Everybody who paid is to be refunded. */
export function poolFailed(poolId: string, reason: FailedReason): Fact {
  return ofPool('pool-failed', poolId, { reason });
}
export function poolProlonged(poolId: string, cutOffAt: Date): Fact {
  return ofPool('pool-prolonged', poolId, { cutOffAt: cutOffAt.toISOString() });
}
export function purchaseOrderAnswered(
  poolId: string,
  purchaseOrderId: string,
  answer: 'confirm' | 'short' | 'decline',
  quantity: number,
): Fact {
  return ofPool('purchase-order-answered', poolId, { purchaseOrderId, answer, quantity });
}
/** `shortQuantity`: ordered pieces that did not come. */
export function goodsReceived(
  poolId: string,
  receipt: { purchaseOrderId: string; locationId: string; quantity: number; shortQuantity: number },
): Fact {
  return ofPool('goods-received', poolId, receipt);
}
