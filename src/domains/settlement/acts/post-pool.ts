import type { Tx } from '../../../engines/db/tx.ts';
import { discountOfPieces } from '../../../kernel/coupon.ts';
import type { Fen } from '../../../kernel/money.ts';
import { describeLines, type LineBrief } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { currentRules } from '../../rulebook/index.ts';
import { describePools, describePurchaseOrder, poolOutcome } from '../../supply/index.ts';
import type { Party } from '../rules/entry.ts';
import { purchaseEntry, rebatesOf, splitEntry, type PoolPurchase } from '../rules/pool-entries.ts';
import { postEntries } from './post-entries.ts';

/**
 * Pooled goods were received: the supplier is owed the achieved cost, buyers are charged the base cost, the saving is
 * split once. Returns what shoppers of an own-mode pool are owed as rebates, per order line, for ordering to refund.
 */
export async function postPoolPurchase(
  tx: Tx,
  received: { poolId: string; purchaseOrderId: string; locationId: string; quantity: number },
): Promise<Map<string, Fen>> {
  if (received.quantity === 0) return new Map();
  const order = await describePurchaseOrder(tx, received.purchaseOrderId);
  const pool = (await describePools(tx, [received.poolId])).get(received.poolId);
  if (!pool) throw new Error(`Pool ${received.poolId} is not there`);
  const outcome = await poolOutcome(tx, received.poolId);
  const sold = await describeLines(
    tx,
    outcome.lines.map(({ orderLineId }) => orderLineId),
  );
  const { rules, version } = await currentRules(tx);
  const throughShops = sumByShop(outcome.lines);
  const served = throughShops.reduce((sum, shop) => sum + shop.quantity, 0);
  const buyers =
    pool.mode === 'agency'
      ? [{ party: { kind: 'shop' as const, id: pool.sellerShopId }, quantity: served }]
      : throughShops.map(({ shopId, quantity }) => ({
          party: { kind: 'shop' as const, id: shopId },
          quantity,
        }));
  const purchase: PoolPurchase = {
    poolId: received.poolId,
    purchaseOrderNumber: order.number,
    supplierId: order.supplierId,
    baseCostFen: order.baseCostFen,
    achievedCostFen: order.unitCostFen,
    baseEvidence: '开单时供应商的单买价',
    mode: pool.mode,
    buyers: [
      ...buyers,
      { party: await keeperOf(tx, received.locationId), quantity: received.quantity - served },
    ],
    throughShops,
    lines: outcome.lines.map(({ orderLineId, servedQuantity, unitPriceFen }) => ({
      orderLineId,
      quantity: servedQuantity,
      paidFen: unitPriceFen * BigInt(servedQuantity) - discountOn(sold.get(orderLineId), servedQuantity),
    })),
    sellerShopId: pool.sellerShopId,
    rules,
    ruleVersion: version,
  };
  const posted = await postEntries(tx, [purchaseEntry(purchase), splitEntry(purchase)]);
  return posted === 0 ? new Map() : rebatesOf(purchase);
}

/** What a coupon took off the pieces that came. */
function discountOn(line: LineBrief | undefined, servedQuantity: number): Fen {
  return line ? discountOfPieces(line.discountFen, servedQuantity, line.quantity) : 0n;
}

/** Whose goods lie at a location: its shop's, or the hub's. */
async function keeperOf(tx: Tx, locationId: string): Promise<Party> {
  const place = (await listLocations(tx)).find((location) => location.locationId === locationId);
  return place?.shopId ? { kind: 'shop', id: place.shopId } : { kind: 'hub', id: null };
}

function sumByShop(lines: readonly { shopId: string; servedQuantity: number }[]) {
  const sums = new Map<string, number>();
  for (const { shopId, servedQuantity } of lines) sums.set(shopId, (sums.get(shopId) ?? 0) + servedQuantity);
  return [...sums].map(([shopId, quantity]) => ({ shopId, quantity }));
}
