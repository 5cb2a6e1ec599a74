import type { Tx } from '../../../engines/db/tx.ts';
import type { Rules } from '../../rulebook/index.ts';
import { onBehalfFeeFen } from '../../rulebook/index.ts';
import type { AllocationPlan } from '../../../solvers/allocation/types.ts';
import { bagLabel } from '../rules/bag-label.ts';
import { feeShares } from '../rules/fee-shares.ts';
import { insertAllocations, type NewAllocation } from '../store/allocations.ts';
import { insertShipments, type NewShipment } from '../store/shipments.ts';
import { explain, servedByLine } from './explain.ts';
import type { PlaceInfo } from './gather-places.ts';
import type { ReadyLine, ReadyOrder } from './gather-ready.ts';

export interface Packing {
  readonly waveId: string;
  readonly waveNumber: string;
  readonly orders: readonly ReadyOrder[];
  readonly places: readonly PlaceInfo[];
  readonly plan: AllocationPlan;
  readonly rules: Rules;
}

interface Served {
  readonly order: ReadyOrder;
  readonly line: ReadyLine;
  readonly place: PlaceInfo;
}

/** Writes what goes out from where: one parcel per shop order and place, one allocation per line with its reasons. */
export async function packParcels(tx: Tx, packing: Packing): Promise<void> {
  const served = servedLines(packing);
  const parcels = Map.groupBy(served, ({ order, place }) => parcelKey(order.shopOrderId, place.placeId));
  const shipmentIds = new Map([...parcels.keys()].map((key) => [key, tx.newId()]));
  const inOrder = [...parcels].sort(([, [a]], [, [b]]) => compareWalk(a!, b!));
  await insertShipments(
    tx,
    inOrder.map(([key, [first]], bag) => ({
      ...toParcel(first!.order, first!.place.placeId),
      shipmentId: shipmentIds.get(key)!,
      waveId: packing.waveId,
      bagLabel: bagLabel(packing.waveNumber, bag + 1),
    })),
  );
  await insertAllocations(tx, toAllocations(tx, packing, served, shipmentIds));
}

export function parcelKey(shopOrderId: string, locationId: string): string {
  return `${shopOrderId} ${locationId}`;
}

/** A shop that serves another one's order does it on its behalf; the hub serves everybody. */
export function isOnBehalf(place: Pick<PlaceInfo, 'shopId'>, sellerShopId: string): boolean {
  return place.shopId !== null && place.shopId !== sellerShopId;
}

function servedLines({ orders, places, plan }: Packing): Served[] {
  const placeOf = new Map(plan.served.map(({ lineId, placeId }) => [lineId, placeId]));
  const byId = new Map(places.map((place) => [place.placeId, place]));
  return orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const place = byId.get(placeOf.get(line.orderLineId) ?? '');
      return place ? [{ order, line, place }] : [];
    }),
  );
}

/** Bags are numbered place by place in the order of the houses, so that neighbours stand side by side. */
function compareWalk(a: Served, b: Served): number {
  const key = ({ order, place }: Served) =>
    `${place.name} ${order.building} ${order.room} ${order.orderNumber}`;
  return key(a) < key(b) ? -1 : 1;
}

function toParcel(
  order: ReadyOrder,
  locationId: string,
): Omit<NewShipment, 'shipmentId' | 'waveId' | 'bagLabel'> {
  const { lines: _, destination, fulfilKind, ...rest } = order;
  return { ...rest, locationId, kind: fulfilKind, lng: destination.lng, lat: destination.lat };
}

function toAllocations(
  tx: Tx,
  { waveId, plan, places, rules }: Packing,
  served: readonly Served[],
  shipmentIds: ReadonlyMap<string, string>,
): NewAllocation[] {
  const reasons = servedByLine(plan);
  const names = new Map(places.map((place) => [place.placeId, place.name]));
  const rows = served.map(({ order, line, place }) => ({
    orderLineId: line.orderLineId,
    shopOrderId: order.shopOrderId,
    sellerShopId: order.sellerShopId,
    locationId: place.placeId,
    isOnBehalf: isOnBehalf(place, order.sellerShopId),
    variantId: line.variantId,
    poolId: line.poolId,
    itemCode: line.itemCode,
    title: line.title,
    temperatureZone: line.temperatureZone,
    soldBy: line.soldBy,
    nominalGram: line.nominalGram,
    quantity: line.quantity,
  }));
  const fees = feeShares(rows, (pieces) => onBehalfFeeFen(rules, pieces));
  return rows.map((row) => {
    const feeFen = fees.get(row.orderLineId)!;
    return {
      ...row,
      allocationId: tx.newId(),
      waveId,
      shipmentId: shipmentIds.get(parcelKey(row.shopOrderId, row.locationId))!,
      feeFen,
      explanation: explain(reasons.get(row.orderLineId)!, feeFen, names),
    };
  });
}
