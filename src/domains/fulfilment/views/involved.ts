import type { Reader } from '../../../engines/db/tx.ts';
import type { LineBrief } from '../../ordering/index.ts';
import type { Involved } from '../../rulebook/index.ts';
import { listLocations } from '../../stock/index.ts';
import { allocationsOfLines } from '../store/allocations.ts';
import { findRoutes } from '../store/routes.ts';
import { dropsOfShipments } from '../store/stops.ts';

/** Who had a hand in a line, for whoever has to say who bears a claim on it. */
export async function findInvolved(db: Reader, line: LineBrief): Promise<Involved> {
  const [served] = await allocationsOfLines(db, [line.orderLineId]);
  if (!served) return { poolId: line.poolId, fulfillerShopId: null, courierMemberId: null };
  const place = (await listLocations(db)).find(({ locationId }) => locationId === served.locationId);
  const drops = await dropsOfShipments(db, [served.shipmentId]);
  const [route] = await findRoutes(
    db,
    drops.slice(0, 1).map(({ routeId }) => routeId),
  );
  return {
    poolId: line.poolId,
    fulfillerShopId: place?.shopId ?? null,
    courierMemberId: route?.courierMemberId ?? null,
  };
}
