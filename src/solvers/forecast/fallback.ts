import type { FeatureMaker } from './features.ts';
import type { ForecastMethod, Smoother } from './types.ts';

/** Same weekdays looked back to, and how many days' worth of the plain mean steadies them. */
const weeksMax = 8;
const plainDays = 1;
/** Smoothing sees at most so many days: more only takes longer. */
const smoothedDaysMax = 365;
const smoothedDaysMin = 15;

export interface SeriesForecast {
  readonly mean: Float64Array;
  /** `h * levels.length + k`. */
  readonly quantiles: Float64Array;
  readonly method: ForecastMethod;
}

/**
 * Forecast of one series from nothing but its own days: exponential smoothing where asked for and possible, else the
 * mean of the same weekdays. Limits follow a gamma distribution with the spread of the series' own last two months,
 * at least that of a Poisson count.
 */
export function fallbackForecast(
  maker: FeatureMaker,
  s: number,
  origin: number,
  ask: {
    readonly horizon: number;
    readonly levels: readonly number[];
    readonly method: ForecastMethod;
    readonly smoother: Smoother | undefined;
  },
): SeriesForecast {
  const { horizon, levels } = ask;
  const smoothed =
    ask.method === 'ets' || ask.method === 'mstl' ? smooth(maker, s, origin, ask.method, ask) : null;
  const mean = smoothed ?? sameWeekdays(maker, s, origin, horizon);
  const deviation = ownDeviation(maker, s, origin);
  const quantiles = new Float64Array(horizon * levels.length);
  for (let h = 0; h < horizon; h += 1)
    for (const [k, level] of levels.entries())
      quantiles[h * levels.length + k] = gammaQuantile(
        mean[h]!,
        Math.max(deviation, Math.sqrt(mean[h]!)),
        level,
      );
  return { mean, quantiles, method: smoothed ? ask.method : 'same-weekday' };
}

function smooth(
  { demand, panel }: FeatureMaker,
  s: number,
  origin: number,
  method: 'ets' | 'mstl',
  { horizon, smoother }: { readonly horizon: number; readonly smoother: Smoother | undefined },
): Float64Array | null {
  const from = s * panel.dayCount + Math.max(0, origin - smoothedDaysMax);
  const past = Float64Array.from(demand.subarray(from, s * panel.dayCount + origin)).filter(
    (value) => !Number.isNaN(value),
  );
  if (past.length < smoothedDaysMin) return null;
  const points = smoother?.(method, past, horizon);
  return points ? Float64Array.from(points, (value) => Math.max(0, value)) : null;
}

function sameWeekdays({ sums }: FeatureMaker, s: number, origin: number, horizon: number): Float64Array {
  const plain = sums.mean(s, origin - 7 * weeksMax, origin);
  if (Number.isNaN(plain)) return new Float64Array(horizon);
  return Float64Array.from({ length: horizon }, (_, h) => {
    const days = Math.min(weeksMax, Math.floor(sums.count(s, origin - 7 * weeksMax, origin) / 7));
    const own = sums.sameWeekday(s, origin, origin + h, weeksMax);
    return Number.isNaN(own) ? plain : (own * days + plain * plainDays) / (days + plainDays);
  });
}

function ownDeviation({ sums, demand, panel }: FeatureMaker, s: number, origin: number): number {
  let squares = 0;
  let count = 0;
  for (let day = Math.max(0, origin - 7 * weeksMax); day < origin; day += 1) {
    const value = demand[s * panel.dayCount + day]!;
    const before = sums.sameWeekday(s, day, day, weeksMax);
    if (Number.isNaN(value) || Number.isNaN(before)) continue;
    squares += (value - before) ** 2;
    count += 1;
  }
  const plain = sums.deviation(s, origin - 7 * weeksMax, origin);
  return count >= 7 ? Math.sqrt(squares / count) : Number.isNaN(plain) ? 0 : plain;
}

/** Wilson & Hilferty (1931): the cube root of a gamma variable is nearly normal. */
export function gammaQuantile(mean: number, deviation: number, level: number): number {
  if (!(mean > 0)) return 0;
  const ninth = (deviation / mean) ** 2 / 9;
  return mean * Math.max(0, 1 - ninth + normalQuantile(level) * Math.sqrt(ninth)) ** 3;
}

/** Abramowitz & Stegun 26.2.23, wrong by less than 4.5e-4. */
export function normalQuantile(level: number): number {
  const tail = Math.min(Math.max(Math.min(level, 1 - level), 1e-9), 0.5);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return level < 0.5 ? -z : z;
}
