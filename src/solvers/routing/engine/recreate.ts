import type { Instance, VehicleClass } from './instance.ts';
import { scanPair, scanSingle } from './scan-rich.ts';
import { scanPlain, scanTimed, type ScanRoute } from './scan.ts';
import type { Search } from './search.ts';

/** Orders in which the pool is inserted, with their weights: without windows the last three are not drawn. */
const orderWeights = [4, 4, 2, 1, 2, 2, 2] as const;
const plainWeight = 11;
const timedWeight = 17;

/** Puts the units of the pool back, one after the other, each at its cheapest place, blinks apart. */
export class Recreate {
  private readonly search: Search;
  private readonly instance: Instance;
  private readonly scanRoute: ScanRoute;
  /** By unit: what it takes of the first kind of room. */
  private readonly sizes: Float64Array;
  /** More than the first kind of load decides whether a route may take a unit. */
  private readonly isPicky: boolean;
  /** What the scan adds to the way is what the route costs more. */
  private readonly isSimple: boolean;
  /** By order × unit: smaller goes first. */
  private readonly keys: readonly Float64Array[];
  private readonly sortKey: Float64Array;
  private readonly order: Int32Array;
  /** Where the unit at hand is cheapest so far. */
  private cheapest = 0;
  private vehicle = -1;
  private at = 0;
  private dropAt = -1;

  constructor(search: Search) {
    this.search = search;
    this.instance = search.instance;
    this.scanRoute = scanOf(search.instance);
    const { instance } = search;
    const { classes, dimensions, brought, taken, visits, kind } = instance;
    this.sizes = Float64Array.from({ length: visits }, (_, unit) =>
      kind === 'rich' ? 0 : brought[unit * dimensions]! + taken[unit * dimensions]!,
    );
    this.isPicky = dimensions > 1 || classes.some(isChoosy);
    this.isSimple =
      !instance.isBalanced &&
      (kind !== 'plain' || classes.every(({ durationMax }) => durationMax === Infinity));
    this.keys = orderKeys(instance);
    this.sortKey = new Float64Array(search.pool.length);
    this.order = new Int32Array(search.pool.length);
  }

  run(): void {
    const { search, order } = this;
    this.sortPool();
    for (let i = 0; i < search.poolCount; i += 1) {
      const unit = order[i]!;
      if (this.findPlace(unit)) search.routes.insert(this.vehicle, unit, this.at, this.dropAt);
      else search.leaveOut(unit);
    }
  }

  /** Whether there is a place that costs less than leaving the unit out. */
  private findPlace(unit: number): boolean {
    const { instance, search, isPicky, isSimple } = this;
    const { routes, scan } = search;
    const { active, activeCount, room } = routes;
    const size = this.sizes[unit]!;
    this.cheapest = instance.isOptional[unit] === 1 ? instance.dropCost[unit]! : Infinity;
    this.vehicle = -1;
    for (let a = 0; a < activeCount; a += 1) {
      const vehicle = active[a]!;
      if (room[vehicle]! < size) continue;
      if (isPicky && !this.mayTake(vehicle, unit)) continue;
      if (isSimple) {
        this.scanRoute(scan, vehicle, unit, this.cheapest);
        if (scan.at >= 0) this.remember(vehicle, scan.delta);
      } else this.tryRoute(vehicle, unit);
    }
    if (activeCount < search.vehicleLimit) this.tryEmpty(unit, size);
    return this.vehicle >= 0;
  }

  private remember(vehicle: number, price: number): void {
    const { scan } = this.search;
    this.cheapest = price;
    this.vehicle = vehicle;
    this.at = scan.at;
    this.dropAt = scan.dropAt;
  }

  /** One idle vehicle of every class. */
  private tryEmpty(unit: number, size: number): void {
    const { routes } = this.search;
    for (const { members } of this.instance.classes) {
      const vehicle = firstEmpty(members, routes.length);
      if (vehicle < 0 || routes.room[vehicle]! < size) continue;
      if (!this.isPicky || this.mayTake(vehicle, unit)) this.tryRoute(vehicle, unit);
    }
  }

  /** What can be said of the route as a whole, besides its first kind of load. */
  private mayTake(vehicle: number, unit: number): boolean {
    const { instance } = this;
    const { routes } = this.search;
    const kind = routes.classOf(vehicle);
    const tasks = instance.partner[unit]! < 0 ? 1 : 2;
    if (kind.serves[unit] === 0 || routes.length[vehicle]! + tasks > kind.tasksMax) return false;
    if (instance.kind === 'rich') return true;
    const { dimensions, brought, taken } = instance;
    for (let k = 1; k < dimensions; k += 1) {
      const size = brought[unit * dimensions + k]! + taken[unit * dimensions + k]!;
      if (routes.load[vehicle * dimensions + k]! + size > kind.capacity[k]!) return false;
    }
    return true;
  }

  /** Turns what may still be spent on the unit into a limit on what the scan adds to the way, and back. */
  private tryRoute(vehicle: number, unit: number): void {
    const { instance } = this;
    const { scan, routes } = this.search;
    const kind = routes.classOf(vehicle);
    const isOpening = routes.length[vehicle] === 0;
    // An idle vehicle pays nothing for the way from its start to its end.
    const unpaid = isOpening ? routes.edge[routes.base[vehicle]!]! : 0;
    let limit = this.cheapest - (isOpening ? kind.fixed : 0);
    let work = 0;
    let service = 0;
    if (instance.isBalanced) {
      // δ added to w seconds costs (w + δ)² − w²: solved for δ it is a limit on seconds.
      const drop = instance.partner[unit]!;
      service = instance.service[unit]! + (drop < 0 ? 0 : instance.service[drop]!);
      work = isOpening ? 0 : routes.cost[vehicle]! + routes.serviceSum[vehicle]!;
      limit = Math.sqrt(work * work + this.cheapest) - work - service;
    }
    limit -= unpaid;
    // Without windows a limit on time out is a limit on what is added.
    if (instance.kind === 'plain' && kind.durationMax < Infinity) {
      const spent = routes.cost[vehicle]! + routes.serviceSum[vehicle]! + instance.service[unit]!;
      if (spent > kind.durationMax) return;
      limit = Math.min(limit, kind.durationMax - spent + 1e-9);
    }
    this.scanRoute(scan, vehicle, unit, limit);
    if (scan.at < 0) return;
    const delta = scan.delta + unpaid;
    if (instance.isBalanced) this.remember(vehicle, (work + delta + service) ** 2 - work * work);
    else this.remember(vehicle, delta + (isOpening ? kind.fixed : 0));
  }

  private sortPool(): void {
    const { search, sortKey, order } = this;
    const { random, pool } = search;
    let draw = random.below(this.instance.kind === 'plain' ? plainWeight : timedWeight);
    let which = 0;
    while (draw >= orderWeights[which]!) draw -= orderWeights[which++]!;
    const keys = this.keys[which]!;
    for (let i = 0; i < search.poolCount; i += 1) {
      const unit = pool[i]!;
      const key = which === 0 ? random.next() : keys[unit]!;
      let to = i;
      while (to > 0 && sortKey[to - 1]! > key) {
        sortKey[to] = sortKey[to - 1]!;
        order[to] = order[to - 1]!;
        to -= 1;
      }
      sortKey[to] = key;
      order[to] = unit;
    }
  }
}

function isChoosy({ serves, tasksMax }: VehicleClass): boolean {
  return tasksMax < Infinity || serves.includes(0);
}

function firstEmpty(members: Int32Array, length: Int32Array): number {
  for (let m = 0; m < members.length; m += 1) if (length[members[m]!] === 0) return members[m]!;
  return -1;
}

function scanOf({ kind, partner }: Instance): ScanRoute {
  if (kind === 'plain') return scanPlain;
  if (kind === 'timed') return scanTimed;
  return (scan, vehicle, unit, limit) => {
    if (partner[unit]! < 0) scanSingle(scan, vehicle, unit, limit);
    else scanPair(scan, vehicle, unit, limit);
  };
}

/** Random (no key), largest, farthest, nearest, shortest window, earliest begin, earliest end. */
function orderKeys(instance: Instance): Float64Array[] {
  const { visits, units, nodes, dimensions, brought, taken, open, close, classes } = instance;
  const by = (key: (unit: number) => number) => {
    const keys = new Float64Array(visits);
    for (const unit of units) keys[unit] = key(unit);
    return keys;
  };
  const depots = [...new Set(classes.map(({ startNode }) => startNode))];
  const { time } = classes[0]!.matrices;
  const far = by((unit) => Math.min(...depots.map((depot) => time[depot * nodes + unit]!)));
  return [
    by(() => 0),
    by((unit) => -(brought[unit * dimensions]! + taken[unit * dimensions]!)),
    far.map((way) => -way),
    far,
    by((unit) => close[unit]! - open[unit]!),
    by((unit) => open[unit]!),
    by((unit) => close[unit]!),
  ];
}
