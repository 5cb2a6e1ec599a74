import { Recreate } from './recreate.ts';
import { ruin } from './ruin.ts';
import type { Plan, Search } from './search.ts';

/** How long one search may take: CPU seconds of its thread, iterations, or whichever ends first. */
export interface Budget {
  readonly cpuSeconds?: number;
  readonly iterations?: number;
}

/** Reads the CPU seconds of the thread; handed in, so that a search by iterations never looks at a clock. */
export type Clock = () => number;

/**
 * First and last temperature as shares of what a step typically costs, measured on the instance itself: ways, windows
 * and loads decide what a step costs, the length of a way alone does not. A running plan is cooled from less, or it
 * would be forgotten.
 */
const hot = 0.3;
const cold = 0.01;
const warm = 0.05;
/**
 * Without pairs and turning loads, as shares of the mean way between visits that could share a route: there the median
 * step hangs on the plan that happens to be measured (as long as the way to the depot, or next to nothing in wide
 * windows), and comes out several times too low or too high.
 */
const hotPlain = 1;
const hotTimed = 0.7;
const coldAround = 0.02;
/** Visits that could share a route: as many nearest ones as this many routes hold. */
const routesAround = 2;
/** Steps downhill before measuring, and steps measured; no more of the budget than this share. */
const downhillSteps = 1_000;
const measuredSteps = 500;
const measuringShare = 0.05;

/** The clock is read between batches of iterations, about this many seconds apart. */
const readingSeconds = 0.004;
const batchMax = 4_096;
/** Shares of the budget for serving everybody first, and for saving vehicles. */
const completeShare = 0.25;
const fleetShare = 0.4;
const fewerShare = 0.08;

export interface AnnealOptions {
  readonly budget: Budget;
  readonly clock: Clock;
  readonly isCancelled: () => boolean;
  /** Fewer vehicles count more than anything else. */
  readonly savesVehicles: boolean;
  /** Fewer vehicles than this cannot be. */
  readonly vehiclesMin: number;
  readonly running: Plan | null;
  readonly onBetter?: (plan: Plan, price: number) => void;
}

/** Ruin and recreate under simulated annealing: serve everybody, save vehicles if asked to, then shorten ways. */
export class Annealing {
  iterations = 0;
  private readonly search: Search;
  private readonly recreate: Recreate;
  private readonly options: AnnealOptions;
  private readonly began: number;
  private batch = 64;
  private best: Plan;
  /** What the best plan counts, left-out units included. */
  bestPrice: number;
  /** Units it leaves out although they must be served. */
  bestOwed: number;

  constructor(search: Search, options: AnnealOptions) {
    this.search = search;
    this.options = options;
    this.recreate = new Recreate(search);
    this.began = options.clock();
    if (options.running) search.restore(options.running);
    this.insertAbsent();
    this.best = search.plan();
    this.bestPrice = search.price;
    this.bestOwed = search.owedCount;
  }

  /** Runs out the budget and answers the best plan. */
  run(): Plan {
    const { search, options } = this;
    const typical = this.measureSteps();
    this.complete(completeShare, typical * warm);
    if (options.savesVehicles) this.saveVehicles(fleetShare, typical * warm);
    else if (!search.instance.isBalanced && options.running === null)
      this.tryFewer(fewerShare, typical * warm);
    else search.restore(this.best);
    search.vehicleLimit =
      options.savesVehicles && this.bestOwed === 0 ? search.routes.activeCount : search.instance.vehicles;
    const { kind, isBalanced } = search.instance;
    if (options.running) this.cool(typical * warm, typical * cold);
    else if (kind !== 'rich' && !isBalanced) {
      const way = this.wayAround();
      this.cool(way * (kind === 'plain' ? hotPlain : hotTimed), way * coldAround);
    } else this.cool(typical * hot, typical * cold);
    return this.best;
  }

  private wayAround(): number {
    const { routes, instance } = this.search;
    const { visits, nodes, near, nearCount, classes } = instance;
    const perRoute = visits / Math.max(1, routes.activeCount);
    const count = Math.min(nearCount, Math.ceil(routesAround * perRoute));
    const { cost } = classes[0]!.matrices;
    let sum = 0;
    for (let i = 0; i < visits; i += 1)
      for (let k = 0; k < count; k += 1) sum += cost[i * nodes + near[i * nearCount + k]!]!;
    return Math.max(1e-6, sum / Math.max(1, visits * count));
  }

  /** Goes downhill for a while, then tells what the steps that are not taken would have cost: their median. */
  private measureSteps(): number {
    const { search } = this;
    const costs: number[] = [];
    let steps = 0;
    this.runUntil(this.spent() + measuringShare, () => {
      this.change();
      steps += 1;
      const price = search.priceNow();
      const cost = price - search.price;
      if (search.owedCount > search.owedBefore || cost > 1e-9) {
        if (steps > downhillSteps / 2 && search.owedCount <= search.owedBefore) costs.push(cost);
        search.rollback();
      } else this.accept(price);
      return steps >= downhillSteps + measuredSteps;
    });
    const late = costs.slice(-measuredSteps).sort((a, b) => a - b);
    return late[Math.floor(late.length / 2)] ?? this.bestPrice / (search.instance.visits + 1);
  }

  private accept(price: number): void {
    const { search } = this;
    search.price = price;
    if (search.owedCount < this.bestOwed || price < this.bestPrice - 1e-9) this.keepBest();
  }

  /** Inserts everything absent into the plan there is. */
  private insertAbsent(): void {
    const { search } = this;
    search.begin();
    this.recreate.run();
    search.recount();
  }

  private spent(): number {
    const { budget, clock } = this.options;
    const byCount = budget.iterations === undefined ? 0 : this.iterations / budget.iterations;
    const byTime = budget.cpuSeconds === undefined ? 0 : (clock() - this.began) / budget.cpuSeconds;
    return Math.max(byCount, byTime);
  }

  /** Runs batches of steps until the share of the budget is spent or `step` says that it is done. */
  private runUntil(share: number, step: (spent: number) => boolean): void {
    const { budget, clock, isCancelled } = this.options;
    let spent = this.spent();
    while (spent < share && !isCancelled()) {
      let size = this.batch;
      if (budget.iterations !== undefined)
        size = Math.max(1, Math.min(size, Math.ceil(budget.iterations * share) - this.iterations));
      const before = budget.cpuSeconds === undefined ? 0 : clock();
      for (let i = 0; i < size; i += 1) if (step(spent)) return;
      if (budget.cpuSeconds !== undefined) {
        const took = clock() - before;
        if (took < readingSeconds / 2) this.batch = Math.min(batchMax, this.batch * 2);
        else if (took > readingSeconds * 2) this.batch = Math.max(1, this.batch >> 1);
      }
      spent = this.spent();
    }
  }

  private change(): void {
    const { search } = this;
    this.iterations += 1;
    search.begin();
    ruin(search);
    this.recreate.run();
  }

  private keepBest(): void {
    const { search } = this;
    this.best = search.plan();
    this.bestPrice = search.price;
    this.bestOwed = search.owedCount;
    this.options.onBetter?.(this.best, this.bestPrice);
  }

  /** Plain annealing on the price. */
  private cool(from: number, to: number): void {
    const { search } = this;
    const { random } = search;
    const start = this.spent();
    let temperature = from;
    let spentBefore = -1;
    this.runUntil(1, (spent) => {
      if (spent !== spentBefore) {
        temperature = from * (to / from) ** ((spent - start) / (1 - start));
        spentBefore = spent;
        search.recount();
      }
      this.change();
      const price = search.priceNow();
      const owesMore = search.owedCount > search.owedBefore;
      if (!owesMore && price < search.price - temperature * Math.log(1 - random.next())) {
        this.accept(price);
      } else search.rollback();
      return false;
    });
  }

  /** Until everybody who must be served is served: whoever is hard to place counts more and more. */
  private complete(share: number, temperature: number): void {
    const { search } = this;
    const { random } = search;
    if (search.owedCount === 0) return;
    this.runUntil(share, () => {
      this.change();
      const price = search.priceNow();
      const harder = search.absenceChange();
      const isBetter = harder < 0 || search.owedCount < search.owedBefore;
      const isEqual = search.owedCount === search.owedBefore && harder <= 0;
      const isCheap = price < search.price - temperature * Math.log(1 - random.next());
      if (isBetter || (isEqual && isCheap)) search.price = price;
      else search.rollback();
      search.countAbsences();
      if (search.owedCount < this.bestOwed) this.keepBest();
      return search.owedCount === 0;
    });
  }

  /**
   * Annealing lets vehicles out far more easily than it calls them back, so that it begins with as few as can be found
   * in a short while, whatever the ways cost. The cheapest plan so far stays known.
   */
  private tryFewer(share: number, temperature: number): void {
    const { best, bestPrice, bestOwed } = this;
    this.saveVehicles(share, temperature);
    if (bestOwed < this.bestOwed || (bestOwed === this.bestOwed && bestPrice <= this.bestPrice)) {
      this.best = best;
      this.bestPrice = bestPrice;
      this.bestOwed = bestOwed;
    }
  }

  /** Dissolves the route whose visits are easiest to place, serves everybody again, and so on; drives the last result. */
  private saveVehicles(share: number, temperature: number): void {
    const { search } = this;
    const until = this.spent() + share * (1 - this.spent());
    search.restore(this.best);
    search.absences.fill(0);
    let fewest = this.best;
    while (search.owedCount === 0 && search.routes.activeCount > this.options.vehiclesMin) {
      if (this.spent() >= until || this.options.isCancelled()) break;
      search.vehicleLimit = search.routes.activeCount - 1;
      this.dissolveEasiest();
      this.complete(until, temperature);
      if (search.owedCount > 0) break;
      this.keepBest();
      fewest = this.best;
    }
    search.restore(fewest);
  }

  private dissolveEasiest(): void {
    const { search } = this;
    const { routes } = search;
    let easiest = -1;
    let least = Infinity;
    for (let a = 0; a < routes.activeCount; a += 1) {
      const vehicle = routes.active[a]!;
      const at = routes.base[vehicle]!;
      let sum = 0;
      for (let p = 1; p <= routes.length[vehicle]!; p += 1) sum += search.absences[routes.seq[at + p]!]!;
      if (sum < least) {
        least = sum;
        easiest = vehicle;
      }
    }
    search.begin();
    const at = routes.base[easiest]!;
    for (let p = 1; p <= routes.length[easiest]!; p += 1) {
      const visit = routes.seq[at + p]!;
      if (routes.routeOf[visit] === easiest) search.remove(visit);
    }
    routes.compact(easiest);
    this.recreate.run();
    search.recount();
    if (search.owedCount > 0) search.countAbsences();
  }
}
