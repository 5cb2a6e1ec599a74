/** Columns cut into at most 255 bins. Bin 0 is "not known"; bin b > 0 holds values above `limits[b − 2]` up to `limits[b − 1]`. */
export interface BinnedColumns {
  readonly rows: number;
  readonly bins: readonly Uint8Array[];
  /** Rising; the last bin has no limit. Bins of column c: 0 … limits[c].length + 1. */
  readonly limits: readonly Float64Array[];
}

/** Values looked at to place the limits; more change nothing that matters. */
const sampleMax = 20_000;

/** Cuts every column so that its bins hold about equally many rows, or one value each where values are few. */
export function binColumns(columns: readonly Float32Array[], binsMax = 255): BinnedColumns {
  if (binsMax < 2 || binsMax > 255) throw new RangeError(`bins must be 2 … 255, not ${binsMax}`);
  const rows = columns[0]?.length ?? 0;
  const limits = columns.map((column) => placeLimits(column, binsMax));
  return { rows, limits, bins: columns.map((column, c) => cut(column, limits[c]!)) };
}

function placeLimits(column: Float32Array, binsMax: number): Float64Array {
  const step = Math.max(1, Math.floor(column.length / sampleMax));
  const sample = new Float32Array(Math.ceil(column.length / step));
  let count = 0;
  for (let row = 0; row < column.length; row += step) {
    const value = column[row]!;
    if (value === value) sample[count++] = value;
  }
  const sorted = sample.subarray(0, count).sort();
  const limits: number[] = [];
  const share = count / (binsMax - 1);
  let filled = 0;
  let distinct = 0;
  for (let i = 1; i < count; i += 1) if (sorted[i] !== sorted[i - 1]) distinct += 1;
  for (let i = 1; i < count; i += 1) {
    filled += 1;
    if (sorted[i] === sorted[i - 1]) continue;
    if (distinct >= binsMax - 1 && filled < share) continue;
    limits.push(between(sorted[i - 1]!, sorted[i]!));
    filled = 0;
    if (limits.length === binsMax - 2) break;
  }
  return Float64Array.from(limits);
}

/** Half way, so that a value a little off what was learnt still goes the same way. */
function between(low: number, high: number): number {
  if (low === -Infinity || high === Infinity) return low === -Infinity ? -1e39 : low;
  return low + (high - low) / 2;
}

function cut(column: Float32Array, limits: Float64Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row]!;
    if (value !== value) continue;
    let low = 0;
    let high = limits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value > limits[middle]!) low = middle + 1;
      else high = middle;
    }
    bins[row] = low + 1;
  }
  return bins;
}
