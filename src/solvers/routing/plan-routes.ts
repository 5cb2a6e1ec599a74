import { matrix, type Matrix } from '../distance/matrix.ts';
import type { Parcel, PlannedRoute, RoutingPlan, RoutingProblem, Vehicle, Visit } from './types.ts';

/** Parcels that travel together from one place to one door: the unit of planning. */
interface Bundle {
  readonly parcels: readonly Parcel[];
  readonly size: number;
  readonly fromNode: number;
  readonly toNode: number;
}

/** A visit on the way: load or drop a bundle at a node of the matrix. */
interface Step {
  readonly bundle: Bundle;
  readonly kind: 'load' | 'drop';
}

interface Trip {
  readonly vehicle: Vehicle;
  readonly startNode: number;
  steps: Step[];
}

/**
 * First joint routes: cheapest insertion of each bundle (its load, then its drop) over all vehicles, farthest bundles
 * first, then relocation of single bundles while that helps, at most `maxPasses` passes. What counts is the sum over
 * the vehicles of their seconds squared: short ways, and nobody on the road much longer than the others. Order of load
 * and drop and the capacity hold at every step. Deterministic.
 */
export function planRoutes(problem: RoutingProblem): RoutingPlan {
  const nodes = new NodeTable();
  const trips: Trip[] = problem.vehicles.map((vehicle) => ({
    vehicle,
    startNode: nodes.add(`start ${vehicle.vehicleId}`, vehicle.start),
    steps: [],
  }));
  const largest = Math.max(0, ...problem.vehicles.map((vehicle) => vehicle.capacity));
  const unplanned = problem.parcels
    .filter((parcel) => parcel.size > largest)
    .map((parcel) => parcel.parcelId);
  const bundles = bundle(
    problem.parcels.filter((parcel) => parcel.size <= largest),
    largest,
    nodes,
  );
  const distances = matrix(nodes.points);
  const far = (one: Bundle) => distances.meters[one.fromNode * distances.size + one.toNode]!;
  const order = [...bundles].sort(
    (a, b) => far(b) - far(a) || (a.parcels[0]!.parcelId < b.parcels[0]!.parcelId ? -1 : 1),
  );
  for (const one of order) insertCheapest(one, trips, distances, problem.stopSeconds);
  for (let pass = 0; pass < problem.maxPasses; pass += 1) {
    if (!relocateAll(order, trips, distances, problem.stopSeconds)) break;
  }
  return {
    routes: trips
      .filter((trip) => trip.steps.length > 0)
      .map((trip) => describe(trip, problem, distances, nodes)),
    unplanned,
  };
}

class NodeTable {
  readonly points: { lng: number; lat: number }[] = [];
  private readonly byKey = new Map<string, number>();
  add(key: string, point: { lng: number; lat: number }): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.points.length);
    return this.points.push(point) - 1;
  }
}

/** Same way, same bundle, as long as a vehicle can carry it. */
function bundle(parcels: readonly Parcel[], largest: number, nodes: NodeTable): Bundle[] {
  const groups = new Map<string, Parcel[][]>();
  for (const parcel of parcels) {
    const key = JSON.stringify([parcel.fromKey, parcel.toKey]);
    const parts = groups.get(key) ?? [[]];
    groups.set(key, parts);
    const last = parts.at(-1)!;
    if (sizeOf(last) + parcel.size <= largest) last.push(parcel);
    else parts.push([parcel]);
  }
  return [...groups.values()].flat().map((group) => ({
    parcels: group,
    size: sizeOf(group),
    fromNode: nodes.add(`from ${group[0]!.fromKey}`, group[0]!.from),
    toNode: nodes.add(`to ${group[0]!.toKey}`, group[0]!.to),
  }));
}

function sizeOf(parcels: readonly Parcel[]): number {
  return parcels.reduce((sum, parcel) => sum + parcel.size, 0);
}

/** A load next to another load of the same place costs nothing more, which is what joins parcels into one stop. */
function insertCheapest(one: Bundle, trips: Trip[], distances: Matrix, stopSeconds: number): void {
  let best: { trip: Trip; steps: Step[]; cost: number } | null = null;
  for (const trip of trips) {
    const before = secondsOf(trip, distances, stopSeconds);
    const path = [trip.startNode, ...trip.steps.map(nodeOf)];
    const loading = path.map((_, after) => detour(path, after, one.fromNode, distances));
    const dropping = path.map((_, after) => detour(path, after, one.toNode, distances));
    const straight = distances.seconds[one.fromNode * distances.size + one.toNode]!;
    for (let load = 0; load < path.length; load += 1) {
      for (let drop = load; drop < path.length; drop += 1) {
        const added =
          stopSeconds +
          (drop === load ? both(path, load, one, straight, distances) : loading[load]! + dropping[drop]!);
        const cost = added * (2 * before + added);
        if (best !== null && cost >= best.cost) continue;
        const steps = withBundle(trip.steps, one, load, drop);
        if (fits(steps, trip.vehicle.capacity)) best = { trip, steps, cost };
      }
    }
  }
  // Every bundle fits an empty stretch of some vehicle: after all drops, the largest vehicle carries nothing.
  best!.trip.steps = best!.steps;
}

/** Seconds added by going to a node after this position of the path; the way is open-ended. */
function detour(path: readonly number[], after: number, node: number, { seconds, size }: Matrix): number {
  const from = path[after]!;
  const to = path[after + 1];
  const there = seconds[from * size + node]!;
  return to === undefined ? there : there + seconds[node * size + to]! - seconds[from * size + to]!;
}

/** Seconds added by loading and dropping right after another. */
function both(
  path: readonly number[],
  after: number,
  { fromNode, toNode }: Bundle,
  straight: number,
  { seconds, size }: Matrix,
): number {
  const from = path[after]!;
  const to = path[after + 1];
  const there = seconds[from * size + fromNode]! + straight;
  return to === undefined ? there : there + seconds[toNode * size + to]! - seconds[from * size + to]!;
}

function withBundle(steps: readonly Step[], one: Bundle, load: number, drop: number): Step[] {
  return [
    ...steps.slice(0, load),
    { bundle: one, kind: 'load' },
    ...steps.slice(load, drop),
    { bundle: one, kind: 'drop' },
    ...steps.slice(drop),
  ];
}

function relocateAll(
  bundles: readonly Bundle[],
  trips: Trip[],
  distances: Matrix,
  stopSeconds: number,
): boolean {
  let improved = false;
  for (const one of bundles) {
    const before = totalCost(trips, distances, stopSeconds);
    const kept = trips.map((trip) => trip.steps);
    for (const trip of trips) trip.steps = trip.steps.filter((step) => step.bundle !== one);
    insertCheapest(one, trips, distances, stopSeconds);
    if (totalCost(trips, distances, stopSeconds) < before) improved = true;
    else trips.forEach((trip, i) => (trip.steps = kept[i]!));
  }
  return improved;
}

function totalCost(trips: readonly Trip[], distances: Matrix, stopSeconds: number): number {
  return trips.reduce((sum, trip) => sum + secondsOf(trip, distances, stopSeconds) ** 2, 0);
}

/** On the way and at doors. Loading is left out: how often a place is visited shows only when the stops are joined. */
function secondsOf(trip: Trip, distances: Matrix, stopSeconds: number): number {
  let at = trip.startNode;
  let seconds = 0;
  for (const step of trip.steps) {
    const next = nodeOf(step);
    seconds += distances.seconds[at * distances.size + next]! + (step.kind === 'drop' ? stopSeconds : 0);
    at = next;
  }
  return seconds;
}

function nodeOf(step: Step): number {
  return step.kind === 'load' ? step.bundle.fromNode : step.bundle.toNode;
}

function fits(steps: readonly Step[], capacity: number): boolean {
  let load = 0;
  for (const { kind, bundle: one } of steps) {
    load += kind === 'load' ? one.size : -one.size;
    if (load > capacity) return false;
  }
  return true;
}

/** Neighbouring steps of one kind at one node become one stop. */
function describe(trip: Trip, problem: RoutingProblem, distances: Matrix, nodes: NodeTable): PlannedRoute {
  const visits: Visit[] = [];
  let at = trip.startNode;
  let clock = 0;
  for (const step of trip.steps) {
    const node = nodeOf(step);
    const last = visits.at(-1);
    const ids = step.bundle.parcels.map((parcel) => parcel.parcelId);
    const first = step.bundle.parcels[0]!;
    const key = step.kind === 'load' ? first.fromKey : first.toKey;
    if (last && node === at && last.kind === step.kind && last.key === key) {
      visits[visits.length - 1] = { ...last, parcelIds: [...last.parcelIds, ...ids] };
      continue;
    }
    clock += distances.seconds[at * distances.size + node]!;
    const legMetre = distances.meters[at * distances.size + node]!;
    visits.push({
      kind: step.kind,
      key,
      point: nodes.points[node]!,
      parcelIds: ids,
      arriveSeconds: clock,
      legMetre,
    });
    clock += step.kind === 'load' ? problem.loadSeconds : problem.stopSeconds;
    at = node;
  }
  return {
    vehicleId: trip.vehicle.vehicleId,
    visits,
    lengthMetre: visits.reduce((sum, visit) => sum + visit.legMetre, 0),
    durationSeconds: clock,
  };
}
