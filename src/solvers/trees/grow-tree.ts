import type { BinnedColumns } from './bin-columns.ts';
import { fillHistogram, type Packed, shift, slots, subtractHistogram } from './histogram.ts';

export interface GrowLimits {
  readonly leaves: number;
  readonly leafRowsMin: number;
  readonly ridge: number;
}

/** A tree over bins, and the rows of each leaf: `rows[from[k] … to[k] − 1]` for leaf k. */
export interface GrownTree {
  readonly column: number[];
  readonly bin: number[];
  readonly yes: number[];
  readonly no: number[];
  readonly from: number[];
  readonly to: number[];
}

interface Leaf {
  readonly from: number;
  readonly to: number;
  readonly histogram: Float64Array;
  /** Packed sum over its rows. */
  readonly sum: number;
  gain: number;
  /** Place in the list of chosen columns, −1 without a split. */
  at: number;
  bin: number;
  /** Packed sum of the rows that answer yes. */
  yesSum: number;
  /** Where the node that leads here keeps this leaf: −1 for the root. */
  readonly parent: number;
  readonly isYes: boolean;
}

/** Histograms and row space used again for every tree. */
export class TreeGrower {
  private readonly binned: BinnedColumns;
  private readonly pool: Float64Array[] = [];
  private readonly spare: Int32Array;
  private chosen: Int32Array = new Int32Array(0);
  private packed: Packed;

  constructor(binned: BinnedColumns, packed: Packed) {
    this.binned = binned;
    this.packed = packed;
    this.spare = new Int32Array(binned.rows);
  }

  /** Splits the leaf that gains most until there are enough. `rows` is put in the order of leaves. */
  grow(rows: Int32Array, chosen: Int32Array, limits: GrowLimits): GrownTree {
    this.chosen = chosen;
    const tree: GrownTree = { column: [], bin: [], yes: [], no: [], from: [], to: [] };
    let sum = 0;
    for (const row of rows) sum += this.packed.values[row]!;
    const histogram = this.take();
    fillHistogram(histogram, this.binned, chosen, this.packed.values, rows, 0, rows.length);
    const open = [this.open({ from: 0, to: rows.length, histogram, sum, parent: -1, isYes: true }, limits)];
    while (open.length < limits.leaves) {
      let best = 0;
      for (let i = 1; i < open.length; i += 1) if (open[i]!.gain > open[best]!.gain) best = i;
      const leaf = open[best]!;
      if (leaf.at < 0) break;
      const [yes, no] = this.split(tree, leaf, rows, limits);
      open[best] = yes;
      open.push(no);
    }
    for (const [k, { from, to, parent, isYes, histogram: used }] of open.entries()) {
      tree.from.push(from);
      tree.to.push(to);
      if (parent >= 0) (isYes ? tree.yes : tree.no)[parent] = -1 - k;
      this.pool.push(used);
    }
    return tree;
  }

  private take(): Float64Array {
    return this.pool.pop() ?? new Float64Array(this.binned.bins.length * slots);
  }

  private split(tree: GrownTree, leaf: Leaf, rows: Int32Array, limits: GrowLimits): [Leaf, Leaf] {
    const node = tree.column.length;
    const column = this.chosen[leaf.at]!;
    tree.column.push(column);
    tree.bin.push(leaf.bin);
    tree.yes.push(0);
    tree.no.push(0);
    if (leaf.parent >= 0) (leaf.isYes ? tree.yes : tree.no)[leaf.parent] = node;
    const middle = this.part(rows, leaf.from, leaf.to, this.binned.bins[column]!, leaf.bin);
    const yesIsSmall = middle - leaf.from <= leaf.to - middle;
    const small = this.take();
    const [from, to] = yesIsSmall ? [leaf.from, middle] : [middle, leaf.to];
    fillHistogram(small, this.binned, this.chosen, this.packed.values, rows, from, to);
    subtractHistogram(leaf.histogram, small, this.chosen.length);
    const yesHistogram = yesIsSmall ? small : leaf.histogram;
    const noHistogram = yesIsSmall ? leaf.histogram : small;
    return [
      this.open(
        { from: leaf.from, to: middle, histogram: yesHistogram, sum: leaf.yesSum, parent: node, isYes: true },
        limits,
      ),
      this.open(
        {
          ...{ from: middle, to: leaf.to, histogram: noHistogram, sum: leaf.sum - leaf.yesSum },
          ...{ parent: node, isYes: false },
        },
        limits,
      ),
    ];
  }

  /** Rows that answer yes first, both kinds in their old order, which keeps memory access forward. */
  private part(rows: Int32Array, from: number, to: number, bins: Uint8Array, bin: number): number {
    const { spare } = this;
    let yes = from;
    let no = 0;
    for (let i = from; i < to; i += 1) {
      const row = rows[i]!;
      if (bins[row]! <= bin) rows[yes++] = row;
      else spare[no++] = row;
    }
    rows.set(spare.subarray(0, no), yes);
    return yes;
  }

  /** The best question to ask of a leaf: gain G²/(H + ridge) of both sides over that of the whole (Chen & Guestrin 2016). */
  private open(seed: Omit<Leaf, 'gain' | 'at' | 'bin' | 'yesSum'>, limits: GrowLimits): Leaf {
    const leaf: Leaf = { ...seed, gain: 0, at: -1, bin: 0, yesSum: 0 };
    const count = leaf.to - leaf.from;
    if (count < 2 * limits.leafRowsMin) return leaf;
    const slopeAll = Math.floor(leaf.sum / shift);
    const curveAll = leaf.sum - slopeAll * shift;
    if (curveAll <= 0) return leaf;
    const ridge = limits.ridge / this.packed.curveUnit;
    const curveMin = (curveAll * limits.leafRowsMin) / count;
    const whole = (slopeAll * slopeAll) / (curveAll + ridge);
    let bestGain = whole * (1 + 1e-9) + 1e-9;
    for (let at = 0; at < this.chosen.length; at += 1) {
      const last = this.binned.limits[this.chosen[at]!]!.length + 1;
      const base = at * slots;
      let sum = 0;
      for (let bin = 0; bin < last; bin += 1) {
        const value = leaf.histogram[base + bin]!;
        if (value === 0) continue;
        sum += value;
        const slope = Math.floor(sum / shift);
        const curve = sum - slope * shift;
        if (curve < curveMin) continue;
        const curveNo = curveAll - curve;
        if (curveNo < curveMin) break;
        const slopeNo = slopeAll - slope;
        const gain = (slope * slope) / (curve + ridge) + (slopeNo * slopeNo) / (curveNo + ridge);
        if (gain > bestGain) {
          bestGain = gain;
          leaf.at = at;
          leaf.bin = bin;
          leaf.yesSum = sum;
        }
      }
    }
    leaf.gain = leaf.at < 0 ? 0 : ((bestGain - whole) * this.packed.slopeUnit ** 2) / this.packed.curveUnit;
    return leaf;
  }
}
