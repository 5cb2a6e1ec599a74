import type { Smoother } from '../src/solvers/forecast/types.ts';

/**
 * The methods to beat, frozen before ours was tuned. Each sees one series without gaps, oldest day first, and says what
 * the next days will be. Their quantiles are their own errors at earlier origins of the same series (see
 * `withOwnErrors`), which is more than the usual textbook normal limits give them.
 */
export type PointMethod = (values: Float64Array, horizon: number) => ArrayLike<number> | null;

function flat(value: number, horizon: number): Float64Array {
  return new Float64Array(horizon).fill(value);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

const naive: PointMethod = (values, horizon) => flat(values.at(-1) ?? 0, horizon);

const seasonalNaive: PointMethod = (values, horizon) =>
  Float64Array.from({ length: horizon }, (_, h) => values[values.length - 7 + (h % 7)] ?? meanOf(values));

const movingAverage28: PointMethod = (values, horizon) => flat(meanOf(values.slice(-28)), horizon);

/** Mean of the last eight days of the same weekday. */
const sameWeekdayMean: PointMethod = (values, horizon) =>
  Float64Array.from({ length: horizon }, (_, h) => {
    let sum = 0;
    let count = 0;
    for (let i = values.length - 7 + (h % 7); i >= 0 && count < 8; i -= 7) {
      sum += values[i]!;
      count += 1;
    }
    return count > 0 ? sum / count : meanOf(values);
  });

/** Simple exponential smoothing whose weight had the least squared error one day ahead. */
const simpleSmoothing: PointMethod = (values, horizon) => {
  let best = Infinity;
  let answer = 0;
  for (const alpha of [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7]) {
    let level = meanOf(values.slice(0, 7));
    let error = 0;
    for (const value of values) {
      error += (value - level) ** 2;
      level += alpha * (value - level);
    }
    if (error >= best) continue;
    best = error;
    answer = level;
  }
  return flat(answer, horizon);
};

/** Croston (1972): size over interval, both smoothed at sales only; SBA (Syntetos & Boylan 2005) shrinks it. */
function croston(shrink: boolean): PointMethod {
  const alpha = 0.1;
  return (values, horizon) => {
    let size = 0;
    let interval = 1;
    let since = 1;
    let isStarted = false;
    for (const value of values) {
      if (value > 0) {
        size = isStarted ? size + alpha * (value - size) : value;
        interval = isStarted ? interval + alpha * (since - interval) : since;
        isStarted = true;
        since = 1;
      } else since += 1;
    }
    return flat((size / interval) * (shrink ? 1 - alpha / 2 : 1), horizon);
  };
}

/** Teunter, Syntetos & Babai (2011): the chance of a sale is smoothed every day, its size at sales. */
export const tsb: PointMethod = (values, horizon) => {
  const alpha = 0.1;
  const beta = 0.1;
  const first = values.findIndex((value) => value > 0);
  let size = first < 0 ? 0 : values[first]!;
  let chance = first < 0 ? 0 : 1 / (first + 1);
  for (const value of values) {
    chance += beta * ((value > 0 ? 1 : 0) - chance);
    if (value > 0) size += alpha * (value - size);
  }
  return flat(chance * size, horizon);
};

/** History that the two methods of augurs see: beyond a year they only take longer. */
const smoothedDaysMax = 365;

export interface Baseline {
  readonly name: string;
  readonly point: PointMethod;
  /** Slow ones are asked at fewer earlier origins for their errors. */
  readonly errorOrigins: number;
}

export function baselines(smoother: Smoother): readonly Baseline[] {
  const augurs =
    (method: 'ets' | 'mstl'): PointMethod =>
    (values, horizon) =>
      smoother(method, values.slice(-smoothedDaysMax), horizon)?.map((value) => Math.max(0, value)) ?? null;
  const cheap = { errorOrigins: 16 };
  return [
    { name: 'naive', point: naive, ...cheap },
    { name: 'seasonal naive', point: seasonalNaive, ...cheap },
    { name: 'MA28', point: movingAverage28, ...cheap },
    { name: 'same-weekday mean', point: sameWeekdayMean, ...cheap },
    { name: 'SES', point: simpleSmoothing, ...cheap },
    { name: 'Croston', point: croston(false), ...cheap },
    { name: 'SBA', point: croston(true), ...cheap },
    { name: 'TSB', point: tsb, ...cheap },
    { name: 'augurs ETS', point: augurs('ets'), errorOrigins: 4 },
    { name: 'augurs MSTL', point: augurs('mstl'), errorOrigins: 4 },
  ];
}

export interface BaselineForecast {
  readonly mean: Float32Array;
  /** `h * levels.length + k`. */
  readonly quantiles: Float32Array;
}

/** Days an earlier origin must have behind it. */
const daysBehindMin = 14;

/** Point forecast plus quantiles of the method's own errors at origins 7, 14, 21 … days earlier, all days ahead pooled. */
export function withOwnErrors(
  { point, errorOrigins }: Baseline,
  values: Float64Array,
  horizon: number,
  levels: readonly number[],
): BaselineForecast {
  const fallback = () => movingAverage28(values, horizon)!;
  const mean = Float32Array.from(point(values, horizon) ?? fallback());
  const errors: number[] = [];
  for (let k = 1; k <= errorOrigins; k += 1) {
    const origin = values.length - 7 * k;
    if (origin < daysBehindMin) break;
    const before = point(values.slice(0, origin), horizon);
    if (!before) continue;
    for (let h = 0; h < horizon && origin + h < values.length; h += 1)
      errors.push(values[origin + h]! - before[h]!);
  }
  errors.sort((a, b) => a - b);
  const quantiles = new Float32Array(horizon * levels.length);
  for (let h = 0; h < horizon; h += 1)
    for (const [k, level] of levels.entries())
      quantiles[h * levels.length + k] = Math.max(0, mean[h]! + quantileOf(errors, level));
  return { mean, quantiles };
}

function quantileOf(sorted: readonly number[], level: number): number {
  if (sorted.length === 0) return 0;
  const at = level * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
