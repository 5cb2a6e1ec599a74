import type { Tx } from '../../../engines/db/tx.ts';
import type { Point } from '../../../kernel/geo.ts';
import { allocate } from '../../../solvers/allocation/allocate.ts';
import { checkAllocation } from '../../../solvers/allocation/check.ts';
import type {
  AllocationCosts,
  AllocationPlan,
  AllocationProblem,
  Place,
} from '../../../solvers/allocation/types.ts';
import { streetMetre } from '../../../solvers/distance/matrix.ts';
import type { Rules } from '../../rulebook/index.ts';
import { allocateStock, lockCounters, unallocateStock } from '../../stock/index.ts';
import type { PlaceInfo } from './gather-places.ts';
import type { ReadyLine, ReadyOrder } from './gather-ready.ts';

/** Street metres between two points, as reckoned before; null when nobody asked for that way. */
export type Ways = (from: Point, to: Point) => number | null;

/** A plan made before, outside the transaction, and the ways it counted on. */
export interface Prepared {
  readonly plan: AllocationPlan;
  readonly ways: Ways;
}

/** A bag, its label and the stop to load it. */
const parcelFen = 120;
/** Taking one piece from the shelf. */
const handlingPerPieceFen = 10;

/** A way by the rule book's kilometre, handling by experience, the fee as the rule book sets it. */
export function allocationCosts(rules: Rules): AllocationCosts {
  return {
    parcelFen,
    perKmFen: Number(rules.delivery.perKmFen),
    handlingPerPieceFen,
    onBehalfPerOrderFen: Number(rules.fulfilOnBehalf.perOrderFen),
    onBehalfPerPieceFen: Number(rules.fulfilOnBehalf.perPieceFen),
  };
}

export function toProblem(
  orders: readonly ReadyOrder[],
  places: readonly PlaceInfo[],
  rules: Rules,
  ways?: Ways,
): AllocationProblem {
  const byShop = new Map(places.flatMap((place) => (place.shopId ? [[place.shopId, place.placeId]] : [])));
  return {
    places,
    costs: allocationCosts(rules),
    ...(ways && { wayMetre: waysOf(orders, places, ways) }),
    orders: orders.map((order) => ({
      orderId: order.shopOrderId,
      destination: order.destination,
      sellerPlaceId: byShop.get(order.sellerShopId) ?? null,
      pickupPlaceId: order.pickupShopId === null ? null : (byShop.get(order.pickupShopId) ?? null),
      lines: order.lines.map((line) => ({
        lineId: line.orderLineId,
        variantId: line.variantId,
        quantity: line.quantity,
        needsCold: line.isCold,
        reservedAt: line.homeLocationId,
        mayMove: line.poolId === null,
      })),
    })),
  };
}

/**
 * Chooses where each line goes out from and moves what is allocated for it there. The plan is made on a plain reading;
 * then the counters it draws on are locked, and if somebody bought meanwhile what it counted on, it is made again with
 * those places alone. A plan prepared outside the transaction is taken if it still holds. Every plan passes the independent checker before anything is moved.
 */
export async function choosePlaces(
  tx: Tx,
  orders: readonly ReadyOrder[],
  places: readonly PlaceInfo[],
  rules: Rules,
  prepared?: Prepared,
): Promise<AllocationPlan> {
  const problem = toProblem(orders, places, rules, prepared?.ways);
  const isPrepared = prepared !== undefined && checkAllocation(problem, prepared.plan).length === 0;
  const first = isPrepared ? prepared.plan : checked(problem, allocate(problem));
  const lines = new Map(orders.flatMap((order) => order.lines.map((line) => [line.orderLineId, line])));
  const moves = movesOf(first, lines);
  if (moves.length === 0) return first;
  const locked = await lockPlaces(tx, problem, moves);
  const plan = checkAllocation(locked, first).length === 0 ? first : checked(locked, allocate(locked));
  await moveStock(tx, movesOf(plan, lines));
  return plan;
}

function waysOf(orders: readonly ReadyOrder[], places: readonly PlaceInfo[], ways: Ways): Int32Array {
  const metres = new Int32Array(orders.length * places.length);
  for (const [o, { destination }] of orders.entries())
    for (const [p, { point }] of places.entries())
      metres[o * places.length + p] = ways(point, destination) ?? streetMetre(point, destination);
  return metres;
}

function checked(problem: AllocationProblem, plan: AllocationPlan): AllocationPlan {
  const wrong = checkAllocation(problem, plan);
  if (wrong.length > 0) throw new Error(`Allocation does not hold: ${wrong.slice(0, 3).join('; ')}`);
  return plan;
}

interface Move {
  readonly line: ReadyLine;
  readonly toLocationId: string;
}

function movesOf(plan: AllocationPlan, lines: ReadonlyMap<string, ReadyLine>): Move[] {
  return plan.served.flatMap(({ lineId, placeId }) => {
    const line = lines.get(lineId)!;
    return line.homeLocationId === placeId ? [] : [{ line, toLocationId: placeId }];
  });
}

/** The same problem, with stock only where it is now locked. */
async function lockPlaces(
  tx: Tx,
  problem: AllocationProblem,
  moves: readonly Move[],
): Promise<AllocationProblem> {
  const keys = moves.flatMap(({ line: { variantId, homeLocationId }, toLocationId }) => [
    { locationId: homeLocationId, variantId },
    { locationId: toLocationId, variantId },
  ]);
  const counters = await lockCounters(tx, keys);
  const places = problem.places.map((place): Place => {
    const available = [...place.available].map(([variantId, planned]) => {
      const counter = counters.get(`${place.placeId}:${variantId}`);
      const free = counter ? counter.onHand - counter.held - counter.allocated : 0;
      return [variantId, Math.max(0, Math.min(planned, free))] as const;
    });
    return { ...place, available: new Map(available) };
  });
  return { ...problem, places };
}

async function moveStock(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const row = ({ line }: Move, locationId: string) => ({
    locationId,
    variantId: line.variantId,
    quantity: line.quantity,
    source: `order-line:${line.orderLineId}`,
  });
  await unallocateStock(
    tx,
    moves.map((move) => row(move, move.line.homeLocationId)),
  );
  await allocateStock(
    tx,
    moves.map((move) => row(move, move.toLocationId)),
  );
}
