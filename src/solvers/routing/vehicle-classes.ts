import { transpose, type Matrices, type VehicleClass } from './engine/instance.ts';
import type { InputVehicle, RoutingInput } from './problem.ts';
import { costsOf, paced, type Ways } from './tables.ts';
import type { Visit } from './visits.ts';

/** The nodes where a vehicle begins and ends. */
export interface Ends {
  readonly start: number;
  readonly end: number;
}

/** Vehicles that differ in nothing but their id form one class; those of one profile and price share their matrices. */
export function classesOf(
  input: RoutingInput,
  visits: readonly Visit[],
  dimensions: number,
  ends: readonly Ends[],
  ways: ReadonlyMap<string, Ways>,
): { classes: VehicleClass[]; classOf: Int32Array } {
  const byKey = new Map<string, number[]>();
  for (const [v, vehicle] of input.vehicles.entries()) {
    const { id: _, steps: __, ...rest } = vehicle;
    const key = JSON.stringify([rest, ends[v]]);
    byKey.set(key, [...(byKey.get(key) ?? []), v]);
  }
  const isFar = input.vehicles.some(({ max_distance: most }) => most !== undefined);
  const priced = new Map<string, Matrices>();
  const classOf = new Int32Array(input.vehicles.length);
  const classes = [...byKey.values()].map((members, at): VehicleClass => {
    for (const member of members) classOf[member] = at;
    const vehicle = input.vehicles[members[0]!]!;
    const key = JSON.stringify([vehicle.profile ?? 'car', vehicle.speed_factor, vehicle.costs]);
    const matrices = priced.get(key) ?? matricesOf(ways.get(vehicle.profile ?? 'car')!, vehicle, isFar);
    priced.set(key, matrices);
    return classOfVehicle(vehicle, members, ends[members[0]!]!, { visits, dimensions, matrices });
  });
  return { classes, classOf };
}

function matricesOf(ways: Ways, vehicle: InputVehicle, isFar: boolean): Matrices {
  const side = Math.round(Math.sqrt(ways.durations.length));
  const time = paced(ways.durations, vehicle.speed_factor ?? 1);
  const cost = costsOf(ways, vehicle, time);
  const timeInto = transpose(time, side);
  const costInto = cost === time ? timeInto : transpose(cost, side);
  return { cost, costInto, time, timeInto, distance: isFar ? ways.distances : null };
}

interface Surroundings {
  readonly visits: readonly Visit[];
  readonly dimensions: number;
  readonly matrices: Matrices;
}

function classOfVehicle(
  vehicle: InputVehicle,
  members: readonly number[],
  ends: Ends,
  { visits, dimensions, matrices }: Surroundings,
): VehicleClass {
  const capacity = Float64Array.from({ length: dimensions }, (_, k) =>
    vehicle.capacity ? (vehicle.capacity[k] ?? 0) : Infinity,
  );
  return {
    members: Int32Array.from(members),
    startNode: ends.start,
    endNode: ends.end,
    capacity,
    fixed: vehicle.costs?.fixed ?? 0,
    shiftBegin: vehicle.time_window?.[0] ?? 0,
    shiftEnd: vehicle.time_window?.[1] ?? Infinity,
    tasksMax: vehicle.max_tasks ?? Infinity,
    durationMax: vehicle.max_duration ?? Infinity,
    travelMax: vehicle.max_travel_time ?? Infinity,
    distanceMax: vehicle.max_distance ?? Infinity,
    breaks: (vehicle.breaks ?? [])
      .map(({ id, time_windows: [[open, close]], service = 0 }) => ({ id, open, close, service }))
      .sort((a, b) => a.open - b.open || a.close - b.close),
    matrices,
    serves: Uint8Array.from(visits, ({ wish, brought, taken }) => {
      const isAble = (wish.skills ?? []).every((skill) => vehicle.skills?.includes(skill));
      const isSmall = [brought, taken].every((sizes) => sizes.every((size, k) => size <= capacity[k]!));
      return isAble && isSmall ? 1 : 0;
    }),
  };
}
