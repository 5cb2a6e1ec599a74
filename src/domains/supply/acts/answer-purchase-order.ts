import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { purchaseOrderAnswered } from '../facts.ts';
import { answeredText } from '../rules/event-text.ts';
import { judgeAnswer, type Answer } from '../rules/purchase-order-state.ts';
import { insertEvents } from '../store/events.ts';
import { lockPoolRows } from '../store/pools.ts';
import { findPurchaseOrder, saveAnswer } from '../store/purchase-orders.ts';
import { describePurchaseOrder, type PurchaseOrder } from '../views/purchase-orders.ts';
import { failPoolsAndRefund } from './fail-pools.ts';

/**
 * The supplier confirms the final quantity, can deliver less (the shortage is shared out when the goods arrive), or
 * declines: then the pool fails and everybody is refunded.
 */
export async function answerPurchaseOrder(
  tx: Tx,
  input: Answer & { readonly purchaseOrderId: string; readonly note: string },
): Promise<PurchaseOrder> {
  const { purchaseOrderId, answer, note } = input;
  const { pool, order } = await lockPurchaseOrder(tx, purchaseOrderId);
  const quantity = judgeAnswer(order, input);
  const declined = answer === 'decline';
  await saveAnswer(tx, {
    purchaseOrderId,
    state: declined ? 'declined' : 'confirmed',
    confirmedQuantity: quantity,
    note,
  });
  await announce(tx, [purchaseOrderAnswered(pool.poolId, purchaseOrderId, answer, quantity)]);
  if (declined) {
    await failPoolsAndRefund(tx, [{ ...pool, reason: 'supplier-declined' }]);
  } else {
    const text = answeredText(answer, quantity);
    await insertEvents(tx, [{ poolId: pool.poolId, kind: 'answered', text, paidQuantity: null }]);
  }
  return describePurchaseOrder(tx, purchaseOrderId);
}

/** A purchase order is guarded by the lock of its pool: read for the pool's id, locked, read again. */
export async function lockPurchaseOrder(tx: Tx, purchaseOrderId: string) {
  const found = await findPurchaseOrder(tx, purchaseOrderId);
  refuseUnless(found, 'not-found', {}, 'purchaseOrderId');
  const [pool] = await lockPoolRows(tx, [found.poolId]);
  const order = await findPurchaseOrder(tx, purchaseOrderId);
  if (!pool || !order) throw new Error(`Purchase order ${purchaseOrderId} lost its pool`);
  return { pool, order };
}
