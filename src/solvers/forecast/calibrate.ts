import type { RawForecast } from './train-models.ts';
import type { Calibration } from './types.ts';

const sizeBuckets = 6;
/** Errors a bucket must have for its own figures; a smaller one borrows those of all. */
const bucketRowsMin = 60;

export interface HeldOut {
  readonly raw: RawForecast;
  readonly spread: Float32Array;
  readonly ahead: Int32Array;
  readonly actual: Float32Array;
}

/**
 * Split-conformal calibration (Vovk; Romano et al. 2019 for the shift of direct quantiles) on days held out, within
 * buckets of size and days ahead.
 */
export function calibrate(
  held: HeldOut,
  levels: readonly number[],
  horizon: number,
  directShare: number,
): Calibration {
  const { raw, spread, ahead, actual } = held;
  const sizes = Float64Array.from(raw.mean, (mean, i) => mean / spread[i]!);
  const sorted = sizes.slice().sort();
  const sizeLimits = Array.from(
    { length: sizeBuckets - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / sizeBuckets)] ?? 0,
  );
  const aheadLimits = horizon >= 6 ? [Math.ceil(horizon / 7), Math.ceil(horizon / 2)] : [];
  const shape: Calibration = { directShare, sizeLimits, aheadLimits, ratios: [], shifts: [] };
  const errors = Float64Array.from(actual, (value, i) => (value - raw.mean[i]!) / spread[i]!);
  const bucket = Int32Array.from(sizes, (size, i) => bucketOf(shape, size, ahead[i]!));
  const ratios = tabulate(errors, bucket, sizeBuckets * (aheadLimits.length + 1), levels);
  const shifts = Array.from({ length: sizeBuckets }, () => levels.map(() => 0));
  const calibration: Calibration = { ...shape, ratios, shifts };
  const joined = joinQuantiles(raw, spread, ahead, calibration, levels);
  const sizeBucket = Int32Array.from(sizes, (size) => bucketOf({ ...shape, aheadLimits: [] }, size, 0));
  for (const [k, level] of levels.entries()) {
    const rest = Float64Array.from(
      actual,
      (value, i) => (value - joined[i * levels.length + k]!) / spread[i]!,
    );
    for (const [b, row] of tabulate(rest, sizeBucket, sizeBuckets, [level]).entries())
      shifts[b]![k] = row[0]!;
  }
  return calibration;
}

function bucketOf({ sizeLimits, aheadLimits }: Calibration, size: number, ahead: number): number {
  let sizeAt = 0;
  while (sizeAt < sizeLimits.length && size > sizeLimits[sizeAt]!) sizeAt += 1;
  let aheadAt = 0;
  while (aheadAt < aheadLimits.length && ahead >= aheadLimits[aheadAt]!) aheadAt += 1;
  return sizeAt * (aheadLimits.length + 1) + aheadAt;
}

/** Quantiles of the values of every bucket; of all values where a bucket has too few. */
function tabulate(
  values: Float64Array,
  bucket: Int32Array,
  buckets: number,
  levels: readonly number[],
): number[][] {
  const all = values.slice().sort();
  return Array.from({ length: buckets }, (_, b) => {
    const own = values.filter((_value, i) => bucket[i] === b).sort();
    const used = own.length >= bucketRowsMin ? own : all;
    return levels.map((level) => sortedQuantile(used, level));
  });
}

function sortedQuantile(sorted: Float64Array, level: number): number {
  if (sorted.length === 0) return 0;
  const at = level * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

/** Conformal and direct quantiles averaged, shifted, at least 0 and rising with the level. */
export function joinQuantiles(
  { mean, direct }: RawForecast,
  spread: Float32Array,
  ahead: Int32Array,
  calibration: Calibration,
  levels: readonly number[],
): Float32Array {
  const count = levels.length;
  const joined = new Float32Array(mean.length * count);
  const { directShare } = calibration;
  const aheads = calibration.aheadLimits.length + 1;
  for (let i = 0; i < mean.length; i += 1) {
    const bucket = bucketOf(calibration, mean[i]! / spread[i]!, ahead[i]!);
    const ratios = calibration.ratios[bucket]!;
    const shifts = calibration.shifts[Math.floor(bucket / aheads)]!;
    for (let k = 0; k < count; k += 1) {
      const conformal = Math.max(0, mean[i]! + ratios[k]! * spread[i]!);
      const both = directShare * direct[i * count + k]! + (1 - directShare) * conformal;
      joined[i * count + k] = Math.max(0, both + shifts[k]! * spread[i]!);
    }
    joined.subarray(i * count, (i + 1) * count).sort();
  }
  return joined;
}
