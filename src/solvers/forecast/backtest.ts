import { fitForecast } from './fit-forecast.ts';
import { coverageOf, wapeOf, weightedQuantileLoss } from './losses.ts';
import { forecast } from './make-forecast.ts';
import { untrained } from './untrained.ts';
import type { DeclaredAccuracy, FitOptions, Forecast, ForecastArtifact, Panel } from './types.ts';
import { defaultLevels } from './types.ts';

export interface BacktestOptions extends FitOptions {
  /** Origins forecast and compared, the newest one horizon before `asOf`, each a horizon apart. Default 2, at most 12. */
  readonly origins?: number;
}

const originsMax = 12;
/** Days an origin needs behind it for its comparison to mean something. */
const daysBehindMin = 14;
/** Smoothing is tried on so many series at most: it takes milliseconds for each. */
const smoothedSeriesMax = 2_000;

/**
 * Forecasts days that are past by every method there is, compares, and says which was best. Trees are fitted once, before
 * the oldest origin, and know nothing later.
 *
 * @returns null when cancelled
 */
export function backtest(panel: Panel, asOf: number, options: BacktestOptions): DeclaredAccuracy | null {
  const { horizon, levels = defaultLevels, smoother } = options;
  const end = asOf - panel.startDay;
  const wanted = Math.min(originsMax, options.origins ?? 2);
  const origins: number[] = [];
  for (let k = wanted; k >= 1; k -= 1)
    if (end - k * horizon >= daysBehindMin && hasSales(panel, end - k * horizon))
      origins.push(asOf - k * horizon);
  const fallback: 'ets' | 'same-weekday' = smoother ? 'ets' : 'same-weekday';
  const nothing = { losses: {}, coverage: null, wape: null, origins: [] };
  if (origins.length === 0) return { ...nothing, method: fallback, reason: 'history-too-short' };
  const fitted = fitForecast(panel, origins[0]!, options);
  if (!fitted) return null;
  const tried: ForecastArtifact[] = [untrained('same-weekday', origins[0]!, horizon, levels)];
  if (fitted.method === 'trees') tried.push(fitted);
  if (smoother && panel.seriesCount <= smoothedSeriesMax)
    for (const method of ['ets', 'mstl'] as const)
      tried.push(untrained(method, origins[0]!, horizon, levels));
  const results = tried.map((artifact) => {
    const said = origins.map((origin) => forecast(artifact, panel, origin, horizon, smoother));
    return { method: artifact.method, ...compare(panel, said, levels) };
  });
  const measured = results.filter(({ loss }) => loss !== null).toSorted((a, b) => a.loss! - b.loss!);
  const best = measured[0];
  if (!best) return { ...nothing, method: fallback, reason: 'history-too-short' };
  return {
    method: best.method,
    reason: fitted.method === 'trees' ? 'won-backtest' : 'history-too-short',
    losses: Object.fromEntries(measured.map(({ method, loss }) => [method, loss!])),
    ...{ coverage: best.coverage, wape: best.wape, origins },
  };
}

/**
 * What a nightly run does: backtest, then an artifact of the method that won, fitted on everything, with the accuracy
 * it may declare.
 *
 * @returns null when cancelled
 */
export function fitBest(panel: Panel, asOf: number, options: BacktestOptions): ForecastArtifact | null {
  const { horizon, levels = defaultLevels, onProgress } = options;
  const part = (from: number, to: number) => ({
    ...options,
    ...(onProgress ? { onProgress: (share: number) => onProgress(from + (to - from) * share) } : {}),
  });
  const declared = backtest(panel, asOf, part(0, 0.5));
  if (!declared) return null;
  const artifact =
    declared.method === 'trees'
      ? fitForecast(panel, asOf, part(0.5, 1))
      : untrained(declared.method, asOf, horizon, levels);
  return artifact && { ...artifact, declared };
}

function hasSales({ sales, dayCount, seriesCount }: Panel, end: number): boolean {
  for (let s = 0; s < seriesCount; s += 1)
    if (sales.subarray(s * dayCount, s * dayCount + end).some((value) => value > 0)) return true;
  return false;
}

/** Sales of days the shelf ran empty are no measure of a forecast of demand, and are left out. */
function compare(panel: Panel, said: readonly Forecast[], levels: readonly number[]) {
  const { seriesCount, dayCount, startDay, sales, stockedOut } = panel;
  const actual: number[] = [];
  const quantiles: number[] = [];
  const mean: number[] = [];
  for (const { asOf, horizon, mean: means, quantiles: all } of said)
    for (let s = 0; s < seriesCount; s += 1)
      for (let h = 0; h < horizon; h += 1) {
        const at = s * dayCount + asOf - startDay + h;
        if (Number.isNaN(sales[at]) || stockedOut?.[at] === 1) continue;
        actual.push(sales[at]!);
        mean.push(means[s * horizon + h]!);
        for (let k = 0; k < levels.length; k += 1)
          quantiles.push(all[(s * horizon + h) * levels.length + k]!);
      }
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    loss: finite(weightedQuantileLoss(actual, quantiles, levels)),
    coverage: finite(coverageOf(actual, quantiles, levels.length)),
    wape: finite(wapeOf(actual, mean)),
  };
}
