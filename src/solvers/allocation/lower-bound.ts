import { streetMetre } from '../distance/matrix.ts';
import type { AllocationProblem, OrderToServe } from './types.ts';

/** Subsets of an order's lines are tried one by one; larger orders would take too long. */
const linesMax = 8;

/**
 * A sum in fen below which no placement can cost: stock is priced instead of limited (Lagrangian relaxation), so that
 * every order takes its own cheapest plan, found exactly over all sets of places; the prices follow the shortage
 * (subgradient, Held, Wolfe, Crowder 1974).
 *
 * @param unservedFen what a line counts that nobody serves
 * @param known cost of a placement that exists; the closer, the faster the prices settle
 * @throws RangeError for an order of more than eight lines
 */
export function lowerBound(
  problem: AllocationProblem,
  unservedFen: number,
  known: number,
  rounds: number,
): number {
  const variants = [
    ...new Set(problem.orders.flatMap(({ lines }) => lines.map(({ variantId }) => variantId))),
  ];
  const variantAt = new Map(variants.map((variantId, v) => [variantId, v]));
  const width = variants.length;
  const available = Float64Array.from(
    problem.places.flatMap((place) => variants.map((variantId) => place.available.get(variantId) ?? 0)),
  );
  const most = available.slice();
  const placeAt = new Map(problem.places.map(({ placeId }, p) => [placeId, p]));
  for (const line of problem.orders.flatMap(({ lines }) => lines)) {
    const home = placeAt.get(line.reservedAt ?? '');
    if (home !== undefined) most[home * width + variantAt.get(line.variantId)!]! += line.quantity;
  }
  const shelves = { width, variantAt, most, unservedFen };
  const orders = problem.orders.map((order) => new PricedOrder(problem, order, shelves));
  const price = new Float64Array(available.length);
  let best = -Infinity;
  let pace = 1;
  let stale = 0;
  for (let round = 0; round < rounds; round += 1) {
    const excess = available.map((pieces) => -pieces);
    let bound = 0;
    for (let cell = 0; cell < price.length; cell += 1) bound -= price[cell]! * available[cell]!;
    for (const order of orders) bound += order.cheapest(price, excess);
    if (bound > best) {
      best = bound;
      stale = 0;
    } else if ((stale += 1) >= 8) {
      pace /= 2;
      stale = 0;
    }
    let norm = 0;
    for (let cell = 0; cell < price.length; cell += 1)
      if (excess[cell]! > 0 || price[cell]! > 0) norm += excess[cell]! ** 2;
    if (norm === 0 || pace < 1e-4) break;
    const step = (pace * Math.max(1, known - bound)) / norm;
    for (let cell = 0; cell < price.length; cell += 1)
      price[cell] = Math.max(0, price[cell]! + step * excess[cell]!);
  }
  return best;
}

/** Cells are place × variant, `width` variants to a place; `most` is what a cell can ever hold. */
interface Shelves {
  readonly width: number;
  readonly variantAt: ReadonlyMap<string, number>;
  readonly most: Float64Array;
  readonly unservedFen: number;
}

/** One order's lines and what every place asks for them. */
class PricedOrder {
  private readonly unservedFen: number;
  private readonly count: number;
  private readonly places: number;
  private readonly quantity: number[];
  /** By line × place: the cell of the price, −1 where the line lies reserved, −2 where it may not be served. */
  private readonly cell: Int32Array;
  /** By line: the cell that is freed when it goes out from elsewhere, or −1. */
  private readonly home: Int32Array;
  private readonly parcelFen: Float64Array;
  private readonly pieceFen: Float64Array;
  /** By subset of lines: the cheapest single place and its cost; the cheapest plan and its first part. */
  private readonly single: Float64Array;
  private readonly singleAt: Int32Array;
  private readonly plan: Float64Array;
  private readonly part: Int32Array;

  constructor(problem: AllocationProblem, order: OrderToServe, shelves: Shelves) {
    const { width, variantAt, most, unservedFen } = shelves;
    this.unservedFen = unservedFen;
    const { lines } = order;
    if (lines.length > linesMax) throw new RangeError(`${order.orderId}: more than ${linesMax} lines`);
    this.count = lines.length;
    this.places = problem.places.length;
    this.quantity = lines.map(({ quantity }) => quantity);
    const placeAt = new Map(problem.places.map(({ placeId }, p) => [placeId, p]));
    const homes = lines.map(({ reservedAt }) => placeAt.get(reservedAt ?? '') ?? -1);
    const cellOf = (l: number, p: number) => p * width + variantAt.get(lines[l]!.variantId)!;
    this.home = Int32Array.from(homes, (home, l) => (home < 0 ? -1 : cellOf(l, home)));
    this.cell = Int32Array.from(
      lines.flatMap((line, l) =>
        problem.places.map((place, p) => {
          if (homes[l] === p) return -1;
          const isOpen = line.mayMove && (!line.needsCold || place.hasColdStore);
          return isOpen && line.quantity <= most[cellOf(l, p)]! ? cellOf(l, p) : -2;
        }),
      ),
    );
    const isOnBehalf = problem.places.map(
      (place) => !place.isShared && place.placeId !== order.sellerPlaceId,
    );
    this.parcelFen = Float64Array.from(problem.places, (place, p) => {
      const fee = isOnBehalf[p] ? problem.costs.onBehalfPerOrderFen : 0;
      if (order.pickupPlaceId === place.placeId) return fee;
      const km = streetMetre(place.point, order.destination) / 1_000;
      return fee + problem.costs.parcelFen + km * problem.costs.perKmFen;
    });
    this.pieceFen = Float64Array.from(
      isOnBehalf,
      (is) => problem.costs.handlingPerPieceFen + (is ? problem.costs.onBehalfPerPieceFen : 0),
    );
    const subsets = 1 << this.count;
    this.single = new Float64Array(subsets);
    this.singleAt = new Int32Array(subsets);
    this.plan = new Float64Array(subsets);
    this.part = new Int32Array(subsets);
  }

  /** The cheapest plan at these prices; adds to `excess` what it draws. */
  cheapest(price: Float64Array, excess: Float64Array): number {
    this.singles(price);
    const { plan, part, single } = this;
    const all = (1 << this.count) - 1;
    for (let subset = 1; subset <= all; subset += 1) {
      plan[subset] = Infinity;
      // Every split is met once when the first part holds the subset's lowest line.
      const lowest = subset & -subset;
      for (let first = subset; first > 0; first = (first - 1) & subset) {
        if ((first & lowest) === 0) continue;
        const cost = single[first]! + plan[subset ^ first]!;
        if (cost < plan[subset]!) {
          plan[subset] = cost;
          part[subset] = first;
        }
      }
    }
    for (let rest = all; rest > 0; rest ^= part[rest]!) this.draw(part[rest]!, excess);
    return plan[all]!;
  }

  private singles(price: Float64Array): void {
    const { single, singleAt, count } = this;
    single.fill(Infinity);
    for (let p = 0; p < this.places; p += 1) {
      for (let subset = 1; subset < single.length; subset += 1) {
        let cost = this.parcelFen[p]!;
        for (let l = 0; l < count && cost < single[subset]!; l += 1)
          if ((subset >> l) & 1) cost += this.lineFen(l, p, price);
        if (cost < single[subset]!) {
          single[subset] = cost;
          singleAt[subset] = p;
        }
      }
    }
    for (let l = 0; l < count; l += 1) {
      if (single[1 << l]! <= this.unservedFen) continue;
      single[1 << l] = this.unservedFen;
      singleAt[1 << l] = -1;
    }
  }

  private lineFen(l: number, p: number, price: Float64Array): number {
    const cell = this.cell[l * this.places + p]!;
    if (cell === -2) return Infinity;
    const quantity = this.quantity[l]!;
    const handling = quantity * this.pieceFen[p]!;
    if (cell === -1) return handling;
    const freed = this.home[l]! < 0 ? 0 : price[this.home[l]!]!;
    return handling + quantity * (price[cell]! - freed);
  }

  private draw(subset: number, excess: Float64Array): void {
    const p = this.singleAt[subset]!;
    if (p < 0) return;
    for (let l = 0; l < this.count; l += 1) {
      if (((subset >> l) & 1) === 0) continue;
      const cell = this.cell[l * this.places + p]!;
      if (cell < 0) continue;
      excess[cell]! += this.quantity[l]!;
      if (this.home[l]! >= 0) excess[this.home[l]!]! -= this.quantity[l]!;
    }
  }
}
