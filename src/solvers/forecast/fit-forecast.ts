import { calibrate, type HeldOut } from './calibrate.ts';
import { FeatureMaker, type RowPlaces } from './features.ts';
import { type Recipe, recipe as usual } from './recipe.ts';
import { sampleRows } from './sample-rows.ts';
import { untrained } from './untrained.ts';
import { modelTasks, predictRaw, trainingTable, trainModel } from './train-models.ts';
import type { TreeModel } from '../trees/types.ts';
import { defaultLevels, type FitOptions, type ForecastArtifact, type Panel } from './types.ts';

export const horizonMax = 56;
/** Rows that trees need at least; with fewer the fallback is as good. */
export const trainingRowsMin = 400;
const rowsMaxUsual = 150_000;
const heldOutDaysMax = 56;

/** Trains one model after the other here; a worker pool may take its place (see in-thread.ts). */
function trainHere(
  panelRows: ReturnType<typeof trainingTable>,
  options: FitOptions,
  recipe: Recipe,
  told: (share: number) => void,
): TreeModel[] {
  const tasks = modelTasks(options.levels ?? defaultLevels, options.seed, recipe);
  return tasks.map((task, i) => {
    const model = trainModel(panelRows, task, recipe, options.isCancelled);
    told((i + 1) / tasks.length);
    return model;
  });
}

/**
 * Learns from everything known before `asOf` (days since 1970-01-01). Models are trained twice: without the newest
 * weeks, which then calibrate the quantiles, and with them.
 *
 * With too little to learn from, the artifact has no models and names smoothing or the same-weekday mean.
 *
 * @returns null when cancelled
 * @throws RangeError when the horizon or `asOf` lie outside what is possible
 */
export function fitForecast(
  panel: Panel,
  asOf: number,
  options: FitOptions,
  recipe: Recipe = usual,
): ForecastArtifact | null {
  const { horizon, seed, levels = defaultLevels, rowsMax = rowsMaxUsual } = options;
  if (!(horizon >= 1 && horizon <= horizonMax)) throw new RangeError(`horizon must be 1 … ${horizonMax}`);
  const end = asOf - panel.startDay;
  if (end < 1 || end > panel.dayCount) throw new RangeError('asOf lies outside the panel');
  const own = { ...recipe, rounds: options.rounds ?? recipe.rounds };
  const maker = new FeatureMaker(panel, end);
  const places = sampleRows(maker, end, horizon, rowsMax, seed);
  const heldDays = Math.min(heldOutDaysMax, Math.floor(end / 4));
  const early = keep(places, (origin, ahead) => origin + ahead < end - heldDays);
  const held = keep(places, (origin) => origin >= end - heldDays);
  if (early.series.length < trainingRowsMin || held.series.length < trainingRowsMin)
    return untrained(options.smoother ? 'ets' : 'same-weekday', asOf, horizon, levels);
  const means = own.means;
  const tell = options.onProgress ?? (() => {});
  const first = trainHere(trainingTable(maker, early, end, own), options, own, (share) => tell(0.4 * share));
  const rows = maker.make(held);
  const heldOut: HeldOut = {
    raw: predictRaw(first.slice(0, means), first.slice(means), rows),
    spread: rows.spread,
    ahead: held.ahead,
    actual: Float32Array.from(
      held.series,
      (s, i) => maker.demand[s * panel.dayCount + held.origin[i]! + held.ahead[i]!]!,
    ),
  };
  const calibration = calibrate(heldOut, levels, horizon, own.directShare);
  const models = trainHere(trainingTable(maker, places, end, own), options, own, (share) =>
    tell(0.4 + 0.6 * share),
  );
  if (options.isCancelled?.()) return null;
  return {
    ...{ version: 1, method: 'trees', asOf, horizon, levels, columns: maker.names },
    ...{ trainedRows: places.series.length, mean: models.slice(0, means), quantile: models.slice(means) },
    ...{ calibration, declared: null },
  };
}

function keep(places: RowPlaces, isKept: (origin: number, ahead: number) => boolean): RowPlaces {
  const rows: number[] = [];
  for (let i = 0; i < places.series.length; i += 1)
    if (isKept(places.origin[i]!, places.ahead[i]!)) rows.push(i);
  const pick = (from: Int32Array) => Int32Array.from(rows, (row) => from[row]!);
  return { series: pick(places.series), origin: pick(places.origin), ahead: pick(places.ahead) };
}
