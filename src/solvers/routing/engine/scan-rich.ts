import type { VehicleClass } from './instance.ts';
import type { RichArrays } from './routes.ts';
import { isScheduled } from './schedule.ts';
import type { Scan } from './scan.ts';

/** What a sum of fractions may be off by. */
const slack = 1e-9;

/** A single visit among pairs, loads that change along the way, and limits. */
export function scanSingle(scan: Scan, vehicle: number, unit: number, limit: number): void {
  const { routes, instance } = scan;
  const { seq, edge, leave, late } = routes;
  const rich = routes.rich!;
  const kind = routes.classOf(vehicle);
  const { cost, costInto, time, timeInto } = kind.matrices;
  const row = unit * instance.nodes;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  scan.delta = limit;
  scan.at = -1;
  for (let p = first; p <= last; p += 1) {
    if (leave[p]! > instance.close[unit]!) break;
    const next = seq[p + 1]!;
    const previous = seq[p]!;
    const delta = costInto[row + previous]! + cost[row + next]! - edge[p]!;
    scan.countdown -= 1;
    if (scan.countdown === 0) {
      scan.countdown = scan.drawBlink();
      continue;
    }
    if (delta >= scan.delta) continue;
    let begin = leave[p]! + timeInto[row + previous]!;
    if (begin > instance.close[unit]!) continue;
    if (begin < instance.open[unit]!) begin = instance.open[unit]!;
    if (begin + instance.service[unit]! + time[row + next]! > late[p + 1]!) continue;
    if (!carries(scan, rich, kind, unit, p)) continue;
    if (!withinLimits(scan, vehicle, unit, p)) continue;
    if (!holdsSchedule(scan, vehicle, unit, p, p)) continue;
    scan.delta = delta;
    scan.at = p - first;
  }
}

/** The route with the unit after p, and its delivery after q ≥ p when it is a pair, drives its breaks and windows. */
function holdsSchedule(scan: Scan, vehicle: number, unit: number, p: number, q: number): boolean {
  const { routes, instance } = scan;
  const kind = routes.classOf(vehicle);
  if (!isScheduled(instance, kind)) return true;
  const { seq, schedule } = routes;
  const drop = instance.partner[unit]!;
  const first = routes.base[vehicle]!;
  const end = first + routes.length[vehicle]! + 1;
  if (scan.path.length < end - first + 3) scan.path = new Int32Array(2 * (end - first + 3));
  let count = 0;
  for (let at = first; at <= end; at += 1) {
    scan.path[count++] = seq[at]!;
    if (at === p) scan.path[count++] = unit;
    if (at === q && drop >= 0) scan.path[count++] = drop;
  }
  return schedule.arrival(kind, scan.path, count) < Infinity;
}

/** What is brought is on board until here, what is taken from here on. */
function carries({ instance }: Scan, rich: RichArrays, kind: VehicleClass, unit: number, p: number): boolean {
  const { dimensions, brought, taken } = instance;
  for (let k = 0; k < dimensions; k += 1) {
    const most = kind.capacity[k]! + slack;
    if (rich.peakTo[p * dimensions + k]! + brought[unit * dimensions + k]! > most) return false;
    if (rich.peakFrom[p * dimensions + k]! + taken[unit * dimensions + k]! > most) return false;
  }
  return true;
}

function withinLimits(scan: Scan, vehicle: number, unit: number, p: number): boolean {
  const { routes, instance } = scan;
  const { limits, nodes, open, close, service } = instance;
  if (!limits.travel && !limits.distance && !limits.duration) return true;
  const kind = routes.classOf(vehicle);
  const { time, distance } = kind.matrices;
  const previous = routes.seq[p]!;
  const next = routes.seq[p + 1]!;
  const there = previous * nodes + unit;
  const onward = unit * nodes + next;
  const travel = routes.travel[vehicle]! + time[there]! + time[onward]! - routes.leg[p]!;
  if (travel > kind.travelMax + slack) return false;
  if (distance) {
    const way = routes.distance[vehicle]! + distance[there]! + distance[onward]!;
    if (way - distance[previous * nodes + next]! > kind.distanceMax + slack) return false;
  }
  if (kind.durationMax === Infinity) return true;
  const segment = new Segment(scan, p);
  segment.go(time[there]!, open[unit]!, close[unit]!, service[unit]!);
  return segment.spanWith(scan, p + 1, time[onward]!) <= kind.durationMax + slack;
}

/** A way that began at the start: its shortest duration, and between when it may begin to be that short. */
class Segment {
  private span: number;
  private from: number;
  private by: number;

  /** The route's way up to the absolute position `p`. */
  constructor({ routes }: Scan, p: number) {
    const { segments } = routes.rich!;
    this.span = segments[0]![p]!;
    this.from = segments[1]![p]!;
    this.by = segments[2]![p]!;
  }

  go(seconds: number, open: number, close: number, service: number): void {
    const reach = this.span + seconds;
    const wait = Math.max(0, open - reach - this.by);
    this.from = Math.max(open - reach, this.from) - wait;
    this.by = Math.min(close - reach, this.by);
    this.span = reach + service + wait;
  }

  /** Duration when the route goes on from position `p` as it is. */
  spanWith({ routes }: Scan, p: number, seconds: number): number {
    const { segments } = routes.rich!;
    const reach = this.span + seconds;
    return reach + segments[3]![p]! + Math.max(0, segments[4]![p]! - reach - this.by);
  }
}

/**
 * A pair: its pickup after position p, its delivery after position q ≥ p. For each p the deliveries are tried in order
 * until time or load forbids going on; a p is passed over when even the cheapest delivery after it cannot win.
 */
export function scanPair(scan: Scan, vehicle: number, unit: number, limit: number): void {
  const { routes, instance } = scan;
  const { seq, edge, leave } = routes;
  const { cost, costInto } = routes.classOf(vehicle).matrices;
  const drop = instance.partner[unit]!;
  const row = unit * instance.nodes;
  const dropRow = drop * instance.nodes;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  if (scan.dropFrom.length <= last - first + 1) scan.dropFrom = new Float64Array(2 * (last - first + 2));
  const { dropFrom } = scan;
  let cheapest = Infinity;
  for (let p = last; p >= first; p -= 1) {
    dropFrom[p - first + 1] = cheapest;
    const delta = costInto[dropRow + seq[p]!]! + cost[dropRow + seq[p + 1]!]! - edge[p]!;
    if (delta < cheapest) cheapest = delta;
  }
  scan.delta = limit;
  scan.at = -1;
  const close = instance.close[unit]!;
  const between = cost[row + drop]!;
  for (let p = first; p <= last; p += 1) {
    if (leave[p]! > close) break;
    const into = costInto[row + seq[p]!]! - edge[p]!;
    const next = seq[p + 1]!;
    const together = into + between + cost[dropRow + next]!;
    const apart = into + cost[row + next]!;
    if (together >= scan.delta && apart + dropFrom[p - first + 1]! >= scan.delta) continue;
    scan.countdown -= 1;
    if (scan.countdown === 0) {
      scan.countdown = scan.drawBlink();
      continue;
    }
    scanDrops(scan, vehicle, unit, p, together, apart);
  }
}

/** The deliveries for one position of the pickup. */
function scanDrops(
  scan: Scan,
  vehicle: number,
  unit: number,
  p: number,
  together: number,
  apart: number,
): void {
  const { routes, instance, dropFrom } = scan;
  const { seq, edge, leave, late, leg } = routes;
  const { open, close, service, nodes } = instance;
  const kind = routes.classOf(vehicle);
  const { cost, costInto, time, timeInto } = kind.matrices;
  const drop = instance.partner[unit]!;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  if (!holdsMore(scan, kind, unit, p)) return;
  const begin = Math.max(open[unit]!, leave[p]! + timeInto[unit * nodes + seq[p]!]!);
  if (begin > close[unit]!) return;
  const left = begin + service[unit]!;
  if (together < scan.delta) {
    const at = Math.max(open[drop]!, left + time[unit * nodes + drop]!);
    const isInTime = at <= close[drop]!;
    const on = at + service[drop]! + time[drop * nodes + seq[p + 1]!]!;
    const isGood = isInTime && on <= late[p + 1]! && pairWithinLimits(scan, vehicle, unit, p, p);
    if (isGood && holdsSchedule(scan, vehicle, unit, p, p)) {
      scan.delta = together;
      scan.at = p - first;
      scan.dropAt = p - first;
    }
  }
  const dropRow = drop * nodes;
  let clock = left + time[unit * nodes + seq[p + 1]!]!;
  for (let q = p + 1; q <= last; q += 1) {
    if (apart + dropFrom[q - first]! >= scan.delta) return;
    const visit = seq[q]!;
    if (clock > late[q]! || !holdsMore(scan, kind, unit, q)) return;
    if (clock < open[visit]!) clock = open[visit]!;
    clock += service[visit]!;
    if (clock > close[drop]!) return;
    const next = seq[q + 1]!;
    const delta = apart + costInto[dropRow + visit]! + cost[dropRow + next]! - edge[q]!;
    if (delta < scan.delta) {
      const at = Math.max(open[drop]!, clock + timeInto[dropRow + visit]!);
      const isInTime = at <= close[drop]! && at + service[drop]! + time[dropRow + next]! <= late[q + 1]!;
      const isGood = isInTime && pairWithinLimits(scan, vehicle, unit, p, q);
      if (isGood && holdsSchedule(scan, vehicle, unit, p, q)) {
        scan.delta = delta;
        scan.at = p - first;
        scan.dropAt = q - first;
      }
    }
    clock += leg[q]!;
  }
}

/** Whether a pair's goods fit in besides what is on board when leaving position `p`. */
function holdsMore({ routes, instance }: Scan, kind: VehicleClass, unit: number, p: number): boolean {
  const { dimensions, taken } = instance;
  const { board } = routes.rich!;
  for (let k = 0; k < dimensions; k += 1) {
    if (board[p * dimensions + k]! + taken[unit * dimensions + k]! > kind.capacity[k]! + slack) return false;
  }
  return true;
}

function pairWithinLimits(scan: Scan, vehicle: number, unit: number, p: number, q: number): boolean {
  const { routes, instance } = scan;
  const { limits, nodes, open, close, service, partner } = instance;
  if (!limits.travel && !limits.distance && !limits.duration) return true;
  const kind = routes.classOf(vehicle);
  const { time, distance } = kind.matrices;
  const drop = partner[unit]!;
  const { seq, leg } = routes;
  const added = (table: Float64Array) => {
    const way = (a: number, b: number) => table[a * nodes + b]!;
    const next = seq[p + 1]!;
    if (p === q) return way(seq[p]!, unit) + way(unit, drop) + way(drop, next) - way(seq[p]!, next);
    const pickup = way(seq[p]!, unit) + way(unit, next) - way(seq[p]!, next);
    return pickup + way(seq[q]!, drop) + way(drop, seq[q + 1]!) - way(seq[q]!, seq[q + 1]!);
  };
  if (routes.travel[vehicle]! + added(time) > kind.travelMax + slack) return false;
  if (distance && routes.distance[vehicle]! + added(distance) > kind.distanceMax + slack) return false;
  if (kind.durationMax === Infinity) return true;
  const segment = new Segment(scan, p);
  const visit = (seconds: number, node: number) =>
    segment.go(seconds, open[node]!, close[node]!, service[node]!);
  visit(time[seq[p]! * nodes + unit]!, unit);
  let from = unit;
  for (let at = p + 1; at <= q; at += 1) {
    visit(at === p + 1 ? time[unit * nodes + seq[at]!]! : leg[at - 1]!, seq[at]!);
    from = seq[at]!;
  }
  visit(time[from * nodes + drop]!, drop);
  return segment.spanWith(scan, q + 1, time[drop * nodes + seq[q + 1]!]!) <= kind.durationMax + slack;
}
