import { streetMetre } from '../distance/matrix.ts';
import { searchPlans } from './plan-search.ts';
import type {
  AllocationCosts,
  AllocationPlan,
  AllocationProblem,
  CostParts,
  InfeasibleReason,
  OrderToServe,
  Place,
  ServedLine,
  WhyNot,
} from './types.ts';

type Stock = Map<string, Map<string, number>>;
type Line = OrderToServe['lines'][number];

/** Steps of the search, and per order: some tenths of a second at most. */
const searchStepsMax = 60_000;
const searchStepsPerOrder = 300;

/**
 * Serves every line that can be served, cheaply: a search over plans with ejection chains (`searchPlans`). What nobody
 * can serve is reported with its reason. Deterministic.
 *
 * @param searchSteps steps after the first, greedy answer; 0 for that alone
 */
export function allocate(problem: AllocationProblem, searchSteps?: number): AllocationPlan {
  const { orders, places } = problem;
  const steps = searchSteps ?? Math.min(searchStepsMax, orders.length * searchStepsPerOrder);
  const found = searchPlans(problem, steps);
  let at = 0;
  const chosen = orders.map((order) => order.lines.map(() => places[found[at++]!] ?? null));
  const stock = stockOf(problem);
  for (const [o, order] of orders.entries()) take(order, chosen[o]!, stock);
  fillGaps(problem, chosen, stock);
  return describe(problem, chosen, stock);
}

function stockOf(problem: AllocationProblem): Stock {
  return new Map(problem.places.map((place) => [place.placeId, new Map(place.available)]));
}

/** Lines served away from where they were reserved have freed pieces: whoever found nothing looks once more. */
function fillGaps(
  { orders, places, costs }: AllocationProblem,
  chosen: (Place | null)[][],
  stock: Stock,
): void {
  for (const [o, order] of orders.entries()) {
    for (const [i, line] of order.lines.entries()) {
      if (chosen[o]![i]) continue;
      const open = places.filter((place) => blockedBy(line, place, stock) === null);
      const place = cheapestFirst(order, line, open, 1, costs)[0]?.place ?? null;
      take({ ...order, lines: [line] }, [place], stock);
      chosen[o]![i] = place;
    }
  }
}

function cheapestFirst(
  order: OrderToServe,
  line: Line,
  places: readonly Place[],
  linesTogether: number,
  costs: AllocationCosts,
): { readonly place: Place; readonly cost: CostParts }[] {
  return places
    .map((place) => ({ place, cost: lineCost(order, line, place, linesTogether, costs) }))
    .sort((a, b) => a.cost.costFen - b.cost.costFen || (a.place.placeId < b.place.placeId ? -1 : 1));
}

function describe(
  problem: AllocationProblem,
  chosen: readonly (readonly (Place | null)[])[],
  stock: Stock,
): AllocationPlan {
  const served: ServedLine[] = [];
  const unserved: AllocationPlan['unserved'][number][] = [];
  for (const [o, order] of problem.orders.entries()) {
    served.push(...explain(order, chosen[o]!, problem, stock));
    for (const [i, line] of order.lines.entries())
      if (!chosen[o]![i]) unserved.push({ lineId: line.lineId, reason: reasonFor(line, stock) });
  }
  return { served, unserved };
}

/** What one line costs from a place, given how many lines of its order leave there and whether it is on behalf. */
export function lineCost(
  order: OrderToServe,
  line: Line,
  place: Place,
  linesTogether: number,
  costs: AllocationCosts,
): CostParts {
  const onBehalf = !place.isShared && place.placeId !== order.sellerPlaceId;
  const noTransport = order.pickupPlaceId === place.placeId;
  const km = noTransport ? 0 : streetMetre(place.point, order.destination) / 1_000;
  const share = (sumFen: number) => Math.round(sumFen / linesTogether);
  const distanceFen = share(km * costs.perKmFen);
  const parcelFen = noTransport ? 0 : share(costs.parcelFen);
  const handlingFen = line.quantity * costs.handlingPerPieceFen;
  const onBehalfFeeFen = onBehalf
    ? share(costs.onBehalfPerOrderFen) + line.quantity * costs.onBehalfPerPieceFen
    : 0;
  return {
    costFen: distanceFen + parcelFen + handlingFen + onBehalfFeeFen,
    distanceFen,
    parcelFen,
    handlingFen,
    onBehalfFeeFen,
  };
}

function countTogether(places: readonly (Place | null)[]): Map<Place, number> {
  const together = new Map<Place, number>();
  for (const place of places) if (place) together.set(place, (together.get(place) ?? 0) + 1);
  return together;
}

function blockedBy(line: Line, place: Place, stock: Stock): InfeasibleReason | null {
  if (line.reservedAt === place.placeId) return null;
  if (!line.mayMove) return 'goods-elsewhere';
  if (line.needsCold && !place.hasColdStore) return 'no-cold-store';
  const left = stock.get(place.placeId)?.get(line.variantId) ?? 0;
  return left < line.quantity ? 'not-enough-stock' : null;
}

function explain(
  order: OrderToServe,
  chosen: readonly (Place | null)[],
  problem: AllocationProblem,
  stock: Stock,
): ServedLine[] {
  const together = countTogether(chosen);
  return order.lines.flatMap((line, i) => {
    const place = chosen[i];
    if (!place) return [];
    const cost = lineCost(order, line, place, together.get(place)!, problem.costs);
    const others = problem.places.filter((other) => other !== place);
    const open = others.filter((other) => blockedBy(line, other, stock) === null);
    const [second] = cheapestFirst(order, line, open, together.get(place)!, problem.costs);
    const runnerUp = second
      ? { placeId: second.place.placeId, costFen: second.cost.costFen, whyNot: whyNot(cost, second.cost) }
      : null;
    const infeasible = others.flatMap((other) => {
      const reason = blockedBy(line, other, stock);
      return reason ? [{ placeId: other.placeId, reason }] : [];
    });
    return [{ lineId: line.lineId, placeId: place.placeId, cost, runnerUp, infeasible }];
  });
}

/** The part of the cost in which the runner-up is worse by most. */
function whyNot(chosen: CostParts, other: CostParts): WhyNot {
  const gaps = [
    ['distance', other.distanceFen - chosen.distanceFen],
    ['parcel', other.parcelFen - chosen.parcelFen],
    ['on-behalf-fee', other.onBehalfFeeFen - chosen.onBehalfFeeFen],
  ] as const;
  const worst = [...gaps].sort((a, b) => b[1] - a[1])[0]!;
  return worst[1] > 0 ? worst[0] : 'split';
}

/** Takes an order's pieces off the shelves and puts back what was reserved for it elsewhere. */
function take(order: OrderToServe, chosen: readonly (Place | null)[], stock: Stock): void {
  for (const [i, line] of order.lines.entries()) {
    const place = chosen[i];
    if (!place || line.reservedAt === place.placeId) continue;
    move(stock, place.placeId, line.variantId, -line.quantity);
    if (line.reservedAt !== null) move(stock, line.reservedAt, line.variantId, line.quantity);
  }
}

function move(stock: Stock, placeId: string, variantId: string, by: number): void {
  const shelf = stock.get(placeId);
  shelf?.set(variantId, (shelf.get(variantId) ?? 0) + by);
}

/** Goods that need cold and lie only where there is none: say so rather than "no stock". */
function reasonFor(line: Line, stock: Stock): InfeasibleReason {
  if (!line.mayMove) return 'goods-elsewhere';
  const somewhere = [...stock.values()].some((shelf) => (shelf.get(line.variantId) ?? 0) >= line.quantity);
  return line.needsCold && somewhere ? 'no-cold-store' : 'not-enough-stock';
}
