import { matrix, type Matrix } from '../distance/matrix.ts';
import type { RoutingAnswer, RoutingInput } from './problem.ts';
import { solveRouting } from './solve-routing.ts';
import type { Parcel, PlannedRoute, RoutingPlan, RoutingProblem, Visit } from './types.ts';

/** Steps of the search: more for more visits, until steps times visits come to a second or two on one core. */
const stepsPerVisit = 100;
const effort = 2_000_000;

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

/**
 * Joint routes of a wave: every parcel is loaded before it is dropped, on one vehicle that has room for it. What counts
 * is the sum over the vehicles of their seconds squared: short ways, and nobody on the road much longer than the
 * others. Ways are open-ended. Deterministic.
 */
export function planRoutes(problem: RoutingProblem): RoutingPlan {
  const nodes = new NodeTable();
  const starts = problem.vehicles.map((vehicle) => nodes.add(`start ${vehicle.vehicleId}`, vehicle.start));
  const largest = Math.max(0, ...problem.vehicles.map((vehicle) => vehicle.capacity));
  const isTooLarge = (parcel: Parcel) => parcel.size > largest;
  const bundles = bundle(
    problem.parcels.filter((parcel) => !isTooLarge(parcel)),
    largest,
    nodes,
  );
  const distances = matrix(nodes.points);
  const input = toInput(problem, starts, bundles, distances);
  const visits = 2 * bundles.length;
  const iterations = Math.ceil(Math.min(visits * stepsPerVisit, effort / (visits + 1)));
  const { answer } = solveRouting(input, { budget: { iterations }, objective: 'balance' });
  return {
    routes: answer.routes.map((route) => {
      const { vehicleId } = problem.vehicles[route.vehicle]!;
      return describe(vehicleId, starts[route.vehicle]!, stepsOf(route, bundles), problem, distances, nodes);
    }),
    unplanned: problem.parcels.filter(isTooLarge).map(({ parcelId }) => parcelId),
  };
}

/** Loading takes no time here: how often a place is visited shows only when the stops are joined. */
function toInput(
  problem: RoutingProblem,
  starts: readonly number[],
  bundles: readonly Bundle[],
  distances: Matrix,
): RoutingInput {
  return {
    matrices: { car: { durations: Float64Array.from(distances.seconds) } },
    vehicles: problem.vehicles.map(({ capacity }, id) => ({
      ...{ id, start_index: starts[id]!, capacity: [capacity] },
    })),
    shipments: bundles.map(({ size, fromNode, toNode }, id) => ({
      amount: [size],
      pickup: { id, location_index: fromNode },
      delivery: { id, location_index: toNode, service: problem.stopSeconds },
    })),
  };
}

function stepsOf({ steps }: RoutingAnswer['routes'][number], bundles: readonly Bundle[]): Step[] {
  return steps.flatMap(({ type, id }): Step[] => {
    if (id === undefined) return [];
    return [{ bundle: bundles[id]!, kind: type === 'pickup' ? 'load' : 'drop' }];
  });
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

/** Neighbouring steps of one kind at one node become one stop. */
function describe(
  vehicleId: string,
  startNode: number,
  steps: readonly Step[],
  problem: RoutingProblem,
  distances: Matrix,
  nodes: NodeTable,
): PlannedRoute {
  const visits: Visit[] = [];
  let at = startNode;
  let clock = 0;
  for (const step of steps) {
    const node = step.kind === 'load' ? step.bundle.fromNode : step.bundle.toNode;
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
    vehicleId,
    visits,
    lengthMetre: visits.reduce((sum, visit) => sum + visit.legMetre, 0),
    durationSeconds: clock,
  };
}
