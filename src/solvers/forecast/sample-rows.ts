import { Random } from '../routing/engine/random.ts';
import type { FeatureMaker, RowPlaces } from './features.ts';

/** Days a series must be known before an origin to be learnt from, and be forecast by trees. */
export const historyDaysMin = 21;
/** Sold at least once in so many days: a sleeping series teaches and needs nothing. */
const activeDays = 28;
/** Origins looked back to. */
const originsMax = 160;
const lookBackDaysMax = 1_100;

/** Whether the series has enough of a past at the origin for the features to mean something. */
export function isActive(maker: FeatureMaker, s: number, origin: number): boolean {
  const { sums } = maker;
  return sums.count(s, 0, origin) >= historyDaysMin && sums.sum(s, origin - activeDays, origin) > 0;
}

/**
 * Rows to learn from: every series at many origins before `end`, some of the days ahead of each, in the order of their
 * origins. A row's target day lies before `end` as well.
 */
export function sampleRows(
  maker: FeatureMaker,
  end: number,
  horizon: number,
  rowsMax: number,
  seed: number,
): RowPlaces {
  const span = Math.min(end, lookBackDaysMax) - historyDaysMin;
  let stride = Math.max(1, Math.ceil(span / originsMax));
  // A stride of whole weeks would only ever see one weekday.
  if (stride % 7 === 0) stride += 1;
  const origins: number[] = [];
  for (let origin = end - 1; origin > end - span && origin >= historyDaysMin; origin -= stride)
    origins.push(origin);
  const series: number[] = [];
  const at: number[] = [];
  for (const origin of origins.reverse())
    for (let s = 0; s < maker.panel.seriesCount; s += 1)
      if (isActive(maker, s, origin)) {
        series.push(s);
        at.push(origin);
      }
  return drawDays(maker, { series, at }, end, horizon, rowsMax, seed);
}

function drawDays(
  { demand, panel }: FeatureMaker,
  { series, at }: { readonly series: readonly number[]; readonly at: readonly number[] },
  end: number,
  horizon: number,
  rowsMax: number,
  seed: number,
): RowPlaces {
  const random = new Random(seed);
  const chance = Math.min(1, rowsMax / Math.max(1, series.length * horizon));
  const rows: { s: number[]; origin: number[]; ahead: number[] } = { s: [], origin: [], ahead: [] };
  for (const [i, s] of series.entries())
    for (let ahead = 0; ahead < horizon && at[i]! + ahead < end; ahead += 1) {
      if (random.next() >= chance) continue;
      if (Number.isNaN(demand[s * panel.dayCount + at[i]! + ahead])) continue;
      rows.s.push(s);
      rows.origin.push(at[i]!);
      rows.ahead.push(ahead);
    }
  return {
    series: Int32Array.from(rows.s),
    origin: Int32Array.from(rows.origin),
    ahead: Int32Array.from(rows.ahead),
  };
}
