import { streetMetre } from '../distance/matrix.ts';
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

/** One way to serve one order: a place for every line, null where nobody can. */
interface OrderPlan {
  readonly places: readonly (Place | null)[];
  readonly costFen: number;
}

type Stock = Map<string, Map<string, number>>;
type Line = OrderToServe['lines'][number];

/**
 * Greedy with regret: of the orders left, the one that would lose most by waiting (second best plan minus best) takes
 * its best plan, then stock shrinks. Plans are "everything from one place" for each place that can, and "each line
 * from its cheapest place"; a line nobody can serve is reported with its reason. Deterministic: ties by id.
 */
export function allocate(problem: AllocationProblem): AllocationPlan {
  const stock: Stock = new Map(problem.places.map((place) => [place.placeId, new Map(place.available)]));
  const waiting = new Set(problem.orders);
  const regrets = new Map(problem.orders.map((order) => [order, regretOf(order, problem, stock)]));
  const served: ServedLine[] = [];
  const left: OrderToServe[] = [];
  while (waiting.size > 0) {
    const order = mostUrgent(waiting, regrets);
    waiting.delete(order);
    const [best] = plansFor(order, problem, stock);
    served.push(...explain(order, best!, problem, stock));
    left.push(...order.lines.filter((_, i) => !best!.places[i]).map((line) => ({ ...order, lines: [line] })));
    const lowest = take(order, best!, stock);
    for (const other of waiting) {
      if (isConcerned(other, lowest)) regrets.set(other, regretOf(other, problem, stock));
    }
  }
  return secondChance(left, problem, stock, served);
}

/** Lines served away from where they were reserved have freed pieces since: whoever found nothing looks once more. */
function secondChance(
  left: readonly OrderToServe[],
  problem: AllocationProblem,
  stock: Stock,
  served: readonly ServedLine[],
): AllocationPlan {
  const late: ServedLine[] = [];
  const unserved: AllocationPlan['unserved'][number][] = [];
  for (const order of left) {
    const [best] = plansFor(order, problem, stock);
    late.push(...explain(order, best!, problem, stock));
    take(order, best!, stock);
    const [line] = order.lines;
    if (!best!.places[0]) unserved.push({ lineId: line!.lineId, reason: reasonFor(line!, stock) });
  }
  return { served: [...served, ...late], unserved };
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

function plansFor(order: OrderToServe, problem: AllocationProblem, stock: Stock): OrderPlan[] {
  const plans: OrderPlan[] = [];
  for (const place of problem.places) {
    if (canServeAll(order, place, stock))
      plans.push(
        planOf(
          order,
          order.lines.map(() => place),
          problem.costs,
        ),
      );
  }
  plans.push(planOf(order, cheapestPerLine(order, problem, stock), problem.costs));
  return plans.sort((a, b) => a.costFen - b.costFen || comparePlaces(a, b));
}

/** Lines of one order may want the same variant: what an earlier line takes is gone for the later one. */
function cheapestPerLine(order: OrderToServe, problem: AllocationProblem, stock: Stock): (Place | null)[] {
  const taken = new Map<string, number>();
  return order.lines.map((line) => {
    const key = (place: Place) => `${place.placeId}:${line.variantId}`;
    const open = problem.places
      .filter((place) => blockedBy(line, place, stock, taken.get(key(place)) ?? 0) === null)
      .map((place) => ({ place, costFen: lineCost(order, line, place, 1, problem.costs).costFen }))
      .sort((a, b) => a.costFen - b.costFen || (a.place.placeId < b.place.placeId ? -1 : 1));
    const place = open[0]?.place ?? null;
    if (place && line.reservedAt !== place.placeId)
      taken.set(key(place), (taken.get(key(place)) ?? 0) + line.quantity);
    return place;
  });
}

/** An unserved line costs more than any way to serve it. */
const unservedFen = 1_000_000_000;

function planOf(order: OrderToServe, places: readonly (Place | null)[], costs: AllocationCosts): OrderPlan {
  const together = countTogether(places);
  const costFen = order.lines.reduce((sum, line, i) => {
    const place = places[i];
    return sum + (place ? lineCost(order, line, place, together.get(place)!, costs).costFen : unservedFen);
  }, 0);
  return { places, costFen };
}

function countTogether(places: readonly (Place | null)[]): Map<Place, number> {
  const together = new Map<Place, number>();
  for (const place of places) if (place) together.set(place, (together.get(place) ?? 0) + 1);
  return together;
}

function canServeAll(order: OrderToServe, place: Place, stock: Stock): boolean {
  const taken = new Map<string, number>();
  return order.lines.every((line) => {
    const already = taken.get(line.variantId) ?? 0;
    if (line.reservedAt !== place.placeId) taken.set(line.variantId, already + line.quantity);
    return blockedBy(line, place, stock, already) === null;
  });
}

function blockedBy(line: Line, place: Place, stock: Stock, alreadyTaken = 0): InfeasibleReason | null {
  if (line.reservedAt === place.placeId) return null;
  if (!line.mayMove) return 'goods-elsewhere';
  if (line.needsCold && !place.hasColdStore) return 'no-cold-store';
  const left = (stock.get(place.placeId)?.get(line.variantId) ?? 0) - alreadyTaken;
  return left < line.quantity ? 'not-enough-stock' : null;
}

function regretOf(order: OrderToServe, problem: AllocationProblem, stock: Stock): number {
  const [best, second] = plansFor(order, problem, stock);
  return (second?.costFen ?? unservedFen) - best!.costFen;
}

function mostUrgent(
  waiting: ReadonlySet<OrderToServe>,
  regrets: ReadonlyMap<OrderToServe, number>,
): OrderToServe {
  let chosen: OrderToServe | null = null;
  for (const order of waiting) {
    if (!chosen) chosen = order;
    else {
      const more = regrets.get(order)! - regrets.get(chosen)!;
      if (more > 0 || (more === 0 && order.orderId < chosen.orderId)) chosen = order;
    }
  }
  return chosen!;
}

function explain(
  order: OrderToServe,
  plan: OrderPlan,
  problem: AllocationProblem,
  stock: Stock,
): ServedLine[] {
  const together = countTogether(plan.places);
  return order.lines.flatMap((line, i) => {
    const place = plan.places[i];
    if (!place) return [];
    const cost = lineCost(order, line, place, together.get(place)!, problem.costs);
    const others = problem.places.filter((other) => other !== place);
    const open = others
      .filter((other) => blockedBy(line, other, stock) === null)
      .map((other) => ({
        placeId: other.placeId,
        cost: lineCost(order, line, other, together.get(place)!, problem.costs),
      }))
      .sort((a, b) => a.cost.costFen - b.cost.costFen || (a.placeId < b.placeId ? -1 : 1));
    const runnerUp = open[0]
      ? { placeId: open[0].placeId, costFen: open[0].cost.costFen, whyNot: whyNot(cost, open[0].cost) }
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

/** Takes the plan's pieces off the shelves; tells the lowest level any shelf passed, by variant. */
function take(order: OrderToServe, plan: OrderPlan, stock: Stock): Map<string, number> {
  const lowest = new Map<string, number>();
  function move(placeId: string, variantId: string, by: number): void {
    const shelf = stock.get(placeId);
    if (!shelf) return;
    const before = shelf.get(variantId) ?? 0;
    shelf.set(variantId, before + by);
    lowest.set(variantId, Math.min(before, before + by, lowest.get(variantId) ?? before));
  }
  order.lines.forEach((line, i) => {
    const place = plan.places[i];
    if (!place || line.reservedAt === place.placeId) return;
    move(place.placeId, line.variantId, -line.quantity);
    if (line.reservedAt !== null) move(line.reservedAt, line.variantId, line.quantity);
  });
  return lowest;
}

/** Only orders that want more than what was left at some place can have changed their minds. */
function isConcerned({ lines }: OrderToServe, lowest: ReadonlyMap<string, number>): boolean {
  return lines.some(({ variantId }) => {
    const level = lowest.get(variantId);
    if (level === undefined) return false;
    const wanted = lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0);
    return wanted > level;
  });
}

/** Goods that need cold and lie only where there is none: say so rather than "no stock". */
function reasonFor(line: Line, stock: Stock): InfeasibleReason {
  if (!line.mayMove) return 'goods-elsewhere';
  const somewhere = [...stock.values()].some((shelf) => (shelf.get(line.variantId) ?? 0) >= line.quantity);
  return line.needsCold && somewhere ? 'no-cold-store' : 'not-enough-stock';
}

function comparePlaces(a: OrderPlan, b: OrderPlan): number {
  const key = (plan: OrderPlan) => plan.places.map((place) => place?.placeId ?? '').join();
  return key(a) < key(b) ? -1 : 1;
}
