import { Random } from '../routing/engine/random.ts';
import { type BinnedColumns, binColumns } from './bin-columns.ts';
import { type GrownTree, TreeGrower } from './grow-tree.ts';
import { type Packed, packSlopes } from './histogram.ts';
import { type Loss, lossFor } from './objectives.ts';
import { rankLoss } from './rank-loss.ts';
import { selectQuantile } from './select.ts';
import type { Tree, TreeData, TreeModel, TreeOptions } from './types.ts';

const roundsMax = 5_000;
const leavesMax = 1_024;
/** Answers yes to "not known" only: below every number a column can hold. */
const belowAll = -1e39;

/**
 * Gradient-boosted trees on histograms, leaf by leaf (Friedman 2001; Chen & Guestrin 2016; Ke et al. 2017), on one core.
 *
 * @throws RangeError when the columns, the target and the options do not fit each other
 */
export function trainTrees(data: TreeData, options: TreeOptions): TreeModel {
  return trainOnBins(binColumns(data.columns, options.bins ?? 255), data, options);
}

/** The same on columns cut before, so that several models share the cutting. `data.columns` is not looked at. */
export function trainOnBins(binned: BinnedColumns, data: TreeData, options: TreeOptions): TreeModel {
  checkShapes(binned, data, options);
  const loss =
    options.objective === 'lambdarank' ? rankLoss(data, options.rankDepth ?? 10) : lossFor(data, options);
  const training = new Training(binned, data, options, loss);
  const trees: Tree[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    if (options.isCancelled?.()) break;
    trees.push(training.addTree());
  }
  return {
    ...{ version: 1, objective: options.objective, link: loss.link, base: loss.base },
    ...{ columnCount: binned.bins.length, trees },
  };
}

function checkShapes({ bins, rows }: BinnedColumns, data: TreeData, options: TreeOptions): void {
  if (rows !== data.target.length || bins.some((column) => column.length !== rows))
    throw new RangeError('All columns must be as long as the target');
  if (rows === 0 || bins.length === 0) throw new RangeError('There is nothing to learn from');
  if (data.target.some((value) => !Number.isFinite(value))) throw new RangeError('Targets must be finite');
  const { rounds, leaves = 31 } = options;
  if (!(rounds >= 1 && rounds <= roundsMax)) throw new RangeError(`rounds must be 1 … ${roundsMax}`);
  if (!(leaves >= 2 && leaves <= leavesMax)) throw new RangeError(`leaves must be 2 … ${leavesMax}`);
}

class Training {
  private readonly binned: BinnedColumns;
  private readonly data: TreeData;
  private readonly options: TreeOptions;
  private readonly loss: Loss;
  private readonly random: Random;
  private readonly score: Float64Array;
  private readonly slope: Float64Array;
  private readonly curve: Float64Array;
  private readonly packed: Packed;
  private readonly grower: TreeGrower;
  private readonly rows: Int32Array;
  private readonly isIn: Uint8Array;
  private readonly rests: Float64Array;
  private readonly restWeights: Float64Array;

  constructor(binned: BinnedColumns, data: TreeData, options: TreeOptions, loss: Loss) {
    this.binned = binned;
    this.data = data;
    this.options = options;
    this.loss = loss;
    this.random = new Random(options.seed);
    const { rows } = binned;
    this.score = Float64Array.from({ length: rows }, (_, i) => loss.base + (data.offset?.[i] ?? 0));
    this.slope = new Float64Array(rows);
    this.curve = new Float64Array(rows);
    this.packed = { values: new Float64Array(rows), slopeUnit: 1, curveUnit: 1 };
    this.grower = new TreeGrower(binned, this.packed);
    this.rows = new Int32Array(rows);
    this.isIn = new Uint8Array(rows);
    this.rests = new Float64Array(loss.leafQuantile === null ? 0 : rows);
    this.restWeights = new Float64Array(this.rests.length);
  }

  addTree(): Tree {
    const { loss, options, slope, curve, score } = this;
    loss.derive(score, slope, curve);
    const rows = this.rows.subarray(0, this.drawRows());
    packSlopes(this.packed, rows, slope, curve);
    const ridge = options.ridge ?? 1;
    const grown = this.grower.grow(rows, this.drawColumns(), {
      ...{ leaves: options.leaves ?? 31, leafRowsMin: options.leafRowsMin ?? 20, ridge },
    });
    const rate = options.learningRate ?? 0.1;
    const leaf = grown.from.map((from, k) => Math.fround(rate * this.leafValue(rows, from, grown.to[k]!)));
    for (const [k, from] of grown.from.entries())
      for (let i = from; i < grown.to[k]!; i += 1) score[rows[i]!]! += leaf[k]!;
    if (rows.length < this.binned.rows) this.scoreOthers(grown, leaf);
    return {
      ...{ column: grown.column, yes: grown.yes, no: grown.no, leaf },
      limit: grown.bin.map((bin, i) =>
        bin === 0 ? belowAll : this.binned.limits[grown.column[i]!]![bin - 1]!,
      ),
    };
  }

  /** Rows this tree learns from, rising; groups stay whole. */
  private drawRows(): number {
    const { random, rows, isIn, data } = this;
    const share = this.options.rowShare ?? 1;
    if (share >= 1) {
      for (let i = 0; i < rows.length; i += 1) rows[i] = i;
      return rows.length;
    }
    let count = 0;
    let from = 0;
    const sizes = this.options.objective === 'lambdarank' ? data.groups : undefined;
    for (let g = 0; from < rows.length; g += 1) {
      const size = sizes?.[g] ?? 1;
      const isDrawn = random.next() < share;
      for (let i = from; i < from + size; i += 1) {
        isIn[i] = isDrawn ? 1 : 0;
        if (isDrawn) rows[count++] = i;
      }
      from += size;
    }
    if (count === 0) isIn[(rows[count++] = 0)] = 1;
    return count;
  }

  private drawColumns(): Int32Array {
    const count = this.binned.bins.length;
    const wanted = Math.max(1, Math.ceil((this.options.columnShare ?? 1) * count));
    const all = Int32Array.from({ length: count }, (_, i) => i);
    for (let i = 0; i < wanted && wanted < count; i += 1) {
      const j = i + this.random.below(count - i);
      [all[i], all[j]] = [all[j]!, all[i]!];
    }
    return all.slice(0, wanted).sort();
  }

  /** Taken from exact slopes, not from the rounded ones that found the split. */
  private leafValue(rows: Int32Array, from: number, to: number): number {
    const { loss, slope, curve, rests, restWeights, data } = this;
    if (loss.leafQuantile !== null) {
      for (let i = from; i < to; i += 1) {
        const row = rows[i]!;
        rests[i - from] = data.target[row]! - this.score[row]!;
        restWeights[i - from] = data.weight ? data.weight[row]! : 1;
      }
      return selectQuantile(rests, restWeights, to - from, loss.leafQuantile);
    }
    let slopes = 0;
    let curves = this.options.ridge ?? 1;
    for (let i = from; i < to; i += 1) {
      slopes += slope[rows[i]!]!;
      curves += curve[rows[i]!]!;
    }
    return curves > 0 ? -slopes / curves : 0;
  }

  private scoreOthers({ column, bin, yes, no }: GrownTree, leaf: readonly number[]): void {
    const { bins } = this.binned;
    const score = this.score;
    const columnsAt = column.map((c) => bins[c]!);
    const start = column.length > 0 ? 0 : -1;
    for (let row = 0; row < score.length; row += 1) {
      if (this.isIn[row] === 1) continue;
      let node = start;
      while (node >= 0) node = columnsAt[node]![row]! <= bin[node]! ? yes[node]! : no[node]!;
      score[row]! += leaf[-1 - node]!;
    }
  }
}
