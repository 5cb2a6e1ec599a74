import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startAugurs } from './augurs.ts';
import { fitBest } from './backtest.ts';
import { chineseDay, plannedYears, weekdayOf } from './chinese-calendar.ts';
import { FeatureMaker } from './features.ts';
import { fitForecast } from './fit-forecast.ts';
import { forecast } from './make-forecast.ts';
import { RunningSums } from './running-sums.ts';
import { simulateDemand } from './simulate-demand.ts';
import type { ForecastArtifact, Panel } from './types.ts';
import { uncensor } from './uncensor.ts';

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const options = { seed: 1, horizon: 7, rounds: 20, rowsMax: 4_000, levels: [0.05, 0.5, 0.95] };

function meanOf(values: Iterable<number>): number {
  const list = [...values];
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

/** Demand of the seven days after the origin that the forecast means, over what was wanted in truth. */
function biasOf(panel: Panel, demand: Float32Array): number {
  const asOf = panel.startDay + panel.dayCount - 7;
  const artifact = fitForecast(panel, asOf, { ...options, levels: [0.5], rounds: 30 })!;
  const { mean } = forecast(artifact, panel, asOf, 7);
  const truth = Array.from(
    { length: mean.length },
    (_, i) => demand[Math.floor(i / 7) * panel.dayCount + panel.dayCount - 7 + (i % 7)]!,
  );
  return meanOf(mean) / meanOf(truth) - 1;
}

describe('stock-outs', () => {
  test('hide demand, and the mask brings it back', () => {
    const { panel, demand } = simulateDemand({ seriesCount: 40, dayCount: 150, shelfShare: 1.05, seed: 5 });
    expect(meanOf(panel.stockedOut!)).toBeGreaterThan(0.35);
    const { stockedOut: _, ...blind } = panel;
    expect(biasOf(blind, demand)).toBeLessThan(-0.08);
    expect(Math.abs(biasOf(panel, demand))).toBeLessThan(0.04);
  });

  test('demand is never put below sales, and free days stay as they are', () => {
    const { panel } = simulateDemand({ seriesCount: 5, dayCount: 60, shelfShare: 0.9, seed: 6 });
    const demand = uncensor(panel, 50);
    const isRight = (value: number, i: number) => {
      if (i % 60 >= 50) return Number.isNaN(value);
      return panel.stockedOut![i] === 1 ? value >= panel.sales[i]! : value === panel.sales[i];
    };
    expect(demand.every(isRight)).toBe(true);
  });
});

describe('a forecast', () => {
  const { panel } = simulateDemand({ seriesCount: 30, dayCount: 170, shelfShare: 9, seed: 3 });
  const asOf = panel.startDay + 150;
  const artifact = fitForecast(panel, asOf, options)!;

  test('knows nothing of the origin and after: other sales there change neither model nor forecast', () => {
    const sales = panel.sales.map((value, i) => (i % 170 >= 150 ? 1_000 : value));
    const other = { ...panel, sales };
    expect(fitForecast(other, asOf, options)).toEqual(artifact);
    expect(forecast(artifact, other, asOf, 7)).toEqual(forecast(artifact, panel, asOf, 7));
  });

  test('survives JSON, and has rising quantiles of at least 0 around days like those before', () => {
    const travelled = JSON.parse(JSON.stringify(artifact)) as ForecastArtifact;
    const said = forecast(travelled, panel, asOf, 7);
    expect(said).toEqual(forecast(artifact, panel, asOf, 7));
    expect(new Set(said.methods)).toEqual(new Set(['trees']));
    let inside = 0;
    for (let i = 0; i < said.mean.length; i += 1) {
      const row = said.quantiles.subarray(i * 3, (i + 1) * 3);
      expect(row.toSorted()).toEqual(row);
      expect(row[0]).toBeGreaterThanOrEqual(0);
      const actual = panel.sales[Math.floor(i / 7) * 170 + 150 + (i % 7)]!;
      if (actual >= row[0]! && actual <= row[2]!) inside += 1;
    }
    expect(inside / said.mean.length).toBeGreaterThan(0.82);
  });

  test('is refused when the artifact knows later days, looks less far, or learnt from another kind of panel', () => {
    expect(() => forecast(artifact, panel, asOf - 1, 7)).toThrow('must not');
    expect(() => forecast(artifact, panel, asOf, 8)).toThrow('7 days ahead');
    const promo = new Float32Array(panel.sales.length);
    expect(() => forecast(artifact, { ...panel, promo }, asOf, 7)).toThrow('other things');
  });

  test('ends when cancelled', () => {
    expect(fitForecast(panel, asOf, { ...options, isCancelled: () => true })).toBeNull();
  });
});

describe('the method', () => {
  test('falls back on 14 days of history, and says so', () => {
    const { panel } = simulateDemand({ seriesCount: 3, dayCount: 21, shelfShare: 9, seed: 4 });
    const asOf = panel.startDay + 14;
    const artifact = fitBest(panel, asOf, { ...options, smoother: startAugurs() })!;
    expect(artifact.declared).toMatchObject({ reason: 'history-too-short', coverage: null });
    const said = forecast(artifact, panel, asOf, 7, startAugurs());
    expect(said.methods).toEqual(['same-weekday', 'same-weekday', 'same-weekday']);
    for (let s = 0; s < 3; s += 1) {
      const usual = meanOf(panel.sales.subarray(s * 21, s * 21 + 14));
      expect(Math.abs(meanOf(said.mean.subarray(s * 7, (s + 1) * 7)) / usual - 1)).toBeLessThan(0.2);
    }
  });

  test('is chosen by comparing, and its accuracy declared', () => {
    const { panel } = simulateDemand({ seriesCount: 25, dayCount: 120, shelfShare: 9, seed: 8 });
    const artifact = fitBest(panel, panel.startDay + 120, { ...options, smoother: startAugurs() })!;
    const { losses, method, coverage, origins } = artifact.declared!;
    expect(Object.keys(losses).toSorted()).toEqual(['ets', 'mstl', 'same-weekday', 'trees']);
    expect(losses[method]).toBe(Math.min(...Object.values(losses)));
    expect(artifact.method).toBe(method);
    expect(coverage).toBeGreaterThan(0.8);
    expect(origins).toHaveLength(2);
  });
});

test('the Chinese calendar knows holidays and the weekends worked for them', () => {
  const kind = (text: string) => chineseDay(dayOf(text)).kind;
  expect(weekdayOf(dayOf('2026-02-14'))).toBe(5);
  expect(kind('2026-02-14')).toBe('make-up-workday');
  expect(kind('2026-02-16')).toBe('holiday');
  expect(kind('2025-10-08')).toBe('holiday');
  expect(kind('2025-10-11')).toBe('make-up-workday');
  expect(kind('2024-03-09')).toBe('weekend');
  expect(kind('2024-03-11')).toBe('workday');
  // A make-up workday takes the place of a Saturday or Sunday.
  const days = Array.from({ length: 2_557 }, (_, i) => dayOf('2020-01-01') + i);
  const madeUp = days.filter((day) => chineseDay(day).kind === 'make-up-workday');
  const yearsOf = (list: readonly number[]) =>
    new Set(list.map((day) => new Date(day * 86_400_000).getUTCFullYear()));
  expect([...yearsOf(madeUp)]).toEqual(plannedYears.filter((year) => year >= 2020));
  // Not published yet: only the days that the law and the moon fix.
  expect(kind('2027-02-06')).toBe('holiday');
  expect(plannedYears).not.toContain(2027);
  expect(madeUp.every((day) => weekdayOf(day) >= 5)).toBe(true);
});

test('running sums agree with sums taken the long way', () => {
  const value = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 9 }));
  const table = fc.array(value, { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(
      table,
      fc.nat(29),
      fc.nat(13),
      fc.integer({ min: 1, max: 5 }),
      (values, origin, ahead, weeks) => {
        const sums = new RunningSums(Float32Array.from(values), 2, 30);
        const row = values.slice(30);
        const plain = (list: readonly (number | undefined)[]) => {
          const known = list.filter((item) => item !== undefined && !Number.isNaN(item)) as number[];
          return known.length > 0 ? meanOf(known) : Number.NaN;
        };
        const isSame = (found: number, wanted: number) =>
          Number.isNaN(wanted) ? Number.isNaN(found) : Math.abs(found - wanted) < 1e-9;
        const long = plain(row.slice(Math.max(0, origin - 9), origin));
        expect(isSame(sums.mean(1, origin - 9, origin), long)).toBe(true);
        const before = Array.from({ length: 9 }, (_, k) => origin + ahead - 7 * k).filter(
          (day) => day < origin,
        );
        const same = plain(before.slice(0, weeks).map((day) => row[day]));
        expect(isSame(sums.sameWeekday(1, origin, origin + ahead, weeks), same)).toBe(true);
      },
    ),
  );
});

test('features of a row come from days before its origin and from what is planned', () => {
  const { panel } = simulateDemand({ seriesCount: 2, dayCount: 80, shelfShare: 9, seed: 9 });
  const places = { series: Int32Array.of(1), origin: Int32Array.of(60), ahead: Int32Array.of(3) };
  const early = new FeatureMaker(panel, 60).make(places);
  expect(new FeatureMaker(panel, 80).make(places)).toEqual(early);
  const lag = early.names.indexOf('lag 1');
  expect(early.columns[lag]![0]! * early.scale[0]!).toBeCloseTo(panel.sales[80 + 59]!, 3);
});
