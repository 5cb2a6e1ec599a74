import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { describeItems } from '../../catalog/index.ts';
import {
  demandAdditions,
  salesAdditions,
  sessionAdditions,
  type PaidLine,
  type PaidOrder,
} from '../rules/paid-order.ts';
import { addDemand } from '../store/demand.ts';
import { itemDayAdditions } from '../rules/item-days.ts';
import { addItemDays } from '../store/item-days.ts';
import { addBuyer, addOrders, addSales, addSessionSales } from '../store/sales.ts';

/**
 * A paid order enters the hour in which it was paid: goods by shop, category and item, checkouts, buyers, rooms.
 */
export async function countPaidOrder(tx: Tx, order: PaidOrder): Promise<void> {
  const items = await describeItems(tx, [...new Set(order.lines.map((line) => line.variantId))]);
  const shopIds = [...new Set(order.lines.map((line) => line.sellerShopId))];
  await addSales(
    tx,
    order.paidAt,
    salesAdditions(order.lines, (id) => items.get(id)?.categoryCode ?? ''),
  );
  await addDemand(tx, shanghaiDay(order.paidAt), demandAdditions(order.lines));
  await addItemDays(tx, shanghaiDay(order.paidAt), itemDayAdditions(order.lines));
  const isNewBuyer = await addBuyer(tx, shanghaiDay(order.paidAt), order.memberId, shopIds);
  await addOrders(tx, order.paidAt, shopIds, { placed: 0, paid: 1, newBuyers: isNewBuyer ? 1 : 0 });
  const rooms = sessionAdditions(order.lines);
  if (rooms.length > 0) {
    await addSessionSales(
      tx,
      rooms.map((room) => ({ ...room, orders: 0, paidOrders: 1 })),
    );
  }
}

/** A placed order counts in the funnel of the rooms it came from; its money only when it is paid. */
export async function countPlacedOrder(tx: Tx, placedAt: Date, lines: readonly PaidLine[]): Promise<void> {
  const shopIds = [...new Set(lines.map((line) => line.sellerShopId))];
  await addOrders(tx, placedAt, shopIds, { placed: 1, paid: 0, newBuyers: 0 });
  const rooms = sessionAdditions(lines);
  if (rooms.length === 0) return;
  await addSessionSales(
    tx,
    rooms.map((room) => ({ ...room, orders: 1, paidOrders: 0, gmvFen: 0n })),
  );
}
