import type { Point } from '../../kernel/geo.ts';

/** Who drives: an electric cargo bike, or a van. */
export type MapsProfile = 'bike' | 'van';

/** Where a cell of a matrix comes from. */
export const waySources = { straight: 0, road: 1 } as const;

export interface WayMatrix {
  readonly size: number;
  /** Row-major size × size whole metres, from the row's point to the column's. */
  readonly meters: Int32Array;
  /** Row-major whole seconds. */
  readonly seconds: Int32Array;
  /** Row-major: `waySources`, cell by cell, for one service may know some ways and not others. */
  readonly source: Uint8Array;
}

/** Ways from some of the points to others, by their index. */
export interface Wanted {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Distances and times between points in GCJ-02. Always answers: what no road service knows is reckoned from straight lines. */
export interface MapsEngine {
  /** @param wanted asks for these ways alone; the rest of the matrix is straight */
  matrix(
    points: readonly Point[],
    profile: MapsProfile,
    departAt?: Date,
    wanted?: Wanted,
  ): Promise<WayMatrix>;
}
