import { Refusal } from '../../kernel/refusal.ts';
import { checkAnswer } from './check-answer.ts';
import { compile, type Compiled } from './compile.ts';
import { describeAnswer } from './describe-answer.ts';
import type { Matrices } from './engine/instance.ts';
import type { InputBreak, RoutingAnswer, RoutingInput, TaskType } from './problem.ts';
import { checkInput } from './read-input.ts';

/** VROOM counts in whole numbers; prices of ways are scaled so that the dearest has this many parts. */
const dearestWay = 100_000;
const unlimited = 2 ** 31 - 1;

/** Hands a problem to a VROOM server and answers what it answers: see engines/routing/vroom-server.ts. */
export type PostToVroom = (problem: object) => Promise<unknown>;

/**
 * Lets a VROOM server plan the routes. It is sent whole numbers, rounded to the safe side, and every way between the
 * places, so that it needs no map of its own; of its answer only who goes where in which order is taken. Times and
 * costs are reckoned here, and the independent checker drives every route again.
 *
 * @throws Refusal malformed-routing; unsupported-routing for what VROOM has no words for: drop_cost, max_duration
 * @throws Error when the answer is no solution of VROOM's form, or does not hold
 */
export async function askVroom(input: RoutingInput, post: PostToVroom): Promise<RoutingAnswer> {
  checkInput(input);
  refuseUnsupported(input);
  const compiled = compile(input, 'cost');
  const plan = readPlan(input, compiled, await post(toVroom(input, compiled)));
  const answer = describeAnswer(input, compiled, plan);
  const wrong = checkAnswer(input, answer);
  if (wrong.length > 0) throw new Error(`VROOM's routes do not hold: ${wrong.slice(0, 3).join('; ')}`);
  return answer;
}

function refuseUnsupported({ vehicles, jobs = [], shipments = [] }: RoutingInput): void {
  const refuse = (field: string) => {
    throw new Refusal(
      'unsupported-routing',
      { zh: 'VROOM 不支持此字段', en: 'VROOM has no such field' },
      field,
    );
  };
  for (const [i, vehicle] of vehicles.entries())
    if (vehicle.max_duration !== undefined) refuse(`vehicles.${i}.max_duration`);
  for (const [i, job] of jobs.entries()) if (job.drop_cost !== undefined) refuse(`jobs.${i}.drop_cost`);
  for (const [i, shipment] of shipments.entries())
    if (shipment.drop_cost !== undefined) refuse(`shipments.${i}.drop_cost`);
}

/** Places are the engine's nodes; pace and price are in the ways of the vehicle's class. */
function toVroom(input: RoutingInput, { instance, visits }: Compiled): object {
  const { classes, classOf, nodes, dimensions } = instance;
  const profiles = new Map<Matrices, string>();
  for (const { matrices } of classes)
    if (!profiles.has(matrices)) profiles.set(matrices, `ways-${profiles.size}`);
  const scale =
    dearestWay / [...profiles.keys()].reduce((most, { cost }) => Math.max(most, largest(cost)), 1e-9);
  const amounts = (sizes: readonly number[] = []) =>
    Array.from({ length: dimensions }, (_, k) => Math.ceil(sizes[k] ?? 0));
  const nodeOf = new Map(visits.map(({ type, task }, node) => [`${type} ${task.id}`, node]));
  const task = (type: TaskType, { id }: { readonly id: number }) => {
    const node = nodeOf.get(`${type} ${id}`)!;
    const { time_windows: windows } = visits[node]!.task;
    return {
      ...{ id, location_index: node, service: Math.ceil(instance.service[node]!) },
      ...(windows ? { time_windows: windows.map(([from, by]) => wholeWindow(from, by)) } : {}),
    };
  };
  const wish = ({ skills, priority }: { skills?: readonly number[]; priority?: number }) => ({
    ...(skills ? { skills } : {}),
    ...(priority === undefined ? {} : { priority: Math.round(priority) }),
  });
  return {
    matrices: Object.fromEntries(
      [...profiles].map(([{ time, cost, distance }, name]) => [
        name,
        {
          durations: rows(time, nodes, Math.ceil),
          costs: rows(cost, nodes, (way) => Math.round(way * scale)),
          ...(distance ? { distances: rows(distance, nodes, Math.ceil) } : {}),
        },
      ]),
    ),
    vehicles: input.vehicles.map(({ id, skills, capacity, breaks }, v) => {
      const kind = classes[classOf[v]!]!;
      const limit = (name: string, most: number) => (most < Infinity ? { [name]: Math.floor(most) } : {});
      return {
        ...{
          id,
          profile: profiles.get(kind.matrices)!,
          start_index: kind.startNode,
          end_index: kind.endNode,
        },
        capacity: Array.from({ length: dimensions }, (_, k) =>
          capacity ? Math.floor(capacity[k] ?? 0) : unlimited,
        ),
        ...(skills ? { skills } : {}),
        ...(breaks ? { breaks: breaks.map(wholeBreak) } : {}),
        costs: { fixed: Math.round(kind.fixed * scale) },
        ...(kind.shiftEnd < Infinity || kind.shiftBegin > 0
          ? { time_window: wholeWindow(kind.shiftBegin, kind.shiftEnd) }
          : {}),
        ...limit('max_tasks', kind.tasksMax),
        ...limit('max_travel_time', kind.travelMax),
        ...limit('max_distance', kind.distanceMax),
      };
    }),
    jobs: (input.jobs ?? []).map((job) => ({
      ...task('job', job),
      ...wish(job),
      ...{ delivery: amounts(job.delivery), pickup: amounts(job.pickup) },
    })),
    shipments: (input.shipments ?? []).map((shipment) => ({
      ...{ pickup: task('pickup', shipment.pickup), delivery: task('delivery', shipment.delivery) },
      ...{ ...wish(shipment), amount: amounts(shipment.amount) },
    })),
  };
}

function wholeWindow(from: number, by: number): readonly [number, number] {
  return [Math.max(0, Math.ceil(from)), Math.min(unlimited, Math.floor(by))];
}

function wholeBreak({ id, time_windows: [[from, by]], service = 0 }: InputBreak) {
  return { id, time_windows: [wholeWindow(from, by)], service: Math.ceil(service) };
}

function rows(table: Float64Array, side: number, toWhole: (cell: number) => number): number[][] {
  return Array.from({ length: side }, (_, i) =>
    Array.from(table.subarray(i * side, (i + 1) * side), (cell) => toWhole(cell)),
  );
}

function largest(table: Float64Array): number {
  let most = 0;
  for (const way of table) if (way > most) most = way;
  return most;
}

/** Who goes where, in the engine's nodes. */
function readPlan({ vehicles }: RoutingInput, { visits }: Compiled, answer: unknown): Int32Array[] {
  const nodes = new Map(visits.map(({ type, task }, node) => [`${type} ${task.id}`, node]));
  const plan = vehicles.map(() => new Int32Array(0));
  for (const route of list(answer, 'routes')) {
    const v = vehicles.findIndex(({ id }) => id === field(route, 'vehicle'));
    if (v < 0 || plan[v]!.length > 0) throw new Error('VROOM answered with a vehicle unknown, or twice');
    const stops = list(route, 'steps').flatMap((step) => {
      const type = field(step, 'type');
      // Breaks are placed anew: the same order leaves room for them.
      if (type === 'start' || type === 'end' || type === 'break') return [];
      const name = `${String(type)} ${String(field(step, 'id'))}`;
      const node = nodes.get(name);
      if (node === undefined) throw new Error(`VROOM answered with an unknown step: ${name}`);
      return [node];
    });
    plan[v] = Int32Array.from(stops);
  }
  return plan;
}

function field(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined;
}

function list(thing: unknown, name: string): readonly unknown[] {
  const value = field(thing, name);
  if (!Array.isArray(value)) throw new Error(`VROOM's answer has no list of ${name}`);
  return value;
}
