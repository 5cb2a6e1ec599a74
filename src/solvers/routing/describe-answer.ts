import type { Compiled } from './compile.ts';
import type { Break, VehicleClass } from './engine/instance.ts';
import { isScheduled, Schedule } from './engine/schedule.ts';
import type { Plan } from './engine/search.ts';
import type { AnswerRoute, AnswerStep, InputVehicle, RoutingAnswer, RoutingInput } from './problem.ts';
import { costsOf, paced } from './tables.ts';
import type { Visit } from './visits.ts';

/** The engine's plan in the words of the input: times, loads, sums. Vehicles leave as late as they may. */
export function describeAnswer(input: RoutingInput, compiled: Compiled, plan: Plan): RoutingAnswer {
  const { visits } = compiled;
  const routes = plan.flatMap((stops, v) =>
    stops.length === 0 ? [] : [describeRoute(input.vehicles[v]!, v, compiled, stops)],
  );
  const served = new Set(plan.flatMap((stops) => [...stops]));
  const unassigned = visits.flatMap(({ type, task }, visit) =>
    served.has(visit) ? [] : [{ id: task.id, type }],
  );
  const sum = (pick: (route: AnswerRoute) => number) =>
    routes.reduce((total, route) => total + pick(route), 0);
  return {
    code: 0,
    summary: {
      cost: sum(({ cost }) => cost),
      routes: routes.length,
      unassigned: unassigned.length,
      service: sum(({ service }) => service),
      duration: sum(({ duration }) => duration),
      waiting_time: sum(({ waiting_time }) => waiting_time),
      distance: sum(({ distance }) => distance),
    },
    unassigned,
    routes,
  };
}

interface Leg {
  readonly seconds: number;
  readonly metres: number;
  readonly cost: number;
}

function describeRoute(
  vehicle: InputVehicle,
  v: number,
  { instance, visits, ways }: Compiled,
  stops: Int32Array,
): AnswerRoute {
  const kind = instance.classes[instance.classOf[v]!]!;
  const path = [kind.startNode, ...stops, kind.endNode];
  const legs = legsOf(vehicle, ways.get(vehicle.profile ?? 'car')!, path, instance.nodes);
  const schedule = isScheduled(instance, kind) ? new Schedule(instance) : null;
  const leaving = schedule
    ? schedule.latestStart(kind, path, path.length)
    : latestStart(path, legs, instance, kind);
  const breaks = schedule ? breaksAt(schedule, kind, path, leaving) : [];
  const load = startLoad(stops, visits, instance.dimensions);
  const steps: AnswerStep[] = [];
  let clock = leaving;
  let duration = 0;
  let distance = 0;
  for (const [p, node] of path.entries()) {
    const leg = p === 0 ? { seconds: 0, metres: 0 } : legs[p - 1]!;
    duration += leg.seconds;
    distance += leg.metres;
    const arrival = clock + leg.seconds;
    const begin =
      schedule && visits[node] ? schedule.beginAt(node, arrival) : Math.max(arrival, instance.open[node]!);
    const waiting = begin - arrival;
    const service = instance.service[node]!;
    clock = arrival + waiting + service;
    const visit = visits[node];
    if (visit) turnOver(load, visit);
    const type = visit?.type ?? (p === 0 ? 'start' : 'end');
    if (visit || hasEnd(vehicle, p === 0 ? 'start' : 'end'))
      steps.push({
        type,
        ...(visit ? { id: visit.task.id } : {}),
        ...{ arrival, waiting_time: waiting, service, duration, distance, load: [...load] },
      });
    for (const { id, open, service } of breaks[p] ?? []) {
      const waiting = Math.max(0, open - clock);
      const times = { arrival: clock, waiting_time: waiting, service };
      steps.push({ type: 'break', id, ...times, duration, distance, load: [...load] });
      clock += waiting + service;
    }
  }
  return {
    vehicle: vehicle.id,
    cost: kind.fixed + legs.reduce((sum, leg) => sum + leg.cost, 0),
    service: steps.reduce((sum, { service }) => sum + service, 0),
    duration,
    waiting_time: steps.reduce((sum, step) => sum + step.waiting_time, 0),
    distance,
    steps,
  };
}

/** By position, the breaks taken there. */
function breaksAt(
  schedule: Schedule,
  kind: VehicleClass,
  path: readonly number[],
  leaving: number,
): Break[][] {
  schedule.arrival(kind, path, path.length, leaving);
  const places = schedule.breakPlaces(kind, path.length);
  return path.map((_, p) => kind.breaks.filter((__, b) => places[b] === p));
}

function hasEnd(vehicle: InputVehicle, end: 'start' | 'end'): boolean {
  return vehicle[`${end}_index`] !== undefined || vehicle[end] !== undefined;
}

function legsOf(
  vehicle: InputVehicle,
  ways: Parameters<typeof costsOf>[0],
  path: readonly number[],
  side: number,
): Leg[] {
  const cells = path.slice(1).map((to, p) => path[p]! * side + to);
  const pick = (table: Float64Array) => Float64Array.from(cells, (cell) => table[cell]!);
  const seconds = paced(pick(ways.durations), vehicle.speed_factor ?? 1);
  const some = {
    durations: seconds,
    distances: ways.distances && pick(ways.distances),
    costs: ways.costs && pick(ways.costs),
  };
  const costs = costsOf(some, vehicle, seconds);
  return cells.map((_, p) => ({ seconds: seconds[p]!, metres: some.distances?.[p] ?? 0, cost: costs[p]! }));
}

/** Leaving later than at the shift's begin costs nothing until the end would come later: waiting is spent at home. */
function latestStart(
  path: readonly number[],
  legs: readonly Leg[],
  { open, close, service }: Compiled['instance'],
  { shiftBegin }: { readonly shiftBegin: number },
): number {
  let clock = shiftBegin;
  for (const [p, node] of path.entries()) {
    const arrival = p === 0 ? clock : clock + legs[p - 1]!.seconds;
    clock = Math.max(arrival, open[node]!) + service[node]!;
  }
  let latest = clock;
  for (let p = path.length - 2; p >= 0; p -= 1) {
    const node = path[p]!;
    latest = Math.min(latest - legs[p]!.seconds - service[node]!, close[node]!);
  }
  return Math.max(shiftBegin, latest);
}

function startLoad(stops: Int32Array, visits: readonly Visit[], dimensions: number): number[] {
  const load = Array.from({ length: dimensions }, () => 0);
  for (const stop of stops) {
    const { partner, brought } = visits[stop]!;
    if (partner < 0) for (const [k, amount] of brought.entries()) load[k]! += amount;
  }
  return load;
}

function turnOver(load: number[], { brought, taken }: Visit): void {
  for (const [k, amount] of brought.entries()) load[k]! -= amount;
  for (const [k, amount] of taken.entries()) load[k]! += amount;
}
