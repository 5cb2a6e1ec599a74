import type { Tx } from '../../../engines/db/tx.ts';
import { notify } from '../../membership/index.ts';
import { findShipments } from '../store/shipments.ts';
import { claimNextDelivery } from '../store/stops.ts';

/** Tells the shopper who comes next on a running route, once. */
export async function noticeNextStop(tx: Tx, routeId: string): Promise<void> {
  const stop = await claimNextDelivery(tx, routeId);
  if (!stop) return;
  const parcels = await findShipments(tx, stop.shipmentIds);
  const members = new Set(parcels.map(({ memberId }) => memberId));
  const text = `你的${parcels.length > 1 ? ` ${parcels.length} 个` : ''}包裹是下一站，请留意开门收货。`;
  await notify(
    tx,
    [...members].map((memberId) => ({ memberId, kind: 'courier-next', text })),
  );
}
