import type { Tx } from '../../../engines/db/tx.ts';
import { describeShops, notify } from '../../membership/index.ts';
import { shipmentsOfOrders } from '../store/shipments.ts';
import { ticketsOfOrders } from '../store/tickets.ts';

/** Tells a shopper that parcels lie at the pickup point, and the code to fetch them with. */
export async function noticeArrival(tx: Tx, shopOrderId: string): Promise<void> {
  const waiting = (await shipmentsOfOrders(tx, [shopOrderId])).filter(({ state }) => state === 'at-pickup');
  const [first] = waiting;
  const [ticket] = await ticketsOfOrders(tx, [shopOrderId]);
  // Fetched before the news came round: nobody needs it any more.
  if (!first?.pickupShopId || !ticket) return;
  const shop = (await describeShops(tx, [first.pickupShopId])).get(first.pickupShopId);
  const text = `${waiting.length} 个包裹已到 ${shop?.name ?? ''}，取货码 ${ticket.code}，地址：${shop?.address ?? ''}。`;
  await notify(tx, [{ memberId: first.memberId, kind: 'arrived', text }]);
}
