import type { Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeShops } from '../../membership/index.ts';
import { finalRetail } from '../rules/final-retail.ts';
import { checkReceivable } from '../rules/purchase-order-state.ts';
import { shareReceipt } from '../rules/share-receipt.ts';
import { findPaidLines } from '../store/commitments.ts';
import { findPools } from '../store/pools.ts';
import { findPurchaseOrder } from '../store/purchase-orders.ts';

/** What receiving this quantity would do, by the same rule as the receipt itself; nothing is written. */
export async function previewReceipt(
  db: Reader,
  { purchaseOrderId, quantity }: { readonly purchaseOrderId: string; readonly quantity: number },
): Promise<Output<typeof supply.previewReceipt>> {
  const order = await findPurchaseOrder(db, purchaseOrderId);
  if (!order) throw new Refusal('not-found', {}, 'purchaseOrderId');
  const { ordered } = checkReceivable(order, quantity);
  const [pool] = await findPools(db, [order.poolId]);
  if (!pool) throw new Error(`Purchase order ${purchaseOrderId} lost its pool`);
  const lines = await findPaidLines(db, [order.poolId]);
  const share = shareReceipt(lines, { quantity, ordered }, finalRetail(pool));
  const byShop = new Map<string, { ordered: number; served: number }>();
  for (const { shopId, dueQuantity, servedQuantity } of share.lines) {
    const sum = byShop.get(shopId) ?? { ordered: 0, served: 0 };
    byShop.set(shopId, { ordered: sum.ordered + dueQuantity, served: sum.served + servedQuantity });
  }
  const shops = await describeShops(db, [...byShop.keys()]);
  return {
    ordered,
    shortQuantity: share.shortQuantity,
    surplusQuantity: share.surplusQuantity,
    refundFen: share.refundFen,
    byShop: [...byShop].map(([shopId, sums]) => ({
      shopId,
      shopName: shops.get(shopId)?.name ?? '',
      ...sums,
    })),
  };
}
