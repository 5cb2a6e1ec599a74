import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { maskName, maskPhone } from '../../../kernel/mask.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeShops } from '../../membership/index.ts';
import { listLocations } from '../../stock/index.ts';
import { sortLabels, type LabelOrder } from '../rules/label-order.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { routesOfWave } from '../store/routes.ts';
import { shipmentsOfWave } from '../store/shipments.ts';
import { stopsOfRoutes } from '../store/stops.ts';
import { findWave } from '../store/waves.ts';

type Labels = Output<typeof fulfilment.getLabels>;

/** One row per line and bag, parcels that go again included. Refuses `not-found`. */
export async function getLabels(
  db: Reader,
  { waveId, order }: { readonly waveId: string; readonly order: LabelOrder },
): Promise<Labels> {
  if (!(await findWave(db, waveId))) throw new Refusal('not-found', {}, 'waveId');
  const shipments = await shipmentsOfWave(db, waveId);
  const lines = Map.groupBy(
    await allocationsOfShipments(
      db,
      shipments.map(({ shipmentId }) => shipmentId),
    ),
    ({ shipmentId }) => shipmentId,
  );
  const shops = await describeShops(db);
  const places = new Map((await listLocations(db)).map(({ locationId, name }) => [locationId, name]));
  const routeOf = await routeNumbers(db, waveId);
  const rows = shipments.flatMap((parcel) =>
    (lines.get(parcel.shipmentId) ?? []).map((line) => ({
      shipmentId: parcel.shipmentId,
      bagLabel: parcel.bagLabel,
      orderNumber: parcel.orderNumber,
      building: parcel.building,
      room: parcel.room,
      contactName: maskName(parcel.contactName),
      maskedPhone: maskPhone(parcel.phone),
      title: line.title,
      quantity: line.quantity,
      temperatureZone: line.temperatureZone,
      sellerShopName: shops.get(parcel.sellerShopId)?.name ?? '',
      fulfillerName: places.get(parcel.locationId) ?? '',
      routeNumber: routeOf.get(parcel.shipmentId) ?? '',
      pickupPointName: parcel.pickupShopId && (shops.get(parcel.pickupShopId)?.name ?? ''),
    })),
  );
  return { rows: sortLabels(rows, order) };
}

async function routeNumbers(db: Reader, waveId: string): Promise<Map<string, string>> {
  const routes = new Map((await routesOfWave(db, waveId)).map(({ routeId, number }) => [routeId, number]));
  const stops = await stopsOfRoutes(db, [...routes.keys()]);
  return new Map(
    stops.flatMap(({ shipmentIds, routeId }) => shipmentIds.map((id) => [id, routes.get(routeId) ?? ''])),
  );
}
