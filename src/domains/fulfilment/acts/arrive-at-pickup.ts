import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { describeShops } from '../../membership/index.ts';
import { addOrderEvents, setLineState } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { parcelsAtPickup } from '../facts.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { moveShipments } from '../store/shipments.ts';
import type { Shipment } from '../tables.ts';
import { needsTransport } from './plan-deliveries.ts';
import { shipParcels } from './ship-parcels.ts';

/** Parcels packed at the very point where they are fetched are there as soon as they are packed. */
export async function arriveWithoutTransport(tx: Tx, packed: readonly Shipment[]): Promise<void> {
  if (packed.length === 0) return;
  const locations = new Map((await listLocations(tx)).map((location) => [location.locationId, location]));
  const here = packed.filter((shipment) => !needsTransport(shipment, locations.get(shipment.locationId)!));
  await shipParcels(
    tx,
    here.map(({ shipmentId }) => shipmentId),
  );
  await arriveAtPickup(tx, here);
}

/** Parcels lie at their pickup point: their shoppers can come. */
export async function arriveAtPickup(tx: Tx, parcels: readonly Shipment[]): Promise<void> {
  const ids = parcels.map(({ shipmentId }) => shipmentId);
  const arrived = await moveShipments(tx, ids, ['picked', 'on-the-way'], 'at-pickup');
  if (arrived.length === 0) return;
  const lines = await allocationsOfShipments(
    tx,
    arrived.map(({ shipmentId }) => shipmentId),
  );
  await setLineState(
    tx,
    lines.map(({ orderLineId }) => orderLineId),
    'at-pickup',
  );
  const shops = await describeShops(tx);
  const orders = [...Map.groupBy(arrived, ({ shopOrderId }) => shopOrderId).values()];
  await addOrderEvents(
    tx,
    orders.map(([first]) => ({
      orderGroupId: first!.orderGroupId,
      shopOrderId: first!.shopOrderId,
      kind: 'at-pickup',
      text: `已到自提点 ${shops.get(first!.pickupShopId ?? '')?.name ?? ''}，凭自提码取货`,
    })),
  );
  await announce(
    tx,
    orders.map((parcelsOfOrder) =>
      parcelsAtPickup(
        parcelsOfOrder[0]!,
        parcelsOfOrder.map(({ shipmentId }) => shipmentId),
      ),
    ),
  );
}
