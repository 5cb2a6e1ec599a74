import type { TreeModel } from '../trees/types.ts';

/**
 * Sales of many series day by day. Tables are series-major: the value of series `s` on day `d` lies at
 * `s * dayCount + d`. Days count from `startDay`, in days since 1970-01-01 of the local calendar. The panel may reach
 * into the future for what is known of it; sales at and after the origin of a forecast are never read.
 */
export interface Panel {
  readonly startDay: number;
  readonly dayCount: number;
  readonly seriesCount: number;
  /** Units sold, 0 on a day without; NaN while not for sale or not recorded. */
  readonly sales: Float32Array;
  /** 1 where the shelf ran empty on that day: sales are then only a lower bound of demand. */
  readonly stockedOut?: Uint8Array;
  /** Planned ahead, known for the future too: 0 none, 1 on promotion (or the depth of the discount). */
  readonly promo?: Float32Array;
  /** Minutes on air (or any measure of live showing) planned for the series on that day. */
  readonly live?: Float32Array;
  /** Price asked, known ahead; NaN where unknown: the last known one is then taken to stay. */
  readonly price?: Float32Array;
  /** False when prices are only seen afterwards: the model then looks at those before the origin. Default true. */
  readonly isPriceKnownAhead?: boolean;
  /** Whatever else is known ahead per series and day, such as events or a benefit's pay day. */
  readonly known?: readonly { readonly name: string; readonly values: Float32Array }[];
  /** What a series is, by whole numbers ≥ 0 per series: category, item, shop … Momentum is taken over equal codes. */
  readonly attributes?: readonly { readonly name: string; readonly codes: Int32Array }[];
  /** Whose holidays and make-up workdays apply; "none" leaves only weekdays and seasons. */
  readonly calendar: 'cn' | 'none';
}

/** The seven levels a forecast has unless others are asked for. */
export const defaultLevels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

export interface FitOptions {
  readonly seed: number;
  /** Days ahead the model must be able to look, 1 … 56. */
  readonly horizon: number;
  /** Rising, each within 0 … 1. Default `defaultLevels`. */
  readonly levels?: readonly number[];
  /** Trees per model. Default 150. */
  readonly rounds?: number;
  /** Rows learnt from at most; the newest origins first. Default 150,000. */
  readonly rowsMax?: number;
  /** Smoothing for short histories; without it the same-weekday mean is the only fallback. See augurs.ts. */
  readonly smoother?: Smoother;
  readonly isCancelled?: () => boolean;
  /** Told 0 … 1 as the work goes on. */
  readonly onProgress?: (share: number) => void;
}

/** Forecast of one series from its own past: `values` without gaps, oldest first; `horizon` values out, or null when it finds no model. */
export type Smoother = (method: 'ets' | 'mstl', values: Float64Array, horizon: number) => number[] | null;

export type ForecastMethod = 'trees' | 'ets' | 'mstl' | 'same-weekday';

/** What `fitForecast` learnt: plain JSON, kept with the forecasts it made. */
export interface ForecastArtifact {
  readonly version: 1;
  readonly method: ForecastMethod;
  /** First day not known when it was made, in days since 1970-01-01. */
  readonly asOf: number;
  readonly horizon: number;
  readonly levels: readonly number[];
  readonly columns: readonly string[];
  readonly trainedRows: number;
  /** Models of the mean, averaged. Empty unless the method is "trees". */
  readonly mean: readonly TreeModel[];
  /** Direct models of quantiles, one per level. */
  readonly quantile: readonly TreeModel[];
  readonly calibration: Calibration;
  /** Chosen and measured by `backtest`; null when none was run. */
  readonly declared: DeclaredAccuracy | null;
}

/**
 * How far sales fell from forecasts of days that the models had not seen, in units of the series' spread. Rows of the
 * tables: size bucket × horizon bucket; sizes are means ÷ spread.
 */
export interface Calibration {
  /** Part of the direct quantile in the average of both. */
  readonly directShare: number;
  /** Upper limits of mean ÷ spread that part the size buckets. */
  readonly sizeLimits: readonly number[];
  /** First days ahead of the second, third … horizon bucket. */
  readonly aheadLimits: readonly number[];
  /** By bucket (size × horizon buckets + horizon bucket) and level: quantile of (sales − mean) ÷ spread. */
  readonly ratios: readonly (readonly number[])[];
  /** By size bucket and level: added to the average of both quantiles, ÷ spread. */
  readonly shifts: readonly (readonly number[])[];
}

export interface DeclaredAccuracy {
  readonly method: ForecastMethod;
  /** Why that method: it won the backtest, or the history is too short for one. */
  readonly reason: 'won-backtest' | 'history-too-short';
  /** Weighted quantile loss of every method tried, lower is better; null where it could not be measured. */
  readonly losses: Readonly<Partial<Record<ForecastMethod, number>>>;
  /** Share of days whose sales fell between the lowest and the highest level. */
  readonly coverage: number | null;
  /** Sum of |sales − mean| ÷ sum of sales. */
  readonly wape: number | null;
  /** Days that were forecast and then compared. */
  readonly origins: readonly number[];
}

/** Series-major: mean of series `s`, `h` days ahead (0 = the day `asOf`) at `s * horizon + h`; quantile `k` of it at `(s * horizon + h) * levels.length + k`. */
export interface Forecast {
  readonly asOf: number;
  readonly horizon: number;
  readonly levels: readonly number[];
  readonly mean: Float32Array;
  readonly quantiles: Float32Array;
  /** What each series was forecast with: short histories fall back. */
  readonly methods: readonly ForecastMethod[];
}
