import { type BinnedColumns, binColumns } from '../trees/bin-columns.ts';
import { predictTrees } from '../trees/predict-trees.ts';
import { trainOnBins } from '../trees/train-trees.ts';
import type { TreeModel, TreeOptions } from '../trees/types.ts';
import type { FeatureMaker, FeatureRows, RowPlaces } from './features.ts';
import type { Recipe } from './recipe.ts';

/** Targets in units of the series' level, cut columns, and how much each row counts. */
export interface TrainingTable {
  readonly binned: BinnedColumns;
  readonly target: Float32Array;
  readonly weight: Float32Array;
  /** The same for means, which are summed over series: large ones count by their full size. */
  readonly meanWeight: Float32Array;
}

/** A target so many times its level is a mistake or an event that will not come again. */
const targetMax = 30;

export function trainingTable(
  maker: FeatureMaker,
  places: RowPlaces,
  end: number,
  recipe: Recipe,
): TrainingTable {
  const rows = maker.make(places);
  const target = new Float32Array(rows.scale.length);
  const weight = new Float32Array(target.length);
  const meanWeight = new Float32Array(target.length);
  const { dayCount } = maker.panel;
  for (let i = 0; i < target.length; i += 1) {
    const day = places.origin[i]! + places.ahead[i]!;
    const demand = maker.demand[places.series[i]! * dayCount + day]!;
    target[i] = Math.min(targetMax, Math.max(0, demand / rows.scale[i]!));
    const recency = 0.5 ** ((end - day) / recipe.halfLifeDays);
    weight[i] = rows.scale[i]! ** recipe.weightPower * recency;
    meanWeight[i] = rows.scale[i]! ** recipe.meanWeightPower * recency;
  }
  return {
    ...{ binned: binColumns(rows.columns), target },
    ...{ weight: averagingOne(weight), meanWeight: averagingOne(meanWeight) },
  };
}

/** Scaled so that least rows and ridge mean the same everywhere. */
function averagingOne(weight: Float32Array): Float32Array {
  const mean = weight.reduce((sum, value) => sum + value, 0) / Math.max(1, weight.length);
  return weight.map((value) => value / mean);
}

/** One model to train: the mean with a seed, or a quantile. */
export interface ModelTask {
  readonly level: number | null;
  readonly seed: number;
}

export function modelTasks(levels: readonly number[], seed: number, { means }: Recipe): readonly ModelTask[] {
  return [
    ...Array.from({ length: means }, (_, k) => ({ level: null, seed: seed + 101 * k })),
    ...levels.map((level, k) => ({ level, seed: seed + 17 * (k + 1) })),
  ];
}

export function trainModel(
  { binned, target, weight, meanWeight }: TrainingTable,
  { level, seed }: ModelTask,
  recipe: Recipe,
  isCancelled?: () => boolean,
): TreeModel {
  const { rounds, leaves, learningRate, leafRowsMin, ridge, columnShare, rowShare } = recipe;
  const options: TreeOptions = {
    ...{ rounds, leaves, learningRate, leafRowsMin, ridge, columnShare, rowShare, seed },
    ...(level === null
      ? { objective: 'tweedie', tweediePower: recipe.tweediePower }
      : { objective: 'pinball', quantile: level }),
    ...(isCancelled ? { isCancelled } : {}),
  };
  return trainOnBins(binned, { columns: [], target, weight: level === null ? meanWeight : weight }, options);
}

export interface RawForecast {
  /** Means in units, by row. */
  readonly mean: Float32Array;
  /** Direct quantiles in units: `row * levels + k`. */
  readonly direct: Float32Array;
}

export function predictRaw(
  mean: readonly TreeModel[],
  quantile: readonly TreeModel[],
  { columns, scale }: FeatureRows,
): RawForecast {
  const rows = scale.length;
  const means = new Float32Array(rows);
  for (const model of mean)
    for (const [i, value] of predictTrees(model, columns).entries()) means[i]! += value / mean.length;
  const direct = new Float32Array(rows * quantile.length);
  for (const [k, model] of quantile.entries())
    for (const [i, value] of predictTrees(model, columns).entries())
      direct[i * quantile.length + k] = Math.max(0, value) * scale[i]!;
  return { mean: means.map((value, i) => value * scale[i]!), direct };
}
