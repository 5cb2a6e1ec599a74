import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';
import { maskName, maskPhone } from '../../../kernel/mask.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import type { Shipment, TemperatureZone } from '../tables.ts';

type PickupRow = Output<typeof fulfilment.listPickups>['rows'][number];
type Parcel = Pick<
  Shipment,
  'shipmentId' | 'shopOrderId' | 'orderNumber' | 'contactName' | 'phone' | 'bagLabel' | 'state'
>;

/** A shop has no shelf for more. */
const parcelsMax = 1_000;

/** What waits at a pickup point or is on its way there, and what was fetched today. Drafts are not shown. */
export async function listPickups(
  db: Reader,
  { shopId }: { readonly shopId: string },
): Promise<{ rows: PickupRow[] }> {
  const { rows: parcels } = await sql<Parcel>`/* fulfilment.list-pickups */
    select s.shipment_id as "shipmentId", s.shop_order_id as "shopOrderId", s.order_number as "orderNumber",
      s.contact_name as "contactName", s.phone, s.bag_label as "bagLabel", s.state
    from shipment s join wave w on w.alliance_id = s.alliance_id and w.wave_id = s.wave_id
    where s.alliance_id = ${db.allianceId} and s.pickup_shop_id = ${shopId} and w.state <> 'draft'
      and (s.state <> 'done' or s.done_at >= ${startOfShanghaiDay(shanghaiDay(db.now))})
    order by s.bag_label, s.shipment_id limit ${parcelsMax}::int`.execute(db);
  const lines = Map.groupBy(
    await allocationsOfShipments(
      db,
      parcels.map(({ shipmentId }) => shipmentId),
    ),
    ({ shipmentId }) => shipmentId,
  );
  const orders = Map.groupBy(parcels, ({ shopOrderId }) => shopOrderId);
  const rows = [...orders.values()].map((own): PickupRow => {
    const content = own.flatMap(({ shipmentId }) => lines.get(shipmentId) ?? []);
    const zones = content.map(({ temperatureZone }): TemperatureZone => temperatureZone);
    return {
      shopOrderId: own[0]!.shopOrderId,
      orderNumber: own[0]!.orderNumber,
      buyerName: maskName(own[0]!.contactName),
      maskedPhone: maskPhone(own[0]!.phone),
      pieceCount: content.reduce((sum, { quantity }) => sum + quantity, 0),
      state: stateOf(own),
      bagLabels: own.map(({ bagLabel }) => bagLabel),
      temperatureZones: [...new Set(zones)],
    };
  });
  return { rows };
}

/** Something to hand over comes first, then something to expect. */
function stateOf(parcels: readonly Parcel[]): PickupRow['state'] {
  if (parcels.some(({ state }) => state === 'at-pickup')) return 'waiting';
  return parcels.every(({ state }) => state === 'done') ? 'redeemed' : 'coming';
}
