import { streetMetre } from '../distance/matrix.ts';
import type { AllocationPlan, AllocationProblem, OrderToServe, Place } from './types.ts';

/** Independent of any engine: what is wrong with a plan, empty when nothing is. */
export function checkAllocation(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const wrong: string[] = [];
  const places = new Map(problem.places.map((place) => [place.placeId, place]));
  const lines = new Map(
    problem.orders.flatMap((order) => order.lines.map((line) => [line.lineId, { ...line, order }] as const)),
  );
  const seen = new Set<string>();
  const used = new Map<string, number>();
  const freed = new Map<string, number>();
  const packed = new Map<string, number>();
  for (const { lineId, placeId } of plan.served) {
    const line = lines.get(lineId);
    const place = places.get(placeId);
    if (!line || !place) {
      wrong.push(`${lineId}: unknown line or place`);
      continue;
    }
    if (seen.has(lineId)) wrong.push(`${lineId}: served twice`);
    seen.add(lineId);
    if (line.fixedAt != null && line.fixedAt !== placeId)
      wrong.push(`${lineId}: moved against the operator’s word`);
    add(packed, `${placeId} ${line.order.slotKey ?? ''}`, line.quantity);
    if (line.reservedAt === placeId) continue;
    if (!line.mayMove) wrong.push(`${lineId}: taken from elsewhere than where its goods lie`);
    if (line.needsCold && !place.hasColdStore) wrong.push(`${lineId}: needs cold, ${place.name} has none`);
    add(used, `${placeId} ${line.variantId}`, line.quantity);
    if (line.reservedAt !== null) add(freed, `${line.reservedAt} ${line.variantId}`, line.quantity);
  }
  for (const [key, quantity] of used) {
    const [placeId, variantId] = splitKey(key);
    const place = places.get(placeId)!;
    const had = (place.available.get(variantId) ?? 0) + (freed.get(key) ?? 0);
    if (quantity > had) wrong.push(`${variantId}: ${quantity} taken at ${place.name}, which has ${had}`);
  }
  for (const [key, quantity] of packed) {
    const [placeId, slotKey] = splitKey(key);
    const { piecesPerSlot, name } = places.get(placeId)!;
    const most = piecesPerSlot ? (piecesPerSlot.get(slotKey) ?? 0) : Infinity;
    if (quantity > most) wrong.push(`${name}: packs ${quantity} pieces in slot ${slotKey}, can ${most}`);
  }
  for (const { lineId } of plan.unserved) {
    if (seen.has(lineId)) wrong.push(`${lineId}: both served and not`);
    seen.add(lineId);
  }
  for (const lineId of lines.keys()) if (!seen.has(lineId)) wrong.push(`${lineId}: forgotten`);
  return [...wrong, ...checkCosts(problem, plan)];
}

/** The costs told for the lines of an order sum to what its plan costs, reckoned anew; shares are rounded. */
function checkCosts(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const wrong: string[] = [];
  const places = new Map(problem.places.map((place) => [place.placeId, place]));
  const told = new Map(plan.served.map((served) => [served.lineId, served]));
  for (const { lineId, cost } of plan.served) {
    const parts =
      cost.distanceFen + cost.parcelFen + cost.transferFen + cost.handlingFen + cost.onBehalfFeeFen;
    if (parts !== cost.costFen) wrong.push(`${lineId}: its parts cost ${parts}, not ${cost.costFen}`);
  }
  for (const [o, order] of problem.orders.entries()) {
    const served = order.lines.flatMap((line) => {
      const one = told.get(line.lineId);
      return one && places.has(one.placeId) ? [{ line, one }] : [];
    });
    const packing = new Set(served.map(({ one }) => places.get(one.placeId)!));
    let asked = transportOf(problem, o, order, [...packing]);
    for (const place of packing) {
      const own = served.filter(({ one }) => one.placeId === place.placeId);
      const pieces = own.reduce((sum, { line }) => sum + line.quantity, 0);
      asked += pieces * problem.costs.handlingPerPieceFen;
      if (!place.isShared && place.placeId !== order.sellerPlaceId)
        asked += problem.costs.onBehalfPerOrderFen + pieces * problem.costs.onBehalfPerPieceFen;
    }
    const sum = served.reduce((total, { one }) => total + one.cost.costFen, 0);
    // Four shares of every line are rounded to whole fen.
    if (Math.abs(sum - asked) > 2 * served.length + 1e-6)
      wrong.push(`${order.orderId}: costs ${asked.toFixed(1)}, its lines say ${sum}`);
  }
  return wrong;
}

/** A parcel from every place; or, where time allows and it is cheaper, parcels meet at the hub and travel on as one. */
function transportOf(
  problem: AllocationProblem,
  o: number,
  order: OrderToServe,
  packing: readonly Place[],
): number {
  const { places, costs, wayMetre, legMetre } = problem;
  const straight = (place: Place): number => {
    if (order.pickupPlaceId === place.placeId) return 0;
    const given = wayMetre?.[o * places.length + places.indexOf(place)];
    return (
      costs.parcelFen + ((given ?? streetMetre(place.point, order.destination)) / 1_000) * costs.perKmFen
    );
  };
  const direct = packing.reduce((sum, place) => sum + straight(place), 0);
  const hub = places.find(({ placeId }) => placeId === costs.transfer?.hubPlaceId);
  if (!costs.transfer || !hub || order.mayTransfer !== true || packing.length === 0) return direct;
  const { parcelFen, perKmFen } = costs.transfer;
  const leg = (place: Place): number =>
    place === hub
      ? 0
      : parcelFen +
        ((legMetre?.[places.indexOf(place)] ?? streetMetre(place.point, hub.point)) / 1_000) * perKmFen;
  const met = packing.reduce(
    (sum, place) => sum + Math.min(leg(place), place === hub ? 0 : straight(place)),
    straight(hub),
  );
  return Math.min(direct, met);
}

function splitKey(key: string): [string, string] {
  const at = key.indexOf(' ');
  return [key.slice(0, at), key.slice(at + 1)];
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}
