import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { shanghaiDay, startOfShanghaiDay, addSeconds } from '../../../kernel/clock.ts';
import { maskName, maskPhone } from '../../../kernel/mask.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { describeMembers } from '../../membership/index.ts';
import { expectedAt } from '../rules/expected-at.ts';
import { mayDrive } from '../rules/may-drive.ts';
import { allocationsOfShipments } from '../store/allocations.ts';
import { findRoutes, routesAround } from '../store/routes.ts';
import { findShipments } from '../store/shipments.ts';
import { stopsOfRoutes } from '../store/stops.ts';
import type { Allocation, Route, Shipment, Stop } from '../tables.ts';

export type RouteView = Output<typeof fulfilment.getRoute>;
type StopView = RouteView['stops'][number];

const daySeconds = 86_400;
/** Far more than one alliance sends out in a day. */
const routesMax = 100;

/** Routes with their stops and what is handed over at each; phones and shoppers' names are masked. */
export async function describeRoutes(db: Reader, routes: readonly Route[]): Promise<RouteView[]> {
  if (routes.length === 0) return [];
  const stops = await stopsOfRoutes(
    db,
    routes.map(({ routeId }) => routeId),
  );
  const shipmentIds = [...new Set(stops.flatMap((stop) => stop.shipmentIds))];
  const shipments = new Map((await findShipments(db, shipmentIds)).map((one) => [one.shipmentId, one]));
  const lines = Map.groupBy(await allocationsOfShipments(db, shipmentIds), ({ shipmentId }) => shipmentId);
  const couriers = await describeMembers(
    db,
    routes.flatMap(({ courierMemberId }) => courierMemberId ?? []),
  );
  const stopsOf = Map.groupBy(stops, ({ routeId }) => routeId);
  return routes.map((route) => {
    const own = stopsOf.get(route.routeId) ?? [];
    const times = route.state === 'running' ? expectedAt(own, db.now) : own.map(({ etaAt }) => etaAt);
    return {
      ...headOf(route),
      courierName: couriers.get(route.courierMemberId ?? '')?.name ?? '',
      stops: own.map((stop, i) => ({ ...describeStop(stop, shipments, lines), etaAt: times[i]! })),
      doneCount: own.filter(({ state }) => state !== 'pending').length,
    };
  });
}

function headOf(route: Route): Omit<Route, 'startedAt'> {
  const { startedAt: _, ...head } = route;
  return head;
}

function describeStop(
  stop: Stop,
  shipments: ReadonlyMap<string, Shipment>,
  lines: ReadonlyMap<string, readonly Allocation[]>,
): StopView {
  const { stopId, position, kind, name, addressText, lng, lat, etaAt, state, doneAt, failReason } = stop;
  return {
    ...{ stopId, position, kind, name, addressText, lng, lat, etaAt, state, doneAt, failReason },
    contactName: kind === 'delivery' ? maskName(stop.contactName) : stop.contactName,
    maskedPhone: stop.phone === '' ? '' : maskPhone(stop.phone),
    parcels: stop.shipmentIds.flatMap((shipmentId) => {
      const shipment = shipments.get(shipmentId);
      return shipment ? [describeParcel(shipment, lines.get(shipmentId) ?? [])] : [];
    }),
  };
}

function describeParcel(shipment: Shipment, lines: readonly Allocation[]): StopView['parcels'][number] {
  return {
    shipmentId: shipment.shipmentId,
    orderNumber: shipment.orderNumber,
    bagLabel: shipment.bagLabel,
    temperatureZones: [...new Set(lines.map(({ temperatureZone }) => temperatureZone))],
    pieceCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: lines.map(({ title, quantity }) => ({ title, quantity })),
  };
}

/** A route as its courier or an operator sees it. Refuses `not-found`, `not-allowed`. */
export async function getRoute(db: Reader, { routeId }: { readonly routeId: string }): Promise<RouteView> {
  const routes = await findRoutes(db, [routeId]);
  if (!routes[0]) throw new Refusal('not-found', {}, 'routeId');
  refuseUnless(mayDrive(db.actor, routes[0]), 'not-allowed');
  const [view] = await describeRoutes(db, routes);
  return view!;
}

/** A courier's routes of today and those still on the road; an operator's view has everybody's. */
export async function listMyRoutes(db: Reader): Promise<{ rows: RouteView[] }> {
  const from = startOfShanghaiDay(shanghaiDay(db.now));
  const courierMemberId = isOperator(db.actor) ? null : (db.actor?.memberId ?? null);
  refuseUnless(db.actor, 'not-allowed');
  const span = { from, to: addSeconds(from, daySeconds), courierMemberId, limit: routesMax };
  return { rows: await describeRoutes(db, await routesAround(db, span)) };
}
