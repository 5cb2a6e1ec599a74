import type { Instance } from './instance.ts';
import { Random } from './random.ts';
import { refreshOf } from './refresh.ts';
import { Routes } from './routes.ts';
import { Scan } from './scan.ts';

/** Routes, the units in none of them, and what all of it costs: the state that ruin and recreate work on. */
export class Search {
  readonly instance: Instance;
  readonly routes: Routes;
  readonly random: Random;
  readonly scan: Scan;
  /** Units in no route. */
  readonly absent: Int32Array;
  absentCount = 0;
  /** Of them, those that must be served. */
  owedCount = 0;
  /** Units to be inserted in this step: those just removed, then those that were absent before. */
  readonly pool: Int32Array;
  poolCount = 0;
  /** By place in the pool, their vehicle before this step, −1 for the absent. */
  readonly poolFrom: Int32Array;
  /** Routes and left-out units together. */
  price = 0;
  /** No more vehicles than this may drive. */
  vehicleLimit: number;
  /** By unit: how often a step ended without it; who is absent often is hard to place. */
  readonly absences: Float64Array;

  private readonly absentBefore: Int32Array;
  private absentCountBefore = 0;
  private owedCountBefore = 0;

  constructor(instance: Instance, seed: number) {
    this.instance = instance;
    this.random = new Random(seed);
    this.routes = new Routes(instance, refreshOf(instance.kind));
    this.scan = new Scan(this.routes, this.random);
    this.vehicleLimit = instance.vehicles;
    const count = instance.units.length;
    this.absent = Int32Array.from(instance.units);
    this.absentCount = count;
    this.absentBefore = new Int32Array(count);
    this.pool = new Int32Array(count);
    this.poolFrom = new Int32Array(count);
    this.absences = new Float64Array(instance.visits);
    this.recount();
  }

  /** Opens a step: all changes until `rollback` can be taken back. The absent are in the pool from the beginning. */
  begin(): void {
    this.routes.begin();
    this.absentCountBefore = this.absentCount;
    this.owedCountBefore = this.owedCount;
    for (let i = 0; i < this.absentCount; i += 1) {
      this.absentBefore[i] = this.pool[i] = this.absent[i]!;
      this.poolFrom[i] = -1;
    }
    this.poolCount = this.absentCount;
    this.absentCount = 0;
    this.owedCount = 0;
  }

  /** Closes the gaps in a route after removals; if the rest no longer holds, it goes into the pool as well. */
  compact(vehicle: number): void {
    const { routes } = this;
    routes.compact(vehicle);
    if (!routes.isBroken(vehicle)) return;
    const at = routes.base[vehicle]!;
    for (let p = 1; p <= routes.length[vehicle]!; p += 1) {
      const visit = routes.seq[at + p]!;
      if (routes.routeOf[visit] === vehicle) this.remove(visit);
    }
    routes.compact(vehicle);
  }

  /** Takes a visit's unit out of its route into the pool; the caller compacts the route. */
  remove(visit: number): void {
    const { isDrop, partner } = this.instance;
    const { routeOf } = this.routes;
    const unit = isDrop[visit] === 1 ? partner[visit]! : visit;
    this.pool[this.poolCount] = unit;
    this.poolFrom[this.poolCount] = routeOf[unit]!;
    this.poolCount += 1;
    routeOf[unit] = -1;
    if (partner[unit]! >= 0) routeOf[partner[unit]!] = -1;
  }

  leaveOut(unit: number): void {
    this.absent[this.absentCount] = unit;
    this.absentCount += 1;
    if (this.instance.isOptional[unit] === 0) this.owedCount += 1;
  }

  /** The price after this step, told before it is decided upon. */
  priceNow(): number {
    const { dropCost } = this.instance;
    let change = this.routes.priceChange();
    for (let i = 0; i < this.absentCount; i += 1) change += dropCost[this.absent[i]!]!;
    for (let i = 0; i < this.absentCountBefore; i += 1) change -= dropCost[this.absentBefore[i]!]!;
    return this.price + change;
  }

  /** How hard the absent are to place, now minus before this step. */
  absenceChange(): number {
    let change = 0;
    for (let i = 0; i < this.absentCount; i += 1) change += this.absences[this.absent[i]!]!;
    for (let i = 0; i < this.absentCountBefore; i += 1) change -= this.absences[this.absentBefore[i]!]!;
    return change;
  }

  get owedBefore(): number {
    return this.owedCountBefore;
  }

  countAbsences(): void {
    for (let i = 0; i < this.absentCount; i += 1) this.absences[this.absent[i]!]! += 1;
  }

  rollback(): void {
    const { partner } = this.instance;
    const { routeOf } = this.routes;
    this.routes.rollback();
    for (let i = 0; i < this.poolCount; i += 1) {
      const unit = this.pool[i]!;
      const vehicle = this.poolFrom[i]!;
      routeOf[unit] = vehicle;
      if (partner[unit]! >= 0) routeOf[partner[unit]!] = vehicle;
    }
    this.absent.set(this.absentBefore.subarray(0, this.absentCountBefore));
    this.absentCount = this.absentCountBefore;
    this.owedCount = this.owedCountBefore;
  }

  /** Price and debts from scratch: sums of many small changes drift. */
  recount(): void {
    const { dropCost, isOptional } = this.instance;
    let price = 0;
    let owed = 0;
    for (let a = 0; a < this.routes.activeCount; a += 1) price += this.routes.priceOf(this.routes.active[a]!);
    for (let i = 0; i < this.absentCount; i += 1) {
      price += dropCost[this.absent[i]!]!;
      if (isOptional[this.absent[i]!] === 0) owed += 1;
    }
    this.price = price;
    this.owedCount = owed;
  }

  /** The visits of every vehicle in order, empty for those that stay. */
  plan(): Plan {
    const { routes } = this;
    const plan: Int32Array[] = [];
    for (let v = 0; v < this.instance.vehicles; v += 1) {
      const at = routes.base[v]! + 1;
      plan.push(routes.seq.slice(at, at + routes.length[v]!));
    }
    return plan;
  }

  /** Empties all and drives the given plan. Its routes must be feasible. */
  restore(plan: Plan): void {
    const { routes, instance } = this;
    routes.begin();
    routes.routeOf.fill(-1);
    for (let v = 0; v < instance.vehicles; v += 1) if (routes.length[v]! > 0) routes.compact(v);
    for (const [v, visits] of plan.entries()) if (visits.length > 0) routes.assign(v, visits);
    this.absentCount = 0;
    for (const unit of instance.units) {
      if (routes.routeOf[unit]! >= 0) continue;
      this.absent[this.absentCount] = unit;
      this.absentCount += 1;
    }
    this.recount();
  }
}

/** Visits by vehicle. */
export type Plan = readonly Int32Array[];
