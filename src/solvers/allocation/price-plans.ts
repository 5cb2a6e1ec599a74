import type { Prices } from './prices.ts';
import type { Tables } from './tables.ts';

/** Subsets of an order's lines are tried one by one; larger orders would take too long. */
export const linesMax = 8;

/** A way to serve one order: by line the place, −1 for nobody. */
export type OrderPlan = Int32Array;

/**
 * Finds an order's cheapest plan at given prices of cells, exactly: over all ways to part its lines among places,
 * straight to the door or together from the hub.
 */
export class PlanPricer {
  private readonly t: Tables;
  private readonly single = new Float64Array(1 << linesMax);
  private readonly singleAt = new Int32Array(1 << linesMax);
  private readonly sum = new Float64Array(1 << linesMax);
  private readonly best = new Float64Array(1 << linesMax);
  private readonly part = new Int32Array(1 << linesMax);
  private readonly lineFen: Float64Array;
  /** By line: what it counts when nobody serves it. */
  private readonly nobodyFen = new Float64Array(linesMax);
  private readonly spare = new Int32Array(linesMax);
  /** The cheapest plan that `price` found last; by line of the order. */
  readonly plan: OrderPlan = new Int32Array(linesMax);

  constructor(t: Tables) {
    this.t = t;
    this.lineFen = new Float64Array(linesMax * t.places);
  }

  /**
   * What the cheapest plan costs at these prices, and with them; the plan itself is left in `plan`.
   *
   * @throws RangeError for an order of more than `linesMax` lines
   */
  price(order: number, prices: Prices): number {
    const { t, lineFen } = this;
    const first = t.firstLine[order]!;
    const count = t.firstLine[order + 1]! - first;
    if (count > linesMax) throw new RangeError(`An order has ${count} lines, more than ${linesMax}`);
    for (let l = 0; l < count; l += 1) {
      const quantity = t.quantity[first + l]!;
      for (let p = 0; p < t.places; p += 1)
        lineFen[l * t.places + p] =
          t.may[(first + l) * t.places + p] === 0
            ? Infinity
            : quantity * t.pieceFen[order * t.places + p]! + prices.of(first + l, p);
      this.nobodyFen[l] = t.unservedFen + prices.of(first + l, -1);
    }
    return this.cheapest(order, count);
  }

  /** The same for lines priced by the caller: `fens` by line of the order × place, Infinity where it cannot be. */
  cheapestOf(order: number, count: number, fens: Float64Array): number {
    this.lineFen.set(fens.subarray(0, count * this.t.places));
    this.nobodyFen.fill(this.t.unservedFen);
    return this.cheapest(order, count);
  }

  private cheapest(order: number, count: number): number {
    const { t } = this;
    const straight = this.parted(order, count, false);
    this.tell(count, this.plan);
    if (t.hub < 0 || t.legFen[order * t.places + t.hub] !== 0) return straight;
    const together = this.parted(order, count, true) + t.directFen[order * t.places + t.hub]!;
    if (together >= straight) return straight;
    this.tell(count, this.spare);
    this.plan.set(this.spare);
    return together;
  }

  /** The cheapest parting of all lines; `byHub`: what goes by the hub is already paid for from there on. */
  private parted(order: number, count: number, byHub: boolean): number {
    const { best, part, single } = this;
    this.singles(order, count, byHub);
    const all = (1 << count) - 1;
    best[0] = 0;
    for (let subset = 1; subset <= all; subset += 1) {
      let cost = Infinity;
      let chosen = 0;
      // Every parting is met once when the first part holds the subset's lowest line.
      const lowest = subset & -subset;
      const rest = subset ^ lowest;
      for (let more = rest; ; more = (more - 1) & rest) {
        const sum = single[more | lowest]! + best[rest ^ more]!;
        if (sum < cost) {
          cost = sum;
          chosen = more | lowest;
        }
        if (more === 0) break;
      }
      best[subset] = cost;
      part[subset] = chosen;
    }
    return best[all]!;
  }

  /** By subset of lines: the cheapest place that serves all of it, and what it asks. */
  private singles(order: number, count: number, byHub: boolean): void {
    const { t, single, singleAt, sum, lineFen, nobodyFen } = this;
    const subsets = 1 << count;
    for (let subset = 1; subset < subsets; subset += 1) single[subset] = Infinity;
    for (let p = 0; p < t.places; p += 1) {
      const cell = order * t.places + p;
      const direct = t.directFen[cell]!;
      const way = byHub ? Math.min(t.legFen[cell]!, p === t.hub ? 0 : direct) : direct;
      sum[0] = way + t.feeFen[cell]!;
      for (let l = 0; l < count; l += 1) {
        const fen = lineFen[l * t.places + p]!;
        for (let subset = 1 << l, end = 2 << l; subset < end; subset += 1) {
          const cost = sum[subset ^ (1 << l)]! + fen;
          sum[subset] = cost;
          if (cost < single[subset]!) {
            single[subset] = cost;
            singleAt[subset] = p;
          }
        }
      }
    }
    for (let l = 0; l < count; l += 1) {
      if (single[1 << l]! <= nobodyFen[l]!) continue;
      single[1 << l] = nobodyFen[l]!;
      singleAt[1 << l] = -1;
    }
  }

  private tell(count: number, plan: Int32Array): void {
    for (let rest = (1 << count) - 1; rest > 0; rest ^= this.part[rest]!)
      for (let l = 0; l < count; l += 1)
        if ((this.part[rest]! >> l) & 1) plan[l] = this.singleAt[this.part[rest]!]!;
  }
}

/** What an order's plan costs at no prices; `placeOf` by line, from the order's first. */
export function planFen(t: Tables, order: number, placeOf: ArrayLike<number>, from = 0): number {
  const first = t.firstLine[order]!;
  const count = t.firstLine[order + 1]! - first;
  const row = order * t.places;
  let cost = 0;
  let straight = 0;
  let byHub = t.hub < 0 ? Infinity : t.directFen[row + t.hub]!;
  for (let l = 0; l < count; l += 1) {
    const p = placeOf[from + l]!;
    if (p < 0) {
      cost += t.unservedFen;
      continue;
    }
    cost += t.quantity[first + l]! * t.pieceFen[row + p]!;
    let isFirst = true;
    for (let other = 0; other < l; other += 1) if (placeOf[from + other] === p) isFirst = false;
    if (!isFirst) continue;
    cost += t.feeFen[row + p]!;
    straight += t.directFen[row + p]!;
    byHub += Math.min(t.legFen[row + p]!, p === t.hub ? 0 : t.directFen[row + p]!);
  }
  return cost + Math.min(straight, byHub);
}
