import { matrix } from '../distance/matrix.ts';
import type { Coordinates, InputVehicle, RoutingInput, Table } from './problem.ts';

/** A visit or an end of a vehicle: where it lies. Neither index nor point: nowhere, next to everything. */
export interface Spot {
  readonly index?: number | undefined;
  readonly at?: Coordinates | undefined;
}

/** Ways between all spots for one profile, row-major. */
export interface Ways {
  readonly durations: Float64Array;
  readonly distances: Float64Array | null;
  readonly costs: Float64Array | null;
}

/** The ways of one profile between the given spots, from its matrix or, without one, streetwise from the points. */
export function waysOf(input: RoutingInput, profile: string, spots: readonly Spot[]): Ways {
  const given = input.matrices?.[profile];
  if (given) {
    const pick = (table: Table | undefined) => (table ? pickCells(table, spots) : null);
    return {
      durations: pick(given.durations)!,
      distances: pick(given.distances),
      costs: pick(given.costs),
    };
  }
  const street = matrix(spots.map(({ at }) => ({ lng: at?.[0] ?? 0, lat: at?.[1] ?? 0 })));
  const known = (values: Int32Array) =>
    Float64Array.from(values, (value, cell) =>
      spots[Math.floor(cell / spots.length)]!.at && spots[cell % spots.length]!.at ? value : 0,
    );
  return { durations: known(street.seconds), distances: known(street.meters), costs: null };
}

/** What a vehicle pays for its ways. Durations themselves when that is the price, so that equal arrays stay one. */
export function costsOf(ways: Ways, vehicle: InputVehicle, durations: Float64Array): Float64Array {
  if (ways.costs) return ways.costs;
  const { per_hour: perHour = 3600, per_km: perKm = 0 } = vehicle.costs ?? {};
  if (perHour === 3600 && perKm === 0) return durations;
  return durations.map(
    (seconds, cell) => (seconds * perHour) / 3600 + ((ways.distances?.[cell] ?? 0) * perKm) / 1000,
  );
}

export function paced(durations: Float64Array, speedFactor: number): Float64Array {
  return speedFactor === 1 ? durations : durations.map((seconds) => seconds / speedFactor);
}

function pickCells(table: Table, spots: readonly Spot[]): Float64Array {
  const side = spots.length;
  const tableSide = table instanceof Float64Array ? Math.round(Math.sqrt(table.length)) : 0;
  const cells = new Float64Array(side * side);
  for (const [a, from] of spots.entries()) {
    if (from.index === undefined) continue;
    for (const [b, to] of spots.entries()) {
      if (to.index === undefined) continue;
      cells[a * side + b] =
        table instanceof Float64Array
          ? table[from.index * tableSide + to.index]!
          : table[from.index]![to.index]!;
    }
  }
  return cells;
}
