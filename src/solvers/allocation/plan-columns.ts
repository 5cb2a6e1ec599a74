import type { Columns } from './linear.ts';
import type { Draws } from './lower-bound.ts';
import type { Placement } from './plan-search.ts';
import { linesMax, planFen, type PlanPricer } from './price-plans.ts';
import type { Prices } from './prices.ts';
import type { Tables } from './tables.ts';

interface Column {
  readonly order: number;
  /** Place by line of the order. */
  readonly plan: Int32Array;
}

/** The plans of all orders that take part in a linear program, each once, as its columns. */
export class PlanColumns {
  private readonly t: Tables;
  private readonly draws: Draws;
  private readonly sums: Float64Array;
  private readonly columns: Column[] = [];
  /** By order: its plans' columns. */
  private readonly known: Map<string, number>[];
  private told = 0;

  constructor(t: Tables, draws: Draws, limits: number) {
    this.t = t;
    this.draws = draws;
    this.sums = new Float64Array(limits);
    this.known = Array.from({ length: t.orders }, () => new Map());
  }

  /** Whether it was new; `from`: where in `placeOf` the order's first line stands. */
  add(order: number, placeOf: ArrayLike<number>, from: number): boolean {
    const count = this.t.firstLine[order + 1]! - this.t.firstLine[order]!;
    const plan = Int32Array.from({ length: count }, (_, l) => placeOf[from + l]!);
    const key = plan.join();
    if (this.known[order]!.has(key)) return false;
    this.known[order]!.set(key, this.columns.length);
    this.columns.push({ order, plan });
    return true;
  }

  /** Columns since the last call: row `order` is 1, then come the limits. */
  fresh(): Columns {
    const columns: Columns = { cost: [], starts: [0], rows: [], values: [] };
    for (; this.told < this.columns.length; this.told += 1) {
      const { order, plan } = this.columns[this.told]!;
      columns.cost.push(planFen(this.t, order, plan));
      columns.rows.push(order);
      columns.values.push(1);
      this.sums.fill(0);
      this.draws.add(order, plan, this.sums);
      for (const [at, sum] of this.sums.entries()) {
        if (sum === 0) continue;
        columns.rows.push(this.t.orders + at);
        columns.values.push(sum);
      }
      columns.starts.push(columns.rows.length);
    }
    return columns;
  }

  /**
   * Adds every plan that costs at most `spread` more than its order's cheapest at these prices; with too many of them
   * the spread is narrowed. Answers the spread that is complete.
   */
  addWithin(pricer: PlanPricer, priced: Prices, spread: number, plansMax: number): number {
    for (let narrowed = spread; ; narrowed /= 2) {
      const found: Column[] = [];
      let isComplete = true;
      for (let order = 0; order < this.t.orders && isComplete; order += 1)
        isComplete = this.within(order, pricer, priced, narrowed, plansMax, found);
      if (!isComplete) continue;
      for (const { order, plan } of found) this.add(order, plan, 0);
      return narrowed;
    }
  }

  private within(
    order: number,
    pricer: PlanPricer,
    priced: Prices,
    spread: number,
    plansMax: number,
    found: Column[],
  ): boolean {
    const { t } = this;
    const first = t.firstLine[order]!;
    const count = t.firstLine[order + 1]! - first;
    const most = pricer.price(order, priced) + spread;
    const row = order * t.places;
    const byHubFen = t.hub >= 0 && t.legFen[row + t.hub] === 0 ? t.directFen[row + t.hub]! : Infinity;
    const plan = new Int32Array(linesMax).fill(-1);
    const go = (l: number, fen: number, straight: number, byHub: number): boolean => {
      if (fen + Math.min(straight, byHub) > most) return true;
      if (l === count) {
        found.push({ order, plan: plan.slice(0, count) });
        return found.length <= plansMax;
      }
      for (let p = -1; p < t.places; p += 1) {
        if (p >= 0 && t.may[(first + l) * t.places + p] === 0) continue;
        const isNew = p >= 0 && plan.indexOf(p) < 0;
        const piece = p < 0 ? t.unservedFen : t.quantity[first + l]! * t.pieceFen[row + p]!;
        const fee = isNew ? t.feeFen[row + p]! : 0;
        const direct = isNew ? t.directFen[row + p]! : 0;
        const leg = isNew ? Math.min(t.legFen[row + p]!, p === t.hub ? 0 : direct) : 0;
        plan[l] = p;
        const isComplete = go(
          l + 1,
          fen + piece + fee + priced.of(first + l, p),
          straight + direct,
          byHub + leg,
        );
        plan[l] = -1;
        if (!isComplete) return false;
      }
      return true;
    };
    return go(0, 0, 0, byHubFen);
  }

  /** By column: 1 where the placement has it. Its plans must have been added. */
  chosen(placement: Placement): Float64Array {
    const { t } = this;
    const values = new Float64Array(this.columns.length);
    for (let order = 0; order < t.orders; order += 1) {
      const plan = placement.subarray(t.firstLine[order]!, t.firstLine[order + 1]!);
      values[this.known[order]!.get(plan.join())!] = 1;
    }
    return values;
  }

  /** The placement of these values, null when they leave an order out. */
  placementOf(values: Float64Array): Placement | null {
    const placement = new Int32Array(this.t.lines).fill(-1);
    let orders = 0;
    for (const [at, { order, plan }] of this.columns.entries()) {
      if (values[at]! < 0.5) continue;
      placement.set(plan, this.t.firstLine[order]!);
      orders += 1;
    }
    return orders === this.t.orders ? placement : null;
  }
}
