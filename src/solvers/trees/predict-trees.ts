import { logScoreMax } from './objectives.ts';
import type { TreeModel } from './types.ts';

/** Rows looked at together, so that they and a tree stay in the nearest cache. */
const blockRows = 512;

/**
 * Predicts every row: means for `l2` and `tweedie`, the quantile for `pinball`, a score without unit for `lambdarank`.
 *
 * @param offset as in `TreeData`, when the model was trained with one
 * @throws RangeError when the model was trained on another number of columns
 */
export function predictTrees(
  model: TreeModel,
  columns: readonly Float32Array[],
  offset?: Float32Array,
): Float32Array {
  if (model.version !== 1)
    throw new RangeError(`A model of version ${String(model.version)} is not known here`);
  if (columns.length !== model.columnCount)
    throw new RangeError(`The model has ${model.columnCount} columns, not ${columns.length}`);
  const rows = columns[0]?.length ?? 0;
  const width = columns.length;
  const trees = model.trees.map((tree) => ({
    column: Int32Array.from(tree.column),
    limit: Float64Array.from(tree.limit),
    yes: Int32Array.from(tree.yes),
    no: Int32Array.from(tree.no),
    leaf: Float64Array.from(tree.leaf),
  }));
  const score = Float64Array.from({ length: rows }, (_, i) => model.base + (offset?.[i] ?? 0));
  const block = new Float32Array(blockRows * width);
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    for (const [c, column] of columns.entries())
      for (let i = 0; i < count; i += 1) block[i * width + c] = column[from + i]!;
    for (const tree of trees) addTree(tree, block, width, count, score, from);
  }
  return Float32Array.from(score, model.link === 'log' ? exponential : (value) => value);
}

interface FlatTree {
  readonly column: Int32Array;
  readonly limit: Float64Array;
  readonly yes: Int32Array;
  readonly no: Int32Array;
  readonly leaf: Float64Array;
}

function addTree(
  { column, limit, yes, no, leaf }: FlatTree,
  block: Float32Array,
  width: number,
  count: number,
  score: Float64Array,
  from: number,
): void {
  const start = column.length > 0 ? 0 : -1;
  for (let i = 0; i < count; i += 1) {
    const base = i * width;
    let node = start;
    // "Not above" rather than "at most": a value that is not known answers yes.
    while (node >= 0) node = !(block[base + column[node]!]! > limit[node]!) ? yes[node]! : no[node]!;
    score[from + i]! += leaf[-1 - node]!;
  }
}

function exponential(value: number): number {
  return Math.exp(Math.max(-logScoreMax, Math.min(logScoreMax, value)));
}
