import type { Instance, Kind } from './instance.ts';
import type { RichArrays, Routes } from './routes.ts';

/** What a sum of fractions may be off by. */
const slack = 1e-9;

type Refresh = (routes: Routes, vehicle: number) => void;

/** Everything the arrays know of a route besides its sequence, computed anew after a change. */
export function refreshOf(kind: Kind): Refresh {
  return { plain: refreshPlain, timed: refreshTimed, rich: refreshRich }[kind];
}

function refreshPlain(routes: Routes, vehicle: number): void {
  const { instance, seq, edge } = routes;
  const { nodes, service } = instance;
  const { cost } = routes.matrices[vehicle]!;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  let sum = 0;
  let work = 0;
  let node = seq[first]!;
  for (let p = first; p <= last; p += 1) {
    const next = seq[p + 1]!;
    const way = cost[node * nodes + next]!;
    edge[p] = way;
    sum += way;
    work += service[next]!;
    node = next;
  }
  routes.cost[vehicle] = sum;
  routes.travel[vehicle] = sum;
  routes.serviceSum[vehicle] = work;
  sumLoads(routes, instance, vehicle);
}

function refreshTimed(routes: Routes, vehicle: number): void {
  refreshWays(routes, vehicle);
  refreshTimes(routes, vehicle);
  sumLoads(routes, routes.instance, vehicle);
}

function refreshRich(routes: Routes, vehicle: number): void {
  refreshWays(routes, vehicle);
  refreshTimes(routes, vehicle);
  refreshBoard(routes, routes.rich!, vehicle);
  if (routes.instance.limits.duration) refreshSegments(routes, routes.rich!, vehicle);
}

function sumLoads(routes: Routes, { dimensions, brought, taken }: Instance, vehicle: number): void {
  const first = routes.base[vehicle]! + 1;
  const end = first + routes.length[vehicle]!;
  for (let k = 0; k < dimensions; k += 1) {
    let sum = 0;
    for (let p = first; p < end; p += 1) {
      const at = routes.seq[p]! * dimensions + k;
      sum += brought[at]! + taken[at]!;
    }
    routes.load[vehicle * dimensions + k] = sum;
  }
  routes.room[vehicle] = routes.capacityOf(vehicle) - routes.load[vehicle * dimensions]!;
}

function refreshWays(routes: Routes, vehicle: number): void {
  const { instance, seq, edge, leg } = routes;
  const { nodes, service } = instance;
  const { cost, time, distance } = routes.matrices[vehicle]!;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  let costs = 0;
  let times = 0;
  let work = 0;
  let metres = 0;
  for (let p = first; p <= last; p += 1) {
    const next = seq[p + 1]!;
    const at = seq[p]! * nodes + next;
    costs += edge[p] = cost[at]!;
    times += leg[p] = time[at]!;
    work += service[next]!;
    if (distance) metres += distance[at]!;
  }
  routes.cost[vehicle] = costs;
  routes.travel[vehicle] = times;
  routes.serviceSum[vehicle] = work;
  routes.distance[vehicle] = metres;
}

function refreshTimes(routes: Routes, vehicle: number): void {
  const { seq, leg, leave, late } = routes;
  const { service, open, close } = routes.instance;
  const { shiftBegin, shiftEnd } = routes.classOf(vehicle);
  const first = routes.base[vehicle]!;
  const end = first + routes.length[vehicle]! + 1;
  let clock = shiftBegin;
  leave[first] = clock;
  for (let p = first + 1; p < end; p += 1) {
    const visit = seq[p]!;
    clock += leg[p - 1]!;
    if (clock < open[visit]!) clock = open[visit]!;
    clock += service[visit]!;
    leave[p] = clock;
  }
  let latest = shiftEnd;
  let isLate = 0;
  late[end] = latest;
  for (let p = end - 1; p > first; p -= 1) {
    const visit = seq[p]!;
    latest -= leg[p]! + service[visit]!;
    if (latest > close[visit]!) latest = close[visit]!;
    late[p] = latest;
    if (leave[p]! - service[visit]! > latest + slack) isLate = 1;
  }
  routes.isLate[vehicle] = isLate;
}

function refreshBoard(routes: Routes, rich: RichArrays, vehicle: number): void {
  const { seq, instance } = routes;
  const { dimensions, brought, taken, partner } = instance;
  const { board, peakTo, peakFrom } = rich;
  const first = routes.base[vehicle]!;
  const end = first + routes.length[vehicle]! + 1;
  for (let k = 0; k < dimensions; k += 1) {
    let aboard = 0;
    for (let p = first + 1; p < end; p += 1) {
      const visit = seq[p]!;
      if (partner[visit]! < 0) aboard += brought[visit * dimensions + k]!;
    }
    let peak = aboard;
    board[first * dimensions + k] = peakTo[first * dimensions + k] = aboard;
    for (let p = first + 1; p <= end; p += 1) {
      if (p < end) {
        const visit = seq[p]!;
        aboard += taken[visit * dimensions + k]! - brought[visit * dimensions + k]!;
      }
      if (aboard > peak) peak = aboard;
      board[p * dimensions + k] = aboard;
      peakTo[p * dimensions + k] = peak;
    }
    peak = aboard;
    for (let p = end; p >= first; p -= 1) {
      const here = board[p * dimensions + k]!;
      if (here > peak) peak = here;
      peakFrom[p * dimensions + k] = peak;
    }
  }
}

/** Segments joined as in Vidal et al. 2013, formulas 2–5, without time warp: windows are hard. */
function refreshSegments(routes: Routes, rich: RichArrays, vehicle: number): void {
  const { seq, leg } = routes;
  const { service, open, close } = routes.instance;
  const { shiftBegin, shiftEnd } = routes.classOf(vehicle);
  const [toSpan, toFrom, toBy, fromSpan, fromFrom, fromBy] = rich.segments as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const first = routes.base[vehicle]!;
  const end = first + routes.length[vehicle]! + 1;
  let span = 0;
  let from = shiftBegin;
  let by = shiftEnd;
  toSpan[first] = span;
  toFrom[first] = from;
  toBy[first] = by;
  for (let p = first + 1; p <= end; p += 1) {
    const visit = seq[p]!;
    const reach = span + leg[p - 1]!;
    const wait = Math.max(0, open[visit]! - reach - by);
    from = Math.max(open[visit]! - reach, from) - wait;
    by = Math.min(close[visit]! - reach, by);
    span = reach + service[visit]! + wait;
    toSpan[p] = span;
    toFrom[p] = from;
    toBy[p] = by;
  }
  span = 0;
  from = shiftBegin;
  by = shiftEnd;
  fromSpan[end] = span;
  fromFrom[end] = from;
  fromBy[end] = by;
  for (let p = end - 1; p > first; p -= 1) {
    const visit = seq[p]!;
    const reach = service[visit]! + leg[p]!;
    const wait = Math.max(0, from - reach - close[visit]!);
    const begin = Math.max(from - reach, open[visit]!) - wait;
    by = Math.min(by - reach, close[visit]!);
    from = begin;
    span = reach + span + wait;
    fromSpan[p] = span;
    fromFrom[p] = from;
    fromBy[p] = by;
  }
}
