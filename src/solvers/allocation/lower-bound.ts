import { PlanPricer } from './price-plans.ts';
import { nobodyCell, Prices, roundedDown, type Limit } from './prices.ts';
import { handsCell, shelfCell, type Tables } from './tables.ts';

/** Rounds without a better bound after which the steps are halved. */
const patience = 8;
const paceMin = 1e-4;

export interface Bound {
  /** A sum in fen below which no placement can cost. */
  readonly boundFen: number;
  /** By limit: what a unit of it is worth. */
  readonly prices: Float64Array;
}

export interface BoundOptions {
  readonly rounds: number;
  /** Cost of a placement that exists; the closer, the faster the prices settle. */
  readonly knownFen: number;
  readonly prices?: Float64Array;
  /** Told of every plan that was an order's cheapest in some round. */
  readonly onPlan?: (order: number, plan: Int32Array) => void;
  readonly isOver?: (rounds: number) => boolean;
}

/**
 * A bound that is valid at whatever prices: limits are priced instead of kept (Lagrangian relaxation), so that every
 * order takes its own cheapest plan, found exactly; the prices follow the shortage (subgradient, Held, Wolfe, Crowder
 * 1974).
 *
 * @throws RangeError for an order of more lines than can be parted exactly
 */
export function lowerBound(t: Tables, limits: readonly Limit[], options: BoundOptions): Bound {
  const { rounds, knownFen, onPlan, isOver } = options;
  const pricer = new PlanPricer(t);
  const draws = new Draws(t, limits);
  const prices = options.prices?.slice() ?? new Float64Array(limits.length);
  const priced = new Prices(t, limits, prices);
  let best: Bound = { boundFen: -Infinity, prices: prices.slice() };
  let pace = 1;
  let stale = 0;
  for (let round = 0; round < rounds && !isOver?.(round); round += 1) {
    const excess = Float64Array.from(limits, ({ most }) => -most);
    priced.set(prices);
    const boundFen = boundAt(t, limits, pricer, priced, prices, (order, plan) => {
      draws.add(order, plan, excess);
      onPlan?.(order, plan);
    });
    if (boundFen > best.boundFen) {
      best = { boundFen, prices: prices.slice() };
      stale = 0;
    } else if ((stale += 1) >= patience) {
      pace /= 2;
      stale = 0;
    }
    let norm = 0;
    for (let at = 0; at < prices.length; at += 1)
      if (excess[at]! > 0 || prices[at]! > 0) norm += excess[at]! ** 2;
    if (norm === 0 || pace < paceMin) break;
    const step = (pace * Math.max(1, knownFen - boundFen)) / norm;
    for (const [at, { u }] of limits.entries()) {
      const price = Math.max(0, prices[at]! + step * excess[at]!);
      prices[at] = u < 0 ? Math.min(t.unservedFen, price) : price;
    }
  }
  return best;
}

/** The bound at these prices, and every order's cheapest plan there. */
export function boundAt(
  t: Tables,
  limits: readonly Limit[],
  pricer: PlanPricer,
  priced: Prices,
  prices: ArrayLike<number>,
  onPlan: (order: number, plan: Int32Array, fen: number) => void,
): number {
  let bound = 0;
  for (const [at, { most }] of limits.entries()) bound -= prices[at]! * most;
  for (let order = 0; order < t.orders; order += 1) {
    const fen = pricer.price(order, priced);
    bound += fen;
    onPlan(order, pricer.plan, fen);
  }
  return bound;
}

/** What plans draw, by limit. */
export class Draws {
  private readonly t: Tables;
  private readonly limits: readonly Limit[];
  /** By cell, one more at the end: its first limit. */
  private readonly firstLimit: Int32Array;

  constructor(t: Tables, limits: readonly Limit[]) {
    this.t = t;
    this.limits = limits;
    const cells = t.capacity.length + t.variants;
    this.firstLimit = new Int32Array(cells + 1);
    for (const { cell } of limits) this.firstLimit[cell + 1]! += 1;
    for (let cell = 0; cell < cells; cell += 1) this.firstLimit[cell + 1]! += this.firstLimit[cell]!;
  }

  /** Adds what a plan of an order draws; `plan` by line of the order. */
  add(order: number, plan: ArrayLike<number>, sums: Float64Array): void {
    const first = this.t.firstLine[order]!;
    for (let line = first; line < this.t.firstLine[order + 1]!; line += 1) {
      const place = plan[line - first]!;
      this.addCell(shelfCell(this.t, line, place), this.t.quantity[line]!, sums);
      this.addCell(handsCell(this.t, line, place), this.t.quantity[line]!, sums);
      if (place < 0) this.addCell(nobodyCell(this.t, this.t.variantOf[line]!), 1, sums);
    }
  }

  private addCell(cell: number, quantity: number, sums: Float64Array): void {
    if (cell < 0) return;
    for (let at = this.firstLimit[cell]!; at < this.firstLimit[cell + 1]!; at += 1)
      sums[at]! += roundedDown(this.limits[at]!.u, quantity);
  }
}
