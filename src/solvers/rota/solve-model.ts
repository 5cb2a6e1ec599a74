import type { Highs } from './highs.ts';
import type { RotaModel } from './build-model.ts';

/** A plan this close to its bound is called proven. */
export const provenGap = 1e-4;
/** How far below the relaxation the best plan is looked for at first, as a share of it. */
const firstReach = 1.2e-4;
/** The solver stops a little before, so that the reach's share of the gap fits as well. */
const gapShare = 0.8;
/** The relaxation is nearly whole: cuts, presolve and its own reduced-cost search cost ten times what they find. */
const calm = {
  ...{ output_flag: false, presolve: 'off', mip_pool_soft_limit: 10 },
  mip_heuristic_run_root_reduced_cost: false,
};
const reachGrows = 4;
const roundsMost = 5;

export interface Found {
  /** 1 for the pairs that are taken. */
  readonly values: Float64Array;
  readonly value: number;
  readonly bound: number;
}

export interface ModelBudget {
  readonly seconds: number;
  /** Pairs of the plan before that must stay. */
  readonly keptLeast: number;
}

interface Solved {
  readonly values: Float64Array;
  /** What a unit of each column costs beyond what the relaxation pays for it (reduced cost, of the minimised value). */
  readonly duals: Float64Array;
  readonly value: number;
  readonly bound: number;
}

/**
 * The best whole solution. First the relaxation, then only the columns that a solution within reach of it can contain: a
 * column whose reduced cost is larger than the reach makes every plan with it worse than that (reduced cost fixing,
 * Dantzig, Fulkerson and Johnson 1954). When the best of the small program lies within reach it is the best of all;
 * otherwise the reach grows. A hundred columns are searched where there were ten thousand.
 *
 * @returns null when nothing was found in time
 */
export function solveModel(highs: Highs, model: RotaModel, budget: ModelBudget): Found | null {
  const program = withKept(model, budget.keptLeast);
  const relaxed = solveOnce(highs, program, budget.seconds, false);
  if (relaxed === null) return null;
  let best: Found | null = null;
  let reach = Math.max(1, Math.abs(relaxed.value)) * firstReach;
  for (let round = 0; round < roundsMost; round += 1, reach *= reachGrows) {
    const isLast = round === roundsMost - 1;
    const small = isLast ? program : narrowed(program, relaxed, reach);
    const found = solveOnce(highs, small, budget.seconds, true);
    if (found === null) continue;
    // What lies outside the small program is worth less than the relaxation less the reach.
    const bound = Math.min(
      relaxed.value,
      isLast ? found.bound : Math.max(found.bound, relaxed.value - reach),
    );
    if (best === null || found.value > best.value) best = { values: found.values, value: found.value, bound };
    best = { ...best, bound: Math.max(best.value, Math.min(best.bound, bound)) };
    if (best.bound - best.value <= provenGap * Math.max(1, Math.abs(best.value))) break;
  }
  return best;
}

/** Bounds that leave a column only where a solution within reach may need it. */
function narrowed(model: RotaModel, { values, duals }: Solved, reach: number): RotaModel {
  const columnLower = model.columnLower.slice();
  const columnUpper = model.columnUpper.slice();
  for (let column = 0; column < model.pairs.length; column += 1) {
    const [value = 0, dual = 0] = [values[column], duals[column]];
    if (value < 0.5 && dual > reach) columnUpper[column] = columnLower[column] ?? 0;
    else if (value > 0.5 && -dual > reach) columnLower[column] = columnUpper[column] ?? 1;
  }
  return { ...model, columnLower, columnUpper };
}

function solveOnce(highs: Highs, model: RotaModel, seconds: number, isWhole: boolean): Solved | null {
  const numCols = model.columnCost.length;
  const numRows = model.rowLower.length;
  const { integer, continuous } = highs.constants.variableType;
  const { starts, indices, rowLower, rowUpper, columnLower: colLower, columnUpper: colUpper } = model;
  const data = {
    ...{ numCols, numRows, colLower, colUpper, rowLower, rowUpper },
    colCost: model.columnCost.map((worth) => -worth),
    // The missed shares are whole by themselves once the pairs are.
    integrality: Int32Array.from(model.columnCost, (_, column) =>
      isWhole && column < model.pairs.length ? integer : continuous,
    ),
    matrix: {
      format: 'csr' as const,
      numRows,
      numCols,
      starts,
      indices,
      values: new Float64Array(indices.length).fill(1),
    },
  };
  return highs.withModel(data, (program) => {
    program.options.set({ ...calm, time_limit: seconds, mip_rel_gap: provenGap * gapShare });
    program.run();
    const { colValue, colDual } = program.getSolution();
    const value = -program.getObjectiveValue();
    const isInfeasible = program.getModelStatus() === highs.constants.modelStatus.infeasible;
    if (isInfeasible || !Number.isFinite(value)) return null;
    const bound = isWhole ? -(program.info.get('mip_dual_bound') as number) : value;
    return { values: colValue, duals: colDual ?? new Float64Array(numCols), value, bound };
  });
}

function withKept(model: RotaModel, keptLeast: number): RotaModel {
  if (keptLeast === 0) return model;
  const kept = [...model.isKept.keys()].filter((column) => model.isKept[column] === 1);
  const indices = Int32Array.from([...model.indices, ...kept]);
  return {
    ...model,
    indices,
    starts: Int32Array.from([...model.starts, indices.length]),
    rowLower: Float64Array.from([...model.rowLower, keptLeast]),
    rowUpper: Float64Array.from([...model.rowUpper, Number.POSITIVE_INFINITY]),
  };
}
