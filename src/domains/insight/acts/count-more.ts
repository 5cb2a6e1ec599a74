import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeLines } from '../../ordering/index.ts';
import { describePurchaseOrder, poolOutcome } from '../../supply/index.ts';
import { split } from '../../../kernel/split.ts';
import { addDeliveries, addRefunds, addSavings } from '../store/sales.ts';

/** Money granted back counts in the hour of the grant, at the shop and category it was sold by. */
export async function countRefund(
  tx: Tx,
  at: Date,
  refunds: readonly { readonly orderLineId: string; readonly amountFen: Fen }[],
): Promise<void> {
  const lines = await describeLines(
    tx,
    refunds.map((refund) => refund.orderLineId),
  );
  const items = await describeItems(tx, [...new Set([...lines.values()].map((line) => line.variantId))]);
  const rows = refunds.flatMap(({ orderLineId, amountFen }) => {
    const line = lines.get(orderLineId);
    if (!line) return [];
    return [
      {
        shopId: line.sellerShopId,
        categoryCode: items.get(line.variantId)?.categoryCode ?? '',
        refundedFen: amountFen,
      },
    ];
  });
  if (rows.length > 0) await addRefunds(tx, at, rows);
}

/** Orders handed over, on time or not, by selling shop. */
export async function countDone(
  tx: Tx,
  done: { at: Date; onTime: boolean; orderLineIds: readonly string[] },
): Promise<void> {
  const lines = await describeLines(tx, done.orderLineIds);
  const shopIds = [...new Set([...lines.values()].map((line) => line.sellerShopId))];
  const rows = shopIds.map((shopId) => ({ shopId, onTime: done.onTime ? 1 : 0, late: done.onTime ? 0 : 1 }));
  if (rows.length > 0) await addDeliveries(tx, shanghaiDay(done.at), rows);
}

/** What a pooled purchase saved, in the hour of its receipt, for the alliance and by the shops its pieces came through. */
export async function countSaving(
  tx: Tx,
  at: Date,
  received: { poolId: string; purchaseOrderId: string; quantity: number },
): Promise<void> {
  const order = await describePurchaseOrder(tx, received.purchaseOrderId);
  const savedFen = (order.baseCostFen - order.unitCostFen) * BigInt(received.quantity);
  if (savedFen === 0n) return;
  const { lines } = await poolOutcome(tx, received.poolId);
  const pieces = new Map<string, number>();
  for (const line of lines) pieces.set(line.shopId, (pieces.get(line.shopId) ?? 0) + line.servedQuantity);
  const weights = [...pieces]
    .map(([key, quantity]) => ({ key, weight: BigInt(quantity) }))
    .filter(({ weight }) => weight > 0n);
  const parts = weights.length > 0 ? split(savedFen, weights) : new Map<string, Fen>();
  await addSavings(tx, at, [
    { shopId: null, savedFen },
    ...[...parts].map(([shopId, part]) => ({ shopId, savedFen: part })),
  ]);
}
