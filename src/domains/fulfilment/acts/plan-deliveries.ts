import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { checkRoutes } from '../../../solvers/routing/check.ts';
import { planRoutesInThread } from '../../../solvers/routing/in-thread.ts';
import type { Parcel, PlannedRoute, RoutingProblem } from '../../../solvers/routing/types.ts';
import { describeShops, type Shop } from '../../membership/index.ts';
import { courierFeeFen, rulesOfVersion, type Rules } from '../../rulebook/index.ts';
import { listLocations } from '../../stock/index.ts';
import { allocationsOfWave } from '../store/allocations.ts';
import { deleteRoutes, insertRoutes } from '../store/routes.ts';
import { shipmentsOfWave } from '../store/shipments.ts';
import { insertStops } from '../store/stops.ts';
import type { Shipment, Stop, Wave } from '../tables.ts';

/** What a cargo bike carries at once; a larger order fills it alone. */
const vehiclePieces = 80;
const loadSeconds = 180;
const stopSeconds = 120;

type Location = Awaited<ReturnType<typeof listLocations>>[number];
type NewStop = Omit<Stop, 'state' | 'failReason' | 'doneAt'>;

/** Plans the routes of a draft (again): every parcel that is not picked up where it is packed. */
export async function planDeliveries(tx: Tx, wave: Wave): Promise<void> {
  await deleteRoutes(tx, wave.waveId);
  const locations = new Map((await listLocations(tx)).map((location) => [location.locationId, location]));
  const travelling = (await shipmentsOfWave(tx, wave.waveId)).filter((shipment) =>
    needsTransport(shipment, locations.get(shipment.locationId)!),
  );
  if (travelling.length === 0) return;
  const problem = toProblem(wave, travelling, locations, await piecesOf(tx, wave.waveId));
  const plan = await planRoutesInThread(problem);
  const wrong = checkRoutes(problem, plan);
  if (wrong.length > 0) throw new Error(`Routes do not hold: ${wrong.slice(0, 3).join('; ')}`);
  const rules = await rulesOfVersion(tx, wave.ruleVersion);
  const shops = await describeShops(tx);
  const context = {
    wave,
    rules,
    locations,
    shops,
    shipments: new Map(travelling.map((s) => [s.shipmentId, s])),
  };
  const routes = plan.routes.map((route, i) => describeRoute(tx, route, i + 1, context));
  await insertRoutes(
    tx,
    routes.map(({ route }) => route),
  );
  await insertStops(
    tx,
    routes.flatMap(({ stops }) => stops),
  );
}

export function needsTransport(
  shipment: Pick<Shipment, 'kind' | 'pickupShopId'>,
  location: Location,
): boolean {
  return shipment.kind === 'delivery' || location.shopId !== shipment.pickupShopId;
}

async function piecesOf(tx: Tx, waveId: string): Promise<Map<string, number>> {
  const pieces = new Map<string, number>();
  for (const { shipmentId, quantity } of await allocationsOfWave(tx, waveId)) {
    pieces.set(shipmentId, (pieces.get(shipmentId) ?? 0) + quantity);
  }
  return pieces;
}

function toProblem(
  wave: Wave,
  shipments: readonly Shipment[],
  locations: ReadonlyMap<string, Location>,
  pieces: ReadonlyMap<string, number>,
): RoutingProblem {
  const start = locations.get(mostParcels(shipments))!;
  return {
    loadSeconds,
    stopSeconds,
    vehicles: wave.couriers.map((vehicleId) => ({ vehicleId, start, capacity: vehiclePieces })),
    parcels: shipments.map((shipment): Parcel => {
      const from = locations.get(shipment.locationId)!;
      return {
        parcelId: shipment.shipmentId,
        fromKey: shipment.locationId,
        from: { lng: from.lng, lat: from.lat },
        toKey: destinationKey(shipment),
        to: { lng: shipment.lng, lat: shipment.lat },
        // A parcel that came back is in no allocation of this wave: it counts as one bag.
        size: Math.min(vehiclePieces, pieces.get(shipment.shipmentId) ?? 1),
      };
    }),
  };
}

/** Couriers start where most is to be loaded. */
function mostParcels(shipments: readonly Shipment[]): string {
  const places = [...Map.groupBy(shipments, ({ locationId }) => locationId)];
  return places.reduce((most, place) => (place[1].length > most[1].length ? place : most))[0];
}

/** Parcels for one point, or for one household, are handed over together. */
function destinationKey(shipment: Shipment): string {
  if (shipment.pickupShopId !== null) return shipment.pickupShopId;
  const { memberId, building, room, detail, lng, lat } = shipment;
  return JSON.stringify([memberId, building, room, detail, lng, lat]);
}

interface Context {
  readonly wave: Wave;
  readonly rules: Rules;
  readonly locations: ReadonlyMap<string, Location>;
  readonly shops: ReadonlyMap<string, Shop>;
  readonly shipments: ReadonlyMap<string, Shipment>;
}

function describeRoute(tx: Tx, route: PlannedRoute, serial: number, context: Context) {
  const { wave, rules } = context;
  const routeId = tx.newId();
  let wayMetre = 0;
  const stops = route.visits.map((visit, i): NewStop => {
    wayMetre += visit.legMetre;
    const isLoad = visit.kind === 'load';
    const stop: NewStop = {
      ...describePlace(context.shipments.get(visit.parcelIds[0]!)!, isLoad, context),
      stopId: tx.newId(),
      routeId,
      position: i + 1,
      etaAt: addSeconds(wave.departsAt, visit.arriveSeconds),
      wayMetre,
      feeFen: isLoad ? 0n : courierFeeFen(rules, wayMetre),
      shipmentIds: visit.parcelIds,
    };
    if (!isLoad) wayMetre = 0;
    return stop;
  });
  const head = {
    routeId,
    waveId: wave.waveId,
    number: `${wave.number}-${serial}`,
    courierMemberId: route.vehicleId,
    lengthMetre: route.lengthMetre,
    durationSeconds: route.durationSeconds,
    costFen: stops.reduce((sum: Fen, stop) => sum + stop.feeFen, 0n),
    departsAt: wave.departsAt,
  };
  return { route: head, stops };
}

function describePlace(
  shipment: Shipment,
  isLoad: boolean,
  { locations, shops }: Context,
): Pick<NewStop, 'kind' | 'name' | 'addressText' | 'contactName' | 'phone' | 'lng' | 'lat'> {
  if (isLoad) {
    const { name, lng, lat, shopId } = locations.get(shipment.locationId)!;
    const shop = shopId === null ? undefined : shops.get(shopId);
    const contact = { contactName: shop?.shortName ?? name, phone: shop?.phone ?? '' };
    return { kind: 'load', name, addressText: shop?.address ?? name, ...contact, lng, lat };
  }
  const { lng, lat } = shipment;
  if (shipment.pickupShopId !== null) {
    const shop = shops.get(shipment.pickupShopId)!;
    const contact = { contactName: shop.shortName, phone: shop.phone };
    return { kind: 'drop-at-pickup-point', name: shop.name, addressText: shop.address, ...contact, lng, lat };
  }
  const { building, room, contactName, phone } = shipment;
  const door = `${building}-${room}`;
  return { kind: 'delivery', name: door, addressText: door, contactName, phone, lng, lat };
}
