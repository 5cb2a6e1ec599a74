import type { Instance, Matrices } from './instance.ts';
import { isScheduled, Schedule } from './schedule.ts';

const firstStride = 32;
/** What a sum of fractions may be off by. */
const slack = 1e-9;

/**
 * The routes of all vehicles as contiguous segments of typed arrays, with a journal to take a change back. Every vehicle
 * has two slots: the first change of a step writes its new route into the spare slot, so that taking back is flipping
 * slots. Position 0 is the start node, 1 … length the visits, length + 1 the end node.
 */
export class Routes {
  readonly instance: Instance;
  readonly schedule: Schedule;
  stride = firstStride;
  seq: Int32Array;
  /** Cost and time from this position to the next. */
  edge: Float64Array;
  leg: Float64Array;
  /** Windows only: earliest leaving of this position, latest begin of service at it. */
  leave: Float64Array;
  late: Float64Array;
  /** Rich only: see `rich.ts`. */
  readonly rich: RichArrays | null;
  readonly base: Int32Array;
  readonly length: Int32Array;
  /** Sum of edges. */
  readonly cost: Float64Array;
  /** Sum of legs and of services. */
  readonly travel: Float64Array;
  readonly serviceSum: Float64Array;
  readonly distance: Float64Array;
  /** Sum of what is brought, and of what is taken, by vehicle × dimension; plain and timed only. */
  readonly load: Float64Array;
  /** 1 when a window or the shift's end is missed, right after a removal only. */
  readonly isLate: Uint8Array;
  /** What is left of the first kind of capacity; plain and timed only. */
  readonly room: Float64Array;
  /** By vehicle: the ways of its class. */
  readonly matrices: readonly Matrices[];
  /** By visit: its vehicle, or −1. */
  readonly routeOf: Int32Array;
  /** Vehicles that drive. */
  readonly active: Int32Array;
  activeCount = 0;

  private readonly activeAt: Int32Array;
  private readonly spare: Int32Array;
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly stamp: Int32Array;
  private step = 0;
  private readonly oldLength: Int32Array;
  private readonly oldSums: Float64Array;
  private readonly refresh: (routes: Routes, vehicle: number) => void;

  constructor(instance: Instance, refresh: (routes: Routes, vehicle: number) => void) {
    const { vehicles, visits, dimensions, kind } = instance;
    this.instance = instance;
    this.schedule = new Schedule(instance);
    this.refresh = refresh;
    const cells = 2 * vehicles * this.stride;
    this.seq = new Int32Array(cells);
    this.edge = new Float64Array(cells);
    this.leg = new Float64Array(cells);
    this.leave = new Float64Array(kind === 'plain' ? 0 : cells);
    this.late = new Float64Array(kind === 'plain' ? 0 : cells);
    this.rich = kind === 'rich' ? new RichArrays(cells, dimensions) : null;
    this.base = Int32Array.from({ length: vehicles }, (_, v) => 2 * v * this.stride);
    this.spare = this.base.map((at) => at + this.stride);
    this.length = new Int32Array(vehicles);
    this.cost = new Float64Array(vehicles);
    this.travel = new Float64Array(vehicles);
    this.serviceSum = new Float64Array(vehicles);
    this.distance = new Float64Array(vehicles);
    this.load = new Float64Array(vehicles * dimensions);
    this.matrices = Array.from(instance.classOf, (kind) => instance.classes[kind]!.matrices);
    this.room = new Float64Array(vehicles);
    this.isLate = new Uint8Array(vehicles);
    this.routeOf = new Int32Array(visits).fill(-1);
    this.active = new Int32Array(vehicles);
    this.activeAt = new Int32Array(vehicles).fill(-1);
    this.touched = new Int32Array(vehicles);
    this.stamp = new Int32Array(vehicles);
    this.oldLength = new Int32Array(vehicles);
    this.oldSums = new Float64Array(vehicles * (sums + dimensions));
    for (let v = 0; v < vehicles; v += 1) {
      this.seq[this.base[v]!] = this.startNode(v);
      this.seq[this.base[v]! + 1] = this.endNode(v);
      this.refresh(this, v);
    }
  }

  classOf(vehicle: number) {
    return this.instance.classes[this.instance.classOf[vehicle]!]!;
  }

  /** Of the first kind. */
  capacityOf(vehicle: number): number {
    return this.classOf(vehicle).capacity[0]!;
  }

  /** What counts of a route. */
  priceOf(vehicle: number): number {
    if (this.length[vehicle] === 0) return 0;
    const cost = this.cost[vehicle]!;
    if (this.instance.isBalanced) return (cost + this.serviceSum[vehicle]!) ** 2;
    return cost + this.classOf(vehicle).fixed;
  }

  /** From here on, changes can be taken back together. */
  begin(): void {
    this.step += 1;
    this.touchedCount = 0;
  }

  /** Whether a route was changed since `begin`. */
  isTouched(vehicle: number): boolean {
    return this.stamp[vehicle] === this.step;
  }

  /** The price of the routes changed since `begin`, now minus before. */
  priceChange(): number {
    let change = 0;
    for (let t = 0; t < this.touchedCount; t += 1) {
      const v = this.touched[t]!;
      change += this.priceOf(v) - this.oldPrice(v);
    }
    return change;
  }

  /** Takes everything since `begin` back, except `routeOf`, whose old values the caller knows. */
  rollback(): void {
    const { dimensions } = this.instance;
    for (let t = 0; t < this.touchedCount; t += 1) {
      const v = this.touched[t]!;
      const at = this.base[v]!;
      this.base[v] = this.spare[v]!;
      this.spare[v] = at;
      this.length[v] = this.oldLength[v]!;
      this.setActive(v);
      const old = v * (sums + dimensions);
      this.cost[v] = this.oldSums[old]!;
      this.travel[v] = this.oldSums[old + 1]!;
      this.serviceSum[v] = this.oldSums[old + 2]!;
      this.distance[v] = this.oldSums[old + 3]!;
      for (let k = 0; k < dimensions; k += 1) this.load[v * dimensions + k] = this.oldSums[old + sums + k]!;
      this.room[v] = this.capacityOf(v) - this.load[v * dimensions]!;
    }
    this.touchedCount = 0;
  }

  /** Drops the visits whose `routeOf` is no longer this vehicle. */
  compact(vehicle: number): void {
    const { seq, routeOf } = this;
    const count = this.length[vehicle]!;
    const from = this.base[vehicle]!;
    this.touch(vehicle);
    const to = this.base[vehicle]!;
    seq[to] = seq[from]!;
    let kept = 0;
    for (let p = 1; p <= count; p += 1) {
      const visit = seq[from + p]!;
      if (routeOf[visit] === vehicle) seq[to + (kept += 1)] = visit;
    }
    seq[to + kept + 1] = seq[from + count + 1]!;
    this.length[vehicle] = kept;
    this.settle(vehicle);
  }

  /**
   * Whether a route that was feasible is so no more. Where a direct way is longer than one round a corner, taking a
   * visit out can make the rest late, or too long.
   */
  isBroken(vehicle: number): boolean {
    const count = this.length[vehicle]!;
    if (count === 0) return false;
    const kind = this.classOf(vehicle);
    if (this.rich === null && this.late.length === 0)
      return this.cost[vehicle]! + this.serviceSum[vehicle]! > kind.durationMax + slack;
    if (this.isLate[vehicle] === 1) return true;
    if (this.rich === null) return false;
    const end = this.base[vehicle]! + count + 1;
    if (isScheduled(this.instance, kind)) {
      const path = this.seq.subarray(this.base[vehicle]!, end + 1);
      if (this.schedule.arrival(kind, path, count + 2) === Infinity) return true;
    }
    return (
      this.travel[vehicle]! > kind.travelMax + slack ||
      this.distance[vehicle]! > kind.distanceMax + slack ||
      this.rich.segments[0]![end]! > kind.durationMax + slack
    );
  }

  /** Puts a unit into a route: the visit after `at`, a pair's delivery after `dropAt` of the route as it was. */
  insert(vehicle: number, unit: number, at: number, dropAt: number): void {
    const drop = this.instance.partner[unit]!;
    const added = drop < 0 ? 1 : 2;
    const count = this.length[vehicle]!;
    if (count + 2 + added > this.stride) this.widen();
    const { seq } = this;
    const from = this.base[vehicle]!;
    this.touch(vehicle);
    const to = this.base[vehicle]!;
    // From the end, so that it works in place as well.
    let shift = added;
    for (let p = count + 1; p > at; p -= 1) {
      if (drop >= 0 && p === dropAt) {
        seq[to + p + 2] = drop;
        shift = 1;
      }
      seq[to + p + shift] = seq[from + p]!;
    }
    if (drop >= 0 && dropAt === at) seq[to + at + 2] = drop;
    seq[to + at + 1] = unit;
    if (to !== from) for (let p = at; p >= 0; p -= 1) seq[to + p] = seq[from + p]!;
    this.length[vehicle] = count + added;
    this.routeOf[unit] = vehicle;
    if (drop >= 0) this.routeOf[drop] = vehicle;
    this.settle(vehicle);
  }

  /** Gives an empty route all its visits. */
  assign(vehicle: number, visits: Int32Array): void {
    while (visits.length + 2 > this.stride) this.widen();
    this.touch(vehicle);
    const at = this.base[vehicle]!;
    this.seq[at] = this.startNode(vehicle);
    this.seq.set(visits, at + 1);
    this.seq[at + visits.length + 1] = this.endNode(vehicle);
    this.length[vehicle] = visits.length;
    for (const visit of visits) this.routeOf[visit] = vehicle;
    this.settle(vehicle);
  }

  private startNode(vehicle: number): number {
    return this.classOf(vehicle).startNode;
  }

  private endNode(vehicle: number): number {
    return this.classOf(vehicle).endNode;
  }

  private settle(vehicle: number): void {
    this.setActive(vehicle);
    this.refresh(this, vehicle);
  }

  private setActive(vehicle: number): void {
    const at = this.activeAt[vehicle]!;
    if (this.length[vehicle]! > 0) {
      if (at >= 0) return;
      this.active[this.activeCount] = vehicle;
      this.activeAt[vehicle] = this.activeCount;
      this.activeCount += 1;
    } else if (at >= 0) {
      this.activeCount -= 1;
      const last = this.active[this.activeCount]!;
      this.active[at] = last;
      this.activeAt[last] = at;
      this.activeAt[vehicle] = -1;
    }
  }

  /** The first time in a step, keeps what was and flips slots. */
  private touch(vehicle: number): void {
    if (this.stamp[vehicle] === this.step) return;
    this.stamp[vehicle] = this.step;
    this.touched[this.touchedCount] = vehicle;
    this.touchedCount += 1;
    const { dimensions } = this.instance;
    const old = vehicle * (sums + dimensions);
    this.oldLength[vehicle] = this.length[vehicle]!;
    this.oldSums[old] = this.cost[vehicle]!;
    this.oldSums[old + 1] = this.travel[vehicle]!;
    this.oldSums[old + 2] = this.serviceSum[vehicle]!;
    this.oldSums[old + 3] = this.distance[vehicle]!;
    for (let k = 0; k < dimensions; k += 1)
      this.oldSums[old + sums + k] = this.load[vehicle * dimensions + k]!;
    const at = this.base[vehicle]!;
    this.base[vehicle] = this.spare[vehicle]!;
    this.spare[vehicle] = at;
  }

  private oldPrice(vehicle: number): number {
    if (this.oldLength[vehicle] === 0) return 0;
    const old = vehicle * (sums + this.instance.dimensions);
    if (this.instance.isBalanced) return (this.oldSums[old]! + this.oldSums[old + 2]!) ** 2;
    return this.oldSums[old]! + this.classOf(vehicle).fixed;
  }

  /** Doubles the room per route. */
  private widen(): void {
    const was = this.stride;
    const now = was * 2;
    const slots = 2 * this.instance.vehicles;
    this.seq = relaid(this.seq, new Int32Array(slots * now), was, now);
    this.edge = relaid(this.edge, new Float64Array(slots * now), was, now);
    this.leg = relaid(this.leg, new Float64Array(slots * now), was, now);
    if (this.late.length > 0) {
      this.leave = relaid(this.leave, new Float64Array(slots * now), was, now);
      this.late = relaid(this.late, new Float64Array(slots * now), was, now);
    }
    this.rich?.widen(slots, was, now);
    for (let v = 0; v < this.instance.vehicles; v += 1) {
      this.base[v] = (this.base[v]! / was) * now;
      this.spare[v] = (this.spare[v]! / was) * now;
    }
    this.stride = now;
  }
}

/** Sums kept per vehicle besides its loads. */
const sums = 4;

/**
 * Along a route, by position × dimension: on board when leaving; the most of it up to here; the most from here on. By
 * position, for limits on time out: duration, earliest and latest begin of the way up to here, and from here on
 * (Vidal, Crainic, Gendreau, Prins 2013: time-window segments).
 */
export class RichArrays {
  board: Float64Array;
  peakTo: Float64Array;
  peakFrom: Float64Array;
  segments: Float64Array[];
  private readonly dimensions: number;

  constructor(cells: number, dimensions: number) {
    this.dimensions = dimensions;
    this.board = new Float64Array(cells * dimensions);
    this.peakTo = new Float64Array(cells * dimensions);
    this.peakFrom = new Float64Array(cells * dimensions);
    this.segments = Array.from({ length: 6 }, () => new Float64Array(cells));
  }

  widen(slots: number, was: number, now: number): void {
    const k = this.dimensions;
    const wider = (array: Float64Array) => relaid(array, new Float64Array(slots * now * k), was * k, now * k);
    this.board = wider(this.board);
    this.peakTo = wider(this.peakTo);
    this.peakFrom = wider(this.peakFrom);
    this.segments = this.segments.map((array) => relaid(array, new Float64Array(slots * now), was, now));
  }
}

function relaid<T extends Int32Array | Float64Array>(from: T, to: T, was: number, now: number): T {
  for (let slot = 0; slot * was < from.length; slot += 1)
    to.set(from.subarray(slot * was, (slot + 1) * was), slot * now);
  return to;
}
