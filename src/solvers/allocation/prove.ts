import { fewestUnserved } from './fewest-unserved.ts';
import type { LinearEngine, LinearProgram } from './linear.ts';
import { boundAt, Draws, lowerBound } from './lower-bound.ts';
import { PlanColumns } from './plan-columns.ts';
import type { Placement } from './plan-search.ts';
import { PlanPricer, planFen } from './price-plans.ts';
import { limitsOf, Prices, type Limit } from './prices.ts';
import type { Tables } from './tables.ts';

/** Rounds in which prices settle before the linear program takes over, and of the program itself. */
const settlingRounds = 300;
const pricingRoundsMax = 60;
/** Plans that cost so much more than their order's cheapest at the final prices come into the first program. */
const firstSpreadShare = 0.1;
/** Plans in one program: beyond it is not proved but told how far. */
const plansMax = 60_000;
/** Sums of fen nearer than this are the same. */
const sameFen = 0.01;

export interface Proof {
  readonly placement: Placement;
  readonly costFen: number;
  /** Nothing can cost less. Equal to the cost, but for roundings, when proved. */
  readonly boundFen: number;
  readonly isProved: boolean;
}

export interface ProofOptions {
  readonly engine: LinearEngine;
  readonly start: Placement;
  readonly isOver: () => boolean;
  readonly onProgress?: (proof: Proof) => void;
}

/**
 * Improves a placement towards the best of all and proves how near it is. A linear program over plans, made as they are
 * priced (column generation, Gilmore, Gomory 1961), gives prices and a bound; every plan whose reduced cost lies within
 * a spread of it goes into a program that takes plans whole. A cheaper placement would have to use a plan beyond the
 * spread and cost bound + spread at least: once the spread covers the gap, nothing is missed and the answer is proved.
 *
 * @throws RangeError for an order of more lines than can be parted exactly
 */
export function prove(t: Tables, options: ProofOptions): Proof {
  return new Prover(t, options).run();
}

class Prover {
  private readonly t: Tables;
  private readonly options: ProofOptions;
  private readonly limits: readonly Limit[];
  private readonly columns: PlanColumns;
  private readonly program: LinearProgram;
  private readonly pricer: PlanPricer;
  private readonly priced: Prices;
  private placement: Placement;
  private costFen: number;
  private boundFen = -Infinity;

  constructor(t: Tables, options: ProofOptions) {
    this.t = t;
    this.options = options;
    this.limits = limitsOf(t, fewestUnserved(t, options.start));
    this.columns = new PlanColumns(t, new Draws(t, this.limits), this.limits.length);
    this.pricer = new PlanPricer(t);
    this.priced = new Prices(t, this.limits, new Float64Array(this.limits.length));
    this.placement = options.start;
    this.costFen = costOf(t, options.start);
    const ones = new Float64Array(t.orders).fill(1);
    const none = new Float64Array(this.limits.length).fill(-Infinity);
    const most = Float64Array.from(this.limits, (limit) => limit.most);
    this.program = options.engine.open(joined(ones, none), joined(ones, most));
  }

  run(): Proof {
    try {
      this.settle();
      let spread = 0;
      let bound = this.boundFen;
      for (;;) {
        const gap = this.costFen - this.boundFen;
        if (gap <= Math.max(sameFen, spread) || this.options.isOver()) break;
        const wanted = spread === 0 ? (this.costFen / this.t.orders) * firstSpreadShare : gap;
        spread = this.columns.addWithin(this.pricer, this.priced, Math.min(gap, wanted), plansMax);
        const proved = this.solveWhole();
        bound = Math.max(bound, Math.min(proved, this.boundFen + spread));
        this.options.onProgress?.(this.proof(bound));
        if (spread < Math.min(gap, wanted)) break;
      }
      return this.proof(bound);
    } finally {
      this.program.close();
    }
  }

  private proof(bound: number): Proof {
    const boundFen = Math.min(this.costFen, bound);
    const isProved = this.costFen - boundFen <= Math.max(1, this.costFen * 1e-6);
    return { placement: this.placement, costFen: this.costFen, boundFen, isProved };
  }

  /** Finds prices at which no plan is missing any more, and the bound they give. */
  private settle(): void {
    const { t, limits, columns, program, options } = this;
    for (let order = 0; order < t.orders; order += 1) {
      columns.add(order, this.placement, t.firstLine[order]!);
      columns.add(order, nobody, 0);
    }
    const { isOver } = options;
    const settled = lowerBound(t, limits, {
      rounds: settlingRounds,
      knownFen: this.costFen,
      onPlan: (order, plan) => columns.add(order, plan, 0),
      isOver,
    });
    this.boundFen = settled.boundFen;
    let best = settled.prices;
    for (let round = 0; round < pricingRoundsMax && !isOver(); round += 1) {
      program.addColumns(columns.fresh());
      const duals = program.solveParts();
      // No more than what a line counts that nobody serves: plans are then never worth less than nothing.
      const prices = Float64Array.from(limits, ({ u }, at) =>
        Math.min(u < 0 ? t.unservedFen : Infinity, Math.max(0, -duals[t.orders + at]!)),
      );
      let missing = 0;
      this.priced.set(prices);
      const bound = boundAt(t, limits, this.pricer, this.priced, prices, (order, plan, fen) => {
        if (fen < duals[order]! - sameFen && columns.add(order, plan, 0)) missing += 1;
      });
      if (bound > this.boundFen) {
        this.boundFen = bound;
        best = prices;
      }
      if (missing === 0) break;
    }
    this.priced.set(best);
  }

  /** The best placement of the plans at hand; answers a bound on all of these. */
  private solveWhole(): number {
    const { t, columns, program } = this;
    program.addColumns(columns.fresh());
    const start = columns.chosen(this.placement);
    const { values, bound } = program.solveWhole(start, this.options.isOver);
    const placement = columns.placementOf(values);
    const costFen = placement ? costOf(t, placement) : Infinity;
    if (placement && costFen < this.costFen) {
      this.placement = placement;
      this.costFen = costFen;
    }
    return bound;
  }
}

/** Longer than any order that can be parted. */
const nobody = new Int32Array(64).fill(-1);

export function costOf(t: Tables, placement: Placement): number {
  let sum = 0;
  for (let order = 0; order < t.orders; order += 1) sum += planFen(t, order, placement, t.firstLine[order]!);
  return sum;
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
