import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeMembers, describeShops, type Shop } from '../../membership/index.ts';
import { getMyOrder, listOrderEvents } from '../../ordering/index.ts';
import { listLocations } from '../../stock/index.ts';
import { parcelProgress, type ParcelProgress } from '../rules/parcel-progress.ts';
import { stageOf, type Stage } from '../rules/stage.ts';
import { findRoutes } from '../store/routes.ts';
import { shipmentsOfGroup } from '../store/shipments.ts';
import { dropsOfShipments, stopsOfRoutes } from '../store/stops.ts';
import type { Route, Shipment } from '../tables.ts';
import { readOrderExtras } from './order-extras.ts';

type Tracking = Output<typeof fulfilment.getTracking>;
type Row = Tracking['rows'][number];
type Order = Awaited<ReturnType<typeof getMyOrder>>;
type ShopOrder = Order['shopOrders'][number];

/** Told by the checkout as a whole, so they belong to each of its parcels. */
const commonKinds = new Set(['placed', 'paid', 'closed', 'refund']);

/**
 * Where the parcels of my checkout are, one row per parcel and one for what is not packed yet. Whoever brings them, the
 * row says who sold and who sends. Other people's doors are shown to a block only. Refuses `not-found`.
 */
export async function getTracking(
  db: Reader,
  { orderGroupId }: { readonly orderGroupId: string },
): Promise<Tracking> {
  const order = await getMyOrder(db, { orderGroupId }, readOrderExtras);
  const shipments = await shipmentsOfGroup(db, orderGroupId);
  const told = await listOrderEvents(db, [orderGroupId]);
  const roads = await roadsOf(db, shipments);
  const shops = await describeShops(db);
  const places = new Map((await listLocations(db)).map((place) => [place.locationId, place]));
  const rows = order.shopOrders.flatMap((shopOrder) => {
    const events = [
      ...order.timeline.filter(({ kind }) => commonKinds.has(kind)),
      ...told.filter((one) => one.shopOrderId === null || one.shopOrderId === shopOrder.shopOrderId),
    ]
      .map(({ at, kind, text }) => ({ at, kind, text }))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const own = shipments.filter(({ shopOrderId }) => shopOrderId === shopOrder.shopOrderId);
    const base = baseRow(shopOrder, shops, events);
    const parcels = own.map((parcel): Row => {
      const { name, shopId } = places.get(parcel.locationId)!;
      const road = roads.get(parcel.shipmentId);
      return {
        ...base,
        fulfillerName: name,
        isOnBehalf: shopId !== null && shopId !== parcel.sellerShopId,
        state: stageOf(parcel.state),
        place: { lng: parcel.lng, lat: parcel.lat },
        ...(parcel.state === 'on-the-way' && road ? road : {}),
      };
    });
    const rest = unpackedStage(shopOrder);
    return rest === null ? parcels : [...parcels, { ...base, state: rest }];
  });
  return { rows };
}

type Road = Pick<Row, 'courierName' | 'etaAt' | 'stopsBefore' | 'courierAt' | 'path'>;

/** The road of each parcel that is on one. */
async function roadsOf(db: Reader, shipments: readonly Shipment[]): Promise<Map<string, Road>> {
  const moving = shipments.filter(({ state }) => state === 'on-the-way').map(({ shipmentId }) => shipmentId);
  if (moving.length === 0) return new Map();
  const drops = await dropsOfShipments(db, moving);
  const routes = await findRoutes(db, [...new Set(drops.map(({ routeId }) => routeId))]);
  const running = new Map(
    routes.filter(({ state }) => state === 'running').map((route) => [route.routeId, route]),
  );
  const stops = Map.groupBy(await stopsOfRoutes(db, [...running.keys()]), ({ routeId }) => routeId);
  const couriers = await describeMembers(
    db,
    [...running.values()].flatMap(({ courierMemberId }) => courierMemberId ?? []),
  );
  const name = ({ courierMemberId }: Route) => couriers.get(courierMemberId ?? '')?.nickname ?? null;
  return new Map(
    moving.flatMap((shipmentId) => {
      const drop = drops.find((one) => running.has(one.routeId) && one.shipmentIds.includes(shipmentId));
      if (!drop) return [];
      const progress: ParcelProgress = parcelProgress(stops.get(drop.routeId)!, drop.stopId, db.now);
      return [[shipmentId, { ...progress, courierName: name(running.get(drop.routeId)!) }] as const];
    }),
  );
}

function baseRow(
  order: ShopOrder,
  shops: ReadonlyMap<string, Shop>,
  events: Row['events'],
): Omit<Row, 'state'> {
  const point = order.pickupShopId === null ? undefined : shops.get(order.pickupShopId);
  return {
    shopOrderId: order.shopOrderId,
    sellerShopName: order.sellerShopName,
    fulfillerName: null,
    isOnBehalf: false,
    fulfilKind: order.fulfilKind,
    pickupCode: order.pickupCode,
    pickupPointName: point?.name ?? null,
    pickupAddress: point?.address ?? null,
    courierName: null,
    etaAt: null,
    stopsBefore: null,
    place: point ? { lng: point.lng, lat: point.lat } : null,
    courierAt: null,
    path: [],
    events,
  };
}

/** What the lines without a parcel wait for, null when every line has one. */
function unpackedStage({ lines }: ShopOrder): Stage | null {
  const states = new Set(lines.map(({ state }) => state));
  if (states.has('waiting-pool')) return 'waiting-pool';
  if (states.has('ready') || states.has('held')) return 'preparing';
  const isOver = lines.every(
    ({ state }) => state === 'cancelled' || state === 'refunded' || state === 'released',
  );
  return isOver ? 'cancelled' : null;
}
