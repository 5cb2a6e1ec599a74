import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import type { Panel } from '../../../solvers/forecast/types.ts';
import type { ReplenishmentPlan } from '../../../solvers/replenishment/types.ts';
import { historyDaysShown, type SuggestionInputs } from '../rules/suggestion.ts';
import { insertSeries, type SeriesRow } from '../store/forecast-series.ts';
import { beginRun, failRun, finishRun, forgetRuns, setProgress } from '../store/forecasts.ts';
import type { ForecastInput, ForecastSeries } from './forecast-input.ts';

/** Forecasts kept: a fortnight of nights, to look back at what was said. */
const runsKept = 14;
/** Series written by one statement. */
const seriesAtATime = 500;

/** Takes a waiting run, or one whose worker died; false when it is over. */
export function beginForecast(tx: Tx, runId: string): Promise<boolean> {
  return beginRun(tx, runId, shanghaiDay(tx.now));
}

export function noteForecastProgress(tx: Tx, runId: string, percent: number): Promise<void> {
  return setProgress(tx, runId, percent);
}

/** Ends a run that came to nothing. */
export function failForecast(tx: Tx, runId: string, error: 'nothing-sold' | 'defect'): Promise<void> {
  return failRun(tx, runId, error);
}

/** Keeps model, forecasts and suggestions of a run, and forgets the oldest. A run that is over stays as it is. */
export async function keepForecast(
  tx: Tx,
  runId: string,
  { historyFrom, series, task }: ForecastInput,
  { artifact, forecast, orders }: ReplenishmentPlan,
): Promise<void> {
  const { horizon, levels } = forecast;
  const isOurs = await finishRun(tx, {
    ...{ runId, historyFrom, horizonDays: horizon, levels, seriesCount: series.length },
    methodCounts: countsOf(forecast.methods),
    ...{ method: artifact.method, accuracy: artifact.declared, artifact: JSON.stringify(artifact) },
  });
  if (!isOurs) return;
  const rows = series.map((one, s): SeriesRow => {
    const { quantity, target, coverFromDay: _from, ...order } = orders[s]!;
    const width = horizon * levels.length;
    return {
      ...{ shopId: one.shopId, variantId: one.variantId, method: forecast.methods[s]! },
      mean: round(forecast.mean.subarray(s * horizon, (s + 1) * horizon)),
      quantiles: round(forecast.quantiles.subarray(s * width, (s + 1) * width)),
      ...{ available: one.position.available, target, suggested: quantity },
      inputs: { ...inputsOf(one), ...order, ...traceOf(task.panel, s, task.asOf) },
    };
  });
  for (let from = 0; from < rows.length; from += seriesAtATime)
    await insertSeries(tx, runId, rows.slice(from, from + seriesAtATime));
  await forgetRuns(tx, runsKept);
}

function countsOf(methods: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const method of methods) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

/** A thousandth of a piece is more than anybody needs. */
function round(values: Float32Array): number[] {
  return Array.from(values, (value) => Math.round(value * 1_000) / 1_000);
}

function inputsOf({ position, supplierName }: ForecastSeries) {
  const { available: _available, priceFen, costFen, salvageFen, ...terms } = position;
  const money = { priceFen: Number(priceFen), costFen: costFen === null ? null : Number(costFen) };
  return { ...terms, ...money, salvageFen: salvageFen === null ? null : Number(salvageFen), supplierName };
}

type Trace = Pick<SuggestionInputs, 'historyDays' | 'soldDays' | 'emptyDays' | 'emptyOn' | 'liveOn'>;

/** What the engine was given of a series, in words and days. */
function traceOf(panel: Panel, series: number, asOf: number): Trace {
  const { startDay, dayCount, sales, stockedOut, live, promo } = panel;
  const shownFrom = asOf - historyDaysShown;
  const trace = {
    historyDays: 0,
    soldDays: 0,
    emptyDays: 0,
    emptyOn: [] as string[],
    liveOn: [] as string[],
  };
  for (let day = 0; day < dayCount; day += 1) {
    const cell = series * dayCount + day;
    const isPast = startDay + day < asOf;
    const isShown = startDay + day >= shownFrom;
    if (isShown && (live![cell]! > 0 || promo![cell]! > 0)) trace.liveOn.push(dayText(startDay + day));
    if (!isPast || Number.isNaN(sales[cell]!)) continue;
    trace.historyDays += 1;
    if (sales[cell]! > 0) trace.soldDays += 1;
    if (stockedOut![cell] !== 1) continue;
    trace.emptyDays += 1;
    if (isShown) trace.emptyOn.push(dayText(startDay + day));
  }
  return trace;
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
