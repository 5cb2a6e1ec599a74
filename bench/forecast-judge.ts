import { coverageOf, wapeOf, weightedQuantileLoss } from '../src/solvers/forecast/losses.ts';
import type { RetailSet } from './forecast-data.ts';

/** What was said at one origin of the series judged; series-major as in `Forecast`, series in the order of `series`. */
export interface Said {
  readonly mean: Float32Array;
  readonly quantiles: Float32Array;
}

/** Series judged at an origin: for sale for four weeks and sold in the last four. */
export function judgedSeries({ panel }: RetailSet, origin: number, share = 1): number[] {
  const list: number[] = [];
  const { sales, dayCount, seriesCount } = panel;
  for (let s = 0; s < seriesCount; s += 1) {
    const past = sales.subarray(s * dayCount, s * dayCount + origin);
    if (past.length < 28 || Number.isNaN(past[origin - 28])) continue;
    if (past.subarray(-28).some((value) => value > 0)) list.push(s);
  }
  return share === 1 ? list : list.filter((s) => (s * 0.6180339887) % 1 < share);
}

export function actualOf(
  { panel, horizon }: RetailSet,
  series: readonly number[],
  origin: number,
): Float32Array {
  const actual = new Float32Array(series.length * horizon);
  for (const [i, s] of series.entries())
    actual.set(
      panel.sales.subarray(s * panel.dayCount + origin, s * panel.dayCount + origin + horizon),
      i * horizon,
    );
  return actual;
}

export interface Verdict {
  readonly wql: number;
  readonly coverage: number;
  readonly wape: number;
  readonly wrmsse: number;
}

/** One method over all origins: losses are pooled, the scaled error is averaged over origins. */
export function judge(
  set: RetailSet,
  levels: readonly number[],
  origins: readonly { readonly origin: number; readonly series: readonly number[]; readonly said: Said }[],
): Verdict {
  const actual = concat(origins.map(({ origin, series }) => actualOf(set, series, origin)));
  const quantiles = concat(origins.map(({ said }) => said.quantiles));
  const mean = concat(origins.map(({ said }) => said.mean));
  const scaled = origins.map(({ origin, series, said }) => wrmsseOf(set, series, origin, said.mean));
  return {
    wql: weightedQuantileLoss(actual, quantiles, levels),
    coverage: coverageOf(actual, quantiles, levels.length),
    wape: wapeOf(actual, mean),
    wrmsse: scaled.reduce((sum, value) => sum + value, 0) / scaled.length,
  };
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Weighted root mean squared scaled error of the M5 competition: levels all, each attribute, series; within a level
 * weights by turnover of the last 28 days (units where there is no price); errors scaled by one-day differences since
 * the first sale.
 */
function wrmsseOf(set: RetailSet, series: readonly number[], origin: number, mean: Float32Array): number {
  const { panel } = set;
  const groupings: ((s: number) => number)[] = [
    () => 0,
    ...(panel.attributes ?? []).map(
      ({ codes }) =>
        (s: number) =>
          codes[s]!,
    ),
    (s) => s,
  ];
  const errors = groupings.map((groupOf) => levelError(set, series, origin, mean, groupOf));
  return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

function levelError(
  { panel, horizon, price }: RetailSet,
  series: readonly number[],
  origin: number,
  mean: Float32Array,
  groupOf: (s: number) => number,
): number {
  const { sales, dayCount } = panel;
  const members = Map.groupBy(series.entries(), ([, s]) => groupOf(s));
  let weighted = 0;
  let weights = 0;
  for (const group of members.values()) {
    const history = new Float64Array(origin);
    const error = new Float64Array(horizon);
    let weight = 0;
    for (const [i, s] of group) {
      for (let d = 0; d < origin; d += 1) history[d]! += sales[s * dayCount + d]! || 0;
      for (let h = 0; h < horizon; h += 1)
        error[h]! += mean[i * horizon + h]! - sales[s * dayCount + origin + h]!;
      for (let d = origin - 28; d < origin; d += 1)
        weight += (sales[s * dayCount + d]! || 0) * (price ? price[s * dayCount + d]! || 0 : 1);
    }
    const first = history.findIndex((value) => value > 0);
    let squares = 0;
    for (let d = first + 1; d < origin; d += 1) squares += (history[d]! - history[d - 1]!) ** 2;
    const scale = squares / Math.max(1, origin - first - 1);
    if (!(scale > 0)) continue;
    const square = error.reduce((sum, value) => sum + value * value, 0) / horizon;
    weighted += weight * Math.sqrt(square / scale);
    weights += weight;
  }
  return weights > 0 ? weighted / weights : 0;
}
