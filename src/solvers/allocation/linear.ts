/** What an engine for linear programs has to do for us: rows are fixed, columns come as they are found. Minimises. */
export interface LinearEngine {
  /** Rows with lower and upper limits, ±Infinity for none. */
  open(lower: Float64Array, upper: Float64Array): LinearProgram;
}

export interface LinearProgram {
  /** Columns between 0 and 1. Entries of column c are those from starts[c] up to starts[c + 1]. */
  addColumns(columns: Columns): void;
  /** Columns may be parts of one. Answers the dual of every row. */
  solveParts(): Float64Array;
  /** Columns are taken whole or not, from `start` on, until proved or `isOver`. Answers values and a proved bound. */
  solveWhole(
    start: Float64Array,
    isOver: () => boolean,
  ): { readonly values: Float64Array; readonly bound: number };
  close(): void;
}

export interface Columns {
  readonly cost: number[];
  readonly starts: number[];
  readonly rows: number[];
  readonly values: number[];
}
