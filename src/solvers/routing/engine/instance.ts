/**
 * A routing problem as the engine works on it: numbers only. Visits are nodes 0 … visits − 1, the ends of vehicles the
 * nodes after them. A *unit* is what is inserted and removed as one: a single visit, or a pickup with its delivery,
 * named by the pickup's node.
 */
export interface Instance {
  readonly visits: number;
  /** Visits and depots: side of every matrix. */
  readonly nodes: number;
  readonly vehicles: number;
  /** Kinds of capacity, at least 1. */
  readonly dimensions: number;
  /** Vehicles of one class are interchangeable while they are empty. */
  readonly classOf: Int32Array;
  readonly classes: readonly VehicleClass[];
  readonly units: Int32Array;
  /** The other half of a pair, or −1. */
  readonly partner: Int32Array;
  readonly isDrop: Uint8Array;
  /** By visit × dimension: on board from the start, or from a pair's pickup, until the visit. */
  readonly brought: Float64Array;
  /** By visit × dimension: on board from the visit to the end, or to a pair's delivery. */
  readonly taken: Float64Array;
  /** By node: seconds of service; begin of the service not before and not after. */
  readonly service: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
  /** By visit with several windows, from and by of each in turn; null when no visit has. */
  readonly windows: readonly (Float64Array | null)[] | null;
  /** By unit: what leaving it out costs. */
  readonly dropCost: Float64Array;
  /** By unit: 1 when it may be left out where serving costs more, 0 when it must be served if that is possible. */
  readonly isOptional: Uint8Array;
  /** By visit: the nearest other visits, nearest first. */
  readonly near: Int32Array;
  readonly nearCount: number;
  readonly kind: Kind;
  /** Some vehicle has a limit on time out, on travelling or on distance. */
  readonly limits: { readonly duration: boolean; readonly travel: boolean; readonly distance: boolean };
  /** True: a route counts the square of its ways and services, which spreads work over vehicles. */
  readonly isBalanced: boolean;
}

/**
 * `plain`: sums of loads and of time; `timed`: windows too; `rich`: pairs, loads that change along the way, limits on
 * time out with windows, breaks, several windows.
 */
export type Kind = 'plain' | 'timed' | 'rich';

export interface VehicleClass {
  readonly members: Int32Array;
  readonly startNode: number;
  readonly endNode: number;
  readonly capacity: Float64Array;
  readonly fixed: number;
  readonly shiftBegin: number;
  readonly shiftEnd: number;
  readonly tasksMax: number;
  readonly durationMax: number;
  readonly travelMax: number;
  readonly distanceMax: number;
  /** In the order in which they are taken. */
  readonly breaks: readonly Break[];
  readonly matrices: Matrices;
  /** By unit: 1 when a vehicle of this class may serve it. */
  readonly serves: Uint8Array;
}

/** Begins not before and not after, and lasts; the vehicle stands meanwhile. */
export interface Break {
  readonly id: number;
  readonly open: number;
  readonly close: number;
  readonly service: number;
}

/** Row-major nodes × nodes; the `…Into` are transposed, and the same array where the matrix is symmetric. */
export interface Matrices {
  readonly cost: Float64Array;
  readonly costInto: Float64Array;
  readonly time: Float64Array;
  readonly timeInto: Float64Array;
  /** Null when no vehicle is limited in distance. */
  readonly distance: Float64Array | null;
}

/** The transposed matrix, or the matrix itself when it is symmetric. */
export function transpose(matrix: Float64Array, side: number): Float64Array {
  let isSymmetric = true;
  for (let i = 0; i < side && isSymmetric; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (matrix[i * side + j] !== matrix[j * side + i]) {
        isSymmetric = false;
        break;
      }
    }
  }
  if (isSymmetric) return matrix;
  const turned = new Float64Array(side * side);
  for (let i = 0; i < side; i += 1)
    for (let j = 0; j < side; j += 1) turned[j * side + i] = matrix[i * side + j]!;
  return turned;
}
