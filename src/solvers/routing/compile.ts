import type { Instance, Kind, VehicleClass } from './engine/instance.ts';
import { nearest } from './engine/nearest.ts';
import type { RoutingInput } from './problem.ts';
import { waysOf, type Spot, type Ways } from './tables.ts';
import { visitsOf, type Visit } from './visits.ts';
import { classesOf, type Ends } from './vehicle-classes.ts';

/** What the plan shall be good at. */
export type Objective = 'cost' | 'vehicles-then-cost' | 'balance';

/** A problem in numbers, and the way back to its names. */
export interface Compiled {
  readonly instance: Instance;
  readonly visits: readonly Visit[];
  /** By profile, over visits and depots. */
  readonly ways: ReadonlyMap<string, Ways>;
}

/** Neighbours kept per visit: more than any ruin looks at. */
const nearMax = 200;

/** Numbers for the engine. The input has passed `checkInput`. */
export function compile(input: RoutingInput, objective: Objective): Compiled {
  const visits = visitsOf(input);
  const spots: Spot[] = visits.map(({ task }) => ({ index: task.location_index, at: task.location }));
  const ends = endsOf(input, spots);
  const profiles = new Set(input.vehicles.map((vehicle) => vehicle.profile ?? 'car'));
  const ways = new Map([...profiles].map((profile) => [profile, waysOf(input, profile, spots)]));
  const dimensions = Math.max(
    1,
    ...input.vehicles.map(({ capacity }) => capacity?.length ?? 0),
    ...visits.map(({ brought, taken }) => Math.max(brought.length, taken.length)),
  );
  const nodes = spots.length;
  const table = (pick: (visit: Visit) => readonly number[]) =>
    Float64Array.from(
      { length: visits.length * dimensions },
      (_, i) => pick(visits[Math.floor(i / dimensions)]!)[i % dimensions] ?? 0,
    );
  const perNode = (pick: (visit: Visit) => number, other: number) =>
    Float64Array.from({ length: nodes }, (_, node) => (visits[node] ? pick(visits[node]) : other));
  const numbers = {
    visits: visits.length,
    nodes,
    dimensions,
    partner: Int32Array.from(visits, ({ partner }) => partner),
    isDrop: Uint8Array.from(visits, ({ type }) => (type === 'delivery' ? 1 : 0)),
    brought: table(({ brought }) => brought),
    taken: table(({ taken }) => taken),
    service: perNode(({ task }) => task.service ?? 0, 0),
    open: perNode(({ task }) => task.time_windows?.[0]?.[0] ?? -Infinity, -Infinity),
    close: perNode(({ task }) => task.time_windows?.at(-1)?.[1] ?? Infinity, Infinity),
    windows: windowsOf(visits),
  };
  const { classes, classOf } = classesOf(input, visits, dimensions, ends, ways);
  const limits = {
    duration: classes.some(({ durationMax }) => durationMax < Infinity),
    travel: classes.some(({ travelMax }) => travelMax < Infinity),
    distance: classes.some(({ distanceMax }) => distanceMax < Infinity),
  };
  const draft = { ...numbers, classes, limits };
  const isBalanced = objective === 'balance';
  const nearCount = Math.min(nearMax, Math.max(0, visits.length - 1));
  const instance: Instance = {
    ...draft,
    vehicles: input.vehicles.length,
    classOf,
    units: Int32Array.from([...visits.keys()].filter((visit) => visits[visit]!.type !== 'delivery')),
    ...dropCosts(visits, classes, isBalanced),
    near: nearest(classes[0]!.matrices, visits.length, nodes, nearCount),
    nearCount,
    kind: kindOf(draft),
    isBalanced,
  };
  return { instance, visits, ways };
}

/** The nodes at which each vehicle begins and ends; appends a spot for every distinct one. */
function endsOf(input: RoutingInput, spots: Spot[]): Ends[] {
  const known = new Map<string, number>();
  const nodeOf = (spot: Spot) => {
    const key = JSON.stringify([spot.index, spot.at]);
    const node = known.get(key) ?? spots.length;
    if (node === spots.length) spots.push(spot);
    known.set(key, node);
    return node;
  };
  return input.vehicles.map((vehicle) => ({
    start: nodeOf({ index: vehicle.start_index, at: vehicle.start }),
    end: nodeOf({ index: vehicle.end_index, at: vehicle.end }),
  }));
}

function windowsOf(visits: readonly Visit[]): Instance['windows'] {
  const several = visits.map(({ task: { time_windows: windows = [] } }) =>
    windows.length > 1 ? Float64Array.from(windows.flat()) : null,
  );
  return several.some((windows) => windows !== null) ? several : null;
}

/** Sums suffice while every load only shrinks or only grows along the way. */
function kindOf({ visits, partner, brought, taken, open, close, windows, classes, limits }: Draft): Kind {
  const isOneWay = brought.every((size) => size === 0) || taken.every((size) => size === 0);
  const hasPairs = partner.some((other) => other >= 0);
  const hasWindows =
    open.subarray(0, visits).some((from) => from > 0) ||
    close.subarray(0, visits).some((by) => by < Infinity) ||
    classes.some(({ shiftBegin, shiftEnd }) => shiftBegin > 0 || shiftEnd < Infinity);
  const isPaidByTime = classes.every(({ matrices }) => matrices.cost === matrices.time);
  const isLimited = limits.travel || limits.distance || (limits.duration && (hasWindows || !isPaidByTime));
  const needsSchedule = windows !== null || classes.some(({ breaks }) => breaks.length > 0);
  if (hasPairs || !isOneWay || isLimited || needsSchedule) return 'rich';
  return hasWindows ? 'timed' : 'plain';
}

type Draft = Pick<
  Instance,
  'visits' | 'partner' | 'brought' | 'taken' | 'open' | 'close' | 'windows' | 'classes' | 'limits'
>;

/** More than any way to serve one more unit, so that leaving out never pays, and more with the priority. */
function dropCosts(visits: readonly Visit[], classes: readonly VehicleClass[], isBalanced: boolean) {
  let longest = 1;
  let fixed = 0;
  for (const { matrices, fixed: own } of classes) {
    for (const way of matrices.cost) if (way > longest) longest = way;
    if (own > fixed) fixed = own;
  }
  const service = visits.reduce((sum, { task }) => sum + (task.service ?? 0), 0);
  const never = isBalanced ? (longest * visits.length * 2 + service) ** 2 : 10 * longest + 2 * fixed;
  return {
    dropCost: Float64Array.from(visits, ({ wish }) => wish.drop_cost ?? never * (1 + (wish.priority ?? 0))),
    isOptional: Uint8Array.from(visits, ({ wish }) => (wish.drop_cost === undefined ? 0 : 1)),
  };
}
