import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { takeFlash } from '../../live/index.ts';
import { spendCoupons } from '../../marketing/index.ts';
import { placeHolds } from '../../stock/index.ts';
import { holdCommitments } from '../../supply/index.ts';
import { orderNews } from '../facts.ts';
import { removeFromCart } from '../store/cart.ts';
import { insertGroups, insertLines, insertShopOrders } from '../store/place.ts';
import { drawUp, type AcceptedOrder, type Drawn, type OrderContext } from './draw-up.ts';
import type { OrderReceipt, OrderRequest } from './order-request.ts';

/**
 * Writes accepted orders and their holds, one statement per table. Orders that another process placed under the same
 * key in this moment are left out of the answer, with nothing held for them.
 */
export async function writeOrders(
  tx: Tx,
  accepted: readonly AcceptedOrder[],
  context: OrderContext,
): Promise<{ request: OrderRequest; order: OrderReceipt }[]> {
  if (accepted.length === 0) return [];
  const all = accepted.map((order) => drawUp(tx, order, context));
  const day = shanghaiDay(tx.now).slice(5).replace('-', '');
  const placed = await insertGroups(
    tx,
    all.map(({ group }) => group),
    day,
    context.version,
  );
  const numbers = new Map(placed.map(({ orderGroupId, number }) => [orderGroupId, number]));
  const drawn = all.filter(({ group }) => numbers.has(group.orderGroupId));
  if (drawn.length === 0) return [];
  // Sent one behind the other without waiting: the next is written out while the server still inserts the last.
  const shopOrders = insertShopOrders(
    tx,
    drawn.flatMap(({ group, shopOrders }) =>
      shopOrders.map((order) => ({
        ...order,
        number: `${numbers.get(group.orderGroupId)}-${order.position}`,
      })),
    ),
  );
  const lines = insertLines(
    tx,
    drawn.flatMap((order) => order.lines),
  );
  const news = announce(
    tx,
    drawn.map((order) => newsOf(tx, order)),
  );
  await Promise.all([shopOrders, lines, hold(tx, drawn), news]);
  await takeOffers(tx, drawn);
  const bought = drawn.flatMap(({ request }) =>
    request.lines.flatMap(({ cartLineId }) =>
      cartLineId === undefined ? [] : [{ memberId: request.memberId, cartLineId }],
    ),
  );
  if (bought.length > 0) await removeFromCart(tx, bought);
  return drawn.map(({ request, group: { orderGroupId, totalFen, payBy } }) => ({
    request,
    order: { orderGroupId, number: numbers.get(orderGroupId)!, totalFen, payBy },
  }));
}

async function hold(tx: Tx, drawn: readonly Drawn[]): Promise<void> {
  const rows = drawn.flatMap(({ group, lines }) =>
    lines.map((line) => ({ ...line, expiresAt: group.payBy })),
  );
  const fromStock = rows.flatMap((row) =>
    row.locationId === null ? [] : [{ ...row, locationId: row.locationId }],
  );
  const fromPools = rows.flatMap((row) =>
    row.poolId === null ? [] : [{ ...row, poolId: row.poolId, shopId: row.roomShopId ?? row.sellerShopId }],
  );
  if (fromStock.length > 0) await placeHolds(tx, fromStock);
  if (fromPools.length > 0) await holdCommitments(tx, fromPools);
}

/** What else was locked for these orders: pieces at a flash price, coupons. */
async function takeOffers(tx: Tx, drawn: readonly Drawn[]): Promise<void> {
  await takeFlash(
    tx,
    drawn.flatMap((order) => order.lines),
  );
  const uses = drawn.flatMap(({ request: { couponId }, group: { orderGroupId } }) =>
    couponId === undefined ? [] : [{ couponId, orderGroupId }],
  );
  await spendCoupons(tx, uses);
}

function newsOf(tx: Tx, { group, lines }: Drawn) {
  const { orderGroupId, memberId, totalFen, deliveryFeeFen } = group;
  return orderNews('order-placed', {
    orderGroupId,
    memberId,
    at: tx.now,
    totalFen,
    deliveryFeeFen,
    late: false,
    lines,
  });
}
