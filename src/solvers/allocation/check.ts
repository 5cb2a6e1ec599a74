import { streetMetre } from '../distance/matrix.ts';
import type { AllocationPlan, AllocationProblem, OrderToServe, Place } from './types.ts';

/** Independent of any engine: what is wrong with a plan, empty when nothing is. */
export function checkAllocation(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const wrong: string[] = [];
  const lines = new Map(
    problem.orders.flatMap((order) => order.lines.map((line) => [line.lineId, line] as const)),
  );
  const seen = new Set<string>();
  const used = new Map<string, number>();
  const freed = new Map<string, number>();
  for (const { lineId, placeId } of plan.served) {
    const line = lines.get(lineId);
    const place = problem.places.find((candidate) => candidate.placeId === placeId);
    if (!line || !place) {
      wrong.push(`${lineId}: unknown line or place`);
      continue;
    }
    if (seen.has(lineId)) wrong.push(`${lineId}: served twice`);
    seen.add(lineId);
    if (line.reservedAt === placeId) continue;
    if (!line.mayMove) wrong.push(`${lineId}: taken from elsewhere than where its goods lie`);
    if (line.needsCold && !place.hasColdStore) wrong.push(`${lineId}: needs cold, ${place.name} has none`);
    add(used, `${placeId} ${line.variantId}`, line.quantity);
    if (line.reservedAt !== null) add(freed, `${line.reservedAt} ${line.variantId}`, line.quantity);
  }
  for (const place of problem.places) {
    for (const [key, quantity] of used) {
      const [placeId, variantId] = key.split(' ') as [string, string];
      if (placeId !== place.placeId) continue;
      const had = (place.available.get(variantId) ?? 0) + (freed.get(key) ?? 0);
      if (quantity > had) wrong.push(`${variantId}: ${quantity} taken at ${place.name}, which has ${had}`);
    }
  }
  for (const { lineId } of plan.unserved) {
    if (seen.has(lineId)) wrong.push(`${lineId}: both served and not`);
    seen.add(lineId);
  }
  for (const lineId of lines.keys()) if (!seen.has(lineId)) wrong.push(`${lineId}: forgotten`);
  return [...wrong, ...checkCosts(problem, plan)];
}

/** The costs told for the lines of an order sum to what its parcels cost, reckoned anew; shares are rounded. */
function checkCosts(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const wrong: string[] = [];
  const places = new Map(problem.places.map((place) => [place.placeId, place]));
  const told = new Map(plan.served.map((served) => [served.lineId, served]));
  for (const { lineId, cost } of plan.served) {
    const parts = cost.distanceFen + cost.parcelFen + cost.handlingFen + cost.onBehalfFeeFen;
    if (parts !== cost.costFen) wrong.push(`${lineId}: its parts cost ${parts}, not ${cost.costFen}`);
  }
  for (const order of problem.orders) {
    const served = order.lines.flatMap((line) => {
      const one = told.get(line.lineId);
      return one && places.has(one.placeId) ? [{ line, one }] : [];
    });
    let asked = 0;
    for (const [placeId, lines] of Map.groupBy(served, ({ one }) => one.placeId)) {
      const place = places.get(placeId)!;
      const pieces = lines.reduce((sum, { line }) => sum + line.quantity, 0);
      asked += parcelOf(problem, order, place) + pieces * problem.costs.handlingPerPieceFen;
      if (!place.isShared && placeId !== order.sellerPlaceId)
        asked += problem.costs.onBehalfPerOrderFen + pieces * problem.costs.onBehalfPerPieceFen;
    }
    const sum = served.reduce((total, { one }) => total + one.cost.costFen, 0);
    // Three shares of every line are rounded to whole fen.
    if (Math.abs(sum - asked) > 1.5 * served.length + 1e-6)
      wrong.push(`${order.orderId}: costs ${asked.toFixed(1)}, its lines say ${sum}`);
  }
  return wrong;
}

function parcelOf({ costs }: AllocationProblem, order: OrderToServe, place: Place): number {
  if (order.pickupPlaceId === place.placeId) return 0;
  return costs.parcelFen + (streetMetre(place.point, order.destination) / 1_000) * costs.perKmFen;
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}
