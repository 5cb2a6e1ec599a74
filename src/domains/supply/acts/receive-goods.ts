import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { allocateStock, listLocations, lockCounters, receiveStock } from '../../stock/index.ts';
import { goodsReceived, poolProgressed } from '../facts.ts';
import { receivedText } from '../rules/event-text.ts';
import { finalRetail } from '../rules/final-retail.ts';
import { checkReceivable } from '../rules/purchase-order-state.ts';
import { shareReceipt, type ReceiptShare } from '../rules/share-receipt.ts';
import { findPaidLines, serveShort } from '../store/commitments.ts';
import { insertEvents } from '../store/events.ts';
import { findPurchaseOrder, insertReceipt } from '../store/purchase-orders.ts';
import { describePurchaseOrder, type PurchaseOrder } from '../views/purchase-orders.ts';
import { lockPurchaseOrder } from './answer-purchase-order.ts';

export interface ReceiveInput {
  readonly purchaseOrderId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly batch: string;
  /** "2026-12-24" */
  readonly expiresOn: string | null;
  readonly note: string;
}

export interface ReceiveOutput {
  readonly purchaseOrder: PurchaseOrder;
  readonly shortQuantity: number;
  readonly servedLines: number;
  /** Lines that get less than they paid for. */
  readonly refundedLines: number;
  readonly refundedFen: bigint;
}

/**
 * Takes the goods of a final order in, once: the pieces of the commitments are allocated, the surplus is available
 * stock, a shortage falls on those who paid last. Their refunds follow from the fact `goods-received`.
 */
export async function receiveGoods(tx: Tx, input: ReceiveInput): Promise<ReceiveOutput> {
  const { purchaseOrderId, locationId, quantity, expiresOn } = input;
  refuseUnless(expiresOn === null || expiresOn >= shanghaiDay(tx.now), 'goods-expired', {}, 'expiresOn');
  const known = (await listLocations(tx)).some((location) => location.locationId === locationId);
  refuseUnless(known, 'not-found', {}, 'locationId');
  const found = await findPurchaseOrder(tx, purchaseOrderId);
  refuseUnless(found, 'not-found', {}, 'purchaseOrderId');
  // Counters before pools, as the intake locks them.
  await lockCounters(tx, [{ locationId, variantId: found.variantId }]);
  const { pool, order } = await lockPurchaseOrder(tx, purchaseOrderId);
  const { ordered } = checkReceivable(order, quantity);
  const lines = await findPaidLines(tx, [pool.poolId]);
  const share = shareReceipt(lines, { quantity, ordered }, finalRetail(pool));
  await insertReceipt(tx, { ...input, poolId: pool.poolId, surplusQuantity: share.surplusQuantity });
  if (share.shortLines.length > 0) await serveShort(tx, share.shortLines);
  await moveStock(tx, input, order.variantId, share);
  await tell(tx, input, pool.poolId, share);
  return {
    purchaseOrder: await describePurchaseOrder(tx, purchaseOrderId),
    shortQuantity: share.shortQuantity,
    servedLines: share.lines.filter((line) => line.servedQuantity > 0).length,
    refundedLines: share.shortLines.length,
    refundedFen: share.refundFen,
  };
}

async function moveStock(
  tx: Tx,
  { purchaseOrderId, locationId, quantity, batch, expiresOn }: ReceiveInput,
  variantId: string,
  share: ReceiptShare,
): Promise<void> {
  if (quantity === 0) return;
  const source = `purchase-order:${purchaseOrderId}`;
  await receiveStock(tx, { locationId, variantId, quantity, batch, expiresOn, source });
  if (share.servedQuantity === 0) return;
  await allocateStock(tx, [{ locationId, variantId, quantity: share.servedQuantity, source }]);
}

async function tell(
  tx: Tx,
  { purchaseOrderId, locationId, quantity }: ReceiveInput,
  poolId: string,
  { shortQuantity }: ReceiptShare,
): Promise<void> {
  const text = receivedText(quantity, shortQuantity);
  await insertEvents(tx, [{ poolId, kind: 'received', text, paidQuantity: null }]);
  await announce(tx, [
    goodsReceived(poolId, { purchaseOrderId, locationId, quantity, shortQuantity }),
    poolProgressed(poolId),
  ]);
}
