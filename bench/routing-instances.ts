import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Objective } from '../src/solvers/routing/compile.ts';
import type { InputJob, InputShipment, InputVehicle, RoutingInput } from '../src/solvers/routing/problem.ts';

/** A published instance with the best solution known of it. */
export interface Published {
  readonly id: string;
  readonly set: string;
  readonly customers: number;
  readonly bestCost: number;
  /** Vehicles of the best hierarchical solution; null where distance alone counts. */
  readonly bestVehicles: number | null;
  /** The best distance when vehicles do not count, where it is published apart. */
  readonly bestDistance: number | null;
  readonly objective: Objective;
  read(): RoutingInput;
}

/** More vehicles than the weight asks for: an unlimited fleet, without dragging hundreds of idle ones along. */
const spareVehicles = 12;
const spareRate = 1.25;
/** PyVRP's exact form of Vidal's instances: all numbers times a thousand. */
const vidalScale = 1_000;

interface Node {
  readonly x: number;
  readonly y: number;
  readonly demand: number;
  readonly ready: number;
  readonly due: number;
  readonly service: number;
}

/** Every instance named by `bks.tsv` below the folder. Empty when the folder is absent. */
export function listPublished(folder: string): Published[] {
  const index = join(folder, 'bks.tsv');
  if (!existsSync(index)) return [];
  const [, ...rows] = readFileSync(index, 'utf8').trim().split('\n');
  return rows.flatMap((row) => {
    const [id, set, file, cost, vehicles, distance] = row.split('\t') as [
      string,
      string,
      string,
      ...string[],
    ];
    const reader = readers[set];
    if (!reader || !cost || !existsSync(join(folder, set, file))) return [];
    const read = () => reader.read(readFileSync(join(folder, set, file), 'utf8'));
    const input = read();
    const isHierarchical = reader.objective === 'vehicles-then-cost';
    return {
      id,
      set,
      customers: (input.jobs?.length ?? 0) + 2 * (input.shipments?.length ?? 0),
      bestCost: Number(cost) / (set === 'mdvrptw-vidal' ? vidalScale : 1),
      bestVehicles: isHierarchical && vehicles ? Number(vehicles) : null,
      bestDistance: distance ? Number(distance) : null,
      objective: reader.objective,
      read,
    };
  });
}

interface Reader {
  readonly objective: Objective;
  read(text: string): RoutingInput;
}

const readers: Readonly<Record<string, Reader>> = {
  'cvrp-small': { objective: 'cost', read: readVrplib },
  'cvrp-x': { objective: 'cost', read: readVrplib },
  'vrptw-solomon100': { objective: 'vehicles-then-cost', read: readSolomon },
  'vrptw-gh200': { objective: 'vehicles-then-cost', read: readSolomon },
  'vrptw-gh400': { objective: 'vehicles-then-cost', read: readSolomon },
  'pdptw-lilim100': { objective: 'vehicles-then-cost', read: readLiLim },
  'pdptw-lilim200': { objective: 'vehicles-then-cost', read: readLiLim },
  'pdptw-lilim400': { objective: 'vehicles-then-cost', read: readLiLim },
  'mdvrp-cordeau': { objective: 'cost', read: readCordeau },
  'mdvrptw-vidal': { objective: 'cost', read: readVrplib },
};

function matrixOf(nodes: readonly { x: number; y: number }[], isRounded: boolean): Float64Array {
  const cells = new Float64Array(nodes.length ** 2);
  for (const [i, a] of nodes.entries()) {
    for (const [j, b] of nodes.entries()) {
      const way = Math.hypot(a.x - b.x, a.y - b.y);
      cells[i * nodes.length + j] = isRounded ? Math.round(way) : way;
    }
  }
  return cells;
}

function fleet(count: number, vehicle: Omit<InputVehicle, 'id'>, firstId = 0): InputVehicle[] {
  return Array.from({ length: count }, (_, v) => ({ id: firstId + v, ...vehicle }));
}

/** VRPLIB: CVRP, and PyVRP's dialect of MDVRPTW. */
function readVrplib(text: string): RoutingInput {
  const head = (name: string) => new RegExp(`^${name}\\s*:\\s*([-\\d.]+)`, 'm').exec(text)?.[1];
  const section = (name: string): number[][] => {
    const body = text.split(new RegExp(`^${name}\\s*$`, 'm'))[1];
    if (!body) return [];
    const end = body.search(/^[A-Z]/m);
    const lines = (end < 0 ? body : body.slice(0, end)).trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number));
  };
  const points = section('NODE_COORD_SECTION').map(([, x, y]) => ({ x: x!, y: y! }));
  const demand = section('DEMAND_SECTION').map(([, size]) => size!);
  const depots = section('DEPOT_SECTION').flatMap(([depot]) => (depot! > 0 ? [depot! - 1] : []));
  const services = section('SERVICE_TIME_SECTION').map(([, seconds]) => seconds!);
  const windows = section('TIME_WINDOW_SECTION').map(([, from, by]) => [from!, by!] as const);
  const capacity = [Number(head('CAPACITY'))];
  const maxDuration = head('VEHICLES_MAX_DURATION');
  const garages = section('VEHICLES_DEPOT_SECTION').map(([, depot]) => depot! - 1);
  const weight = demand.reduce((sum, size) => sum + size, 0);
  const count = Math.min(points.length, Math.ceil((weight / capacity[0]!) * spareRate) + spareVehicles);
  const homes = garages.length > 0 ? garages : Array.from({ length: count }, () => depots[0]!);
  return {
    matrices: { car: { durations: matrixOf(points, windows.length === 0) } },
    vehicles: homes.map((home, id) => ({
      ...{ id, start_index: home, end_index: home, capacity },
      ...(windows[home] ? { time_window: windows[home] } : {}),
      ...(maxDuration ? { max_duration: Number(maxDuration) } : {}),
    })),
    jobs: points.flatMap((_, node): InputJob[] =>
      depots.includes(node)
        ? []
        : [
            {
              ...{ id: node, location_index: node, delivery: [demand[node]!], service: services[node] ?? 0 },
              ...(windows[node] ? { time_windows: [windows[node]] } : {}),
            },
          ],
    ),
  };
}

function toNode([, x, y, demand, ready, due, service]: readonly number[]): Node {
  return { x: x!, y: y!, demand: demand!, ready: ready!, due: due!, service: service! };
}

function numbersOf(line: string): number[] {
  return line.trim().split(/\s+/).map(Number);
}

function readSolomon(text: string): RoutingInput {
  const lines = text.split('\n').map((line) => line.trim());
  const rows = lines.map(numbersOf).filter((row) => row.every(Number.isFinite) && row.length >= 2);
  const [[vehicles, capacity], ...customers] = rows as [number[], ...number[][]];
  const nodes = customers.map(toNode);
  const [depot] = nodes as [Node];
  return {
    matrices: { car: { durations: matrixOf(nodes, false) } },
    vehicles: fleet(vehicles!, depotOf(depot, capacity!)),
    jobs: nodes.slice(1).map((node, at) => ({
      ...{ id: at + 1, location_index: at + 1, delivery: [node.demand], service: node.service },
      time_windows: [[node.ready, node.due]],
    })),
  };
}

function depotOf({ ready, due }: Node, capacity: number): Omit<InputVehicle, 'id'> {
  return { start_index: 0, end_index: 0, capacity: [capacity], time_window: [ready, due] };
}

function readLiLim(text: string): RoutingInput {
  const [[vehicles, capacity], ...rows] = text.trim().split('\n').map(numbersOf) as [number[], ...number[][]];
  const nodes = rows.map(toNode);
  const task = (at: number): InputShipment['pickup'] => {
    const { ready, due, service } = nodes[at]!;
    return { id: at, location_index: at, service, time_windows: [[ready, due]] };
  };
  return {
    matrices: { car: { durations: matrixOf(nodes, false) } },
    vehicles: fleet(vehicles!, depotOf(nodes[0]!, capacity!)),
    shipments: rows.flatMap((row, at) => {
      const drop = row[8]!;
      return drop > 0 ? [{ pickup: task(at), delivery: task(drop), amount: [nodes[at]!.demand] }] : [];
    }),
  };
}

/** Cordeau's MDVRP: a line per depot with longest route (0: none) and load, customers, then the depots. */
function readCordeau(text: string): RoutingInput {
  const rows = text.trim().split('\n').map(numbersOf);
  const [, vehicles, customers, depots] = rows[0] as [number, number, number, number];
  const limits = rows.slice(1, 1 + depots);
  const nodes = rows.slice(1 + depots, 1 + depots + customers + depots);
  const points = nodes.map(([, x, y]) => ({ x: x!, y: y! }));
  return {
    matrices: { car: { durations: matrixOf(points, false) } },
    vehicles: limits.flatMap(([duration, capacity], d) =>
      fleet(
        vehicles,
        {
          ...{ start_index: customers + d, end_index: customers + d, capacity: [capacity!] },
          ...(duration! > 0 ? { max_duration: duration! } : {}),
        },
        d * vehicles,
      ),
    ),
    jobs: nodes.slice(0, customers).map(([, , , service, demand], at) => ({
      ...{ id: at + 1, location_index: at, service: service!, delivery: [demand!] },
    })),
  };
}
