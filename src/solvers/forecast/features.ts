import { type CalendarColumns, calendarColumns } from './calendar-columns.ts';
import { RunningSums } from './running-sums.ts';
import { SmoothLevels } from './smooth-levels.ts';
import type { Panel } from './types.ts';
import { uncensor } from './uncensor.ts';

/** Which (series, origin, days ahead) a row is about. Days are counted from the panel's start. */
export interface RowPlaces {
  readonly series: Int32Array;
  readonly origin: Int32Array;
  readonly ahead: Int32Array;
}

export interface FeatureRows {
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  /** Units by which demand was divided, per row: the series' level at the origin. */
  readonly scale: Float32Array;
  /** How far the series usually strays, in units. */
  readonly spread: Float32Array;
}

const windows = [7, 14, 28, 56, 91, 182] as const;
const weekMeans = [1, 2, 4, 8, 13] as const;
const year = 364;
/** Smallest level, so that a sleeping series can be divided by it. */
const scaleMin = 0.05;

interface Group {
  readonly name: string;
  readonly codes: Int32Array;
  readonly sums: RunningSums;
}

/** Everything a panel tells before `end`, prepared so that each feature of a row takes constant time. */
export class FeatureMaker {
  readonly panel: Panel;
  readonly demand: Float32Array;
  readonly names: readonly string[];
  readonly sums: RunningSums;
  private readonly slow: SmoothLevels;
  private readonly fast: SmoothLevels;
  private readonly groups: readonly Group[];
  private readonly calendar: CalendarColumns;
  private readonly lastSale: Int32Array;
  private readonly firstDay: Int32Array;
  private readonly price: RunningSums | null;
  private readonly promo: RunningSums | null;
  private readonly live: RunningSums | null;
  private readonly cut: RunningSums | null;

  constructor(panel: Panel, end: number) {
    this.panel = panel;
    const { seriesCount, dayCount } = panel;
    this.demand = uncensor(panel, end);
    this.sums = new RunningSums(this.demand, seriesCount, dayCount);
    const smooth = (rate: number) =>
      new SmoothLevels(this.demand, seriesCount, dayCount, panel.startDay, rate);
    this.slow = smooth(0.1);
    this.fast = smooth(0.3);
    this.groups = groupsOf(panel, this.demand);
    this.calendar = calendarColumns(panel);
    [this.lastSale, this.firstDay] = saleDays(this.demand, seriesCount, dayCount);
    const optional = (values: Float32Array | undefined) =>
      values ? new RunningSums(values, seriesCount, dayCount) : null;
    this.price = optional(panel.price);
    this.promo = optional(panel.promo);
    this.live = optional(panel.live);
    this.cut = panel.stockedOut
      ? new RunningSums(Float32Array.from(panel.stockedOut), seriesCount, dayCount)
      : null;
    const names: string[] = [];
    this.fillRow(0, 0, 0, (name) => names.push(name));
    this.names = names;
  }

  /** Level of a series by its last weeks, a little drawn to its last half year: what sales are measured against. */
  scaleAt(s: number, origin: number): number {
    const { sums } = this;
    const recent = sums.count(s, origin - 28, origin);
    const longer = sums.mean(s, origin - 182, origin);
    if (Number.isNaN(longer)) return scaleMin;
    const plain = (sums.sum(s, origin - 28, origin) + 7 * longer) / (recent + 7);
    const smooth = (this.slow.level(s, origin) + this.fast.level(s, origin)) / 2;
    return Math.max(scaleMin, (plain + smooth) / 2);
  }

  private spreadAt(s: number, origin: number, scale: number): number {
    const near = this.sums.deviation(s, origin - 28, origin);
    const far = this.sums.deviation(s, origin - 91, origin);
    const known = Number.isNaN(near) ? scale : (near + far) / 2;
    return known + 0.1 * scale;
  }

  make(places: RowPlaces): FeatureRows {
    const rows = places.series.length;
    const columns = this.names.map(() => new Float32Array(rows));
    const scale = new Float32Array(rows);
    const spread = new Float32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const s = places.series[row]!;
      const origin = places.origin[row]!;
      scale[row] = this.scaleAt(s, origin);
      spread[row] = this.spreadAt(s, origin, scale[row]!);
      let at = 0;
      this.fillRow(s, origin, places.ahead[row]!, (_, value) => {
        columns[at]![row] = value;
        at += 1;
      });
    }
    return { names: this.names, columns, scale, spread };
  }

  private fillRow(
    s: number,
    origin: number,
    ahead: number,
    put: (name: string, value: number) => void,
  ): void {
    const scale = this.scaleAt(s, origin);
    put('days ahead', ahead);
    this.putPast(s, origin, ahead, scale, put);
    this.putGroups(s, origin, ahead, put);
    const { names, values } = this.calendar;
    for (let k = 0; k < names.length; k += 1) put(names[k]!, values[k]![origin + ahead] ?? Number.NaN);
    this.putPlanned(s, origin, ahead, put);
  }

  private putPast(s: number, origin: number, ahead: number, scale: number, put: Put): void {
    const { sums, panel, demand } = this;
    const target = origin + ahead;
    const base = s * panel.dayCount;
    put('log level', Math.log(scale));
    const { slow, fast } = this;
    put('level slow', slow.level(s, origin) / scale);
    put('level fast', fast.level(s, origin) / scale);
    put('pattern', slow.pattern(s, origin, target));
    put('slow × pattern', (slow.level(s, origin) * slow.pattern(s, origin, target)) / scale);
    put('fast × pattern', (fast.level(s, origin) * fast.pattern(s, origin, target)) / scale);
    for (let lag = 1; lag <= 7; lag += 1)
      put(`lag ${lag}`, origin >= lag ? demand[base + origin - lag]! / scale : Number.NaN);
    for (const weeks of weekMeans)
      put(`same weekday ${weeks}`, sums.sameWeekday(s, origin, target, weeks) / scale);
    for (const days of windows) put(`mean ${days}`, sums.mean(s, origin - days, origin) / scale);
    for (const days of [7, 28, 91]) put(`spread ${days}`, sums.deviation(s, origin - days, origin) / scale);
    for (const days of [28, 91]) put(`zero share ${days}`, sums.zeroShare(s, origin - days, origin));
    put('days since sale', origin > 0 ? origin - this.lastSale[base + origin - 1]! : Number.NaN);
    put('age', origin - this.firstDay[s]!);
    const then = target - year;
    put(
      'last year',
      then >= 0
        ? sums.mean(s, then - 3, then + 4) / sums.mean(s, origin - year - 28, origin - year)
        : Number.NaN,
    );
    put('last year same day', then >= 0 ? demand[base + then]! / scale : Number.NaN);
  }

  private putGroups(s: number, origin: number, ahead: number, put: Put): void {
    const target = origin + ahead;
    const then = target - year;
    for (const { name, codes, sums } of this.groups) {
      const g = codes[s]!;
      put(`${name}`, name === 'all' ? 0 : g);
      const month = sums.mean(g, origin - 28, origin);
      put(`${name} mean 7`, sums.mean(g, origin - 7, origin) / month);
      put(`${name} mean 91`, sums.mean(g, origin - 91, origin) / month);
      put(`${name} last day`, sums.mean(g, origin - 1, origin) / month);
      put(`${name} same weekday`, sums.sameWeekday(g, origin, target, 4) / month);
      const lastYear = sums.mean(g, origin - year - 28, origin - year);
      put(`${name} last year`, then >= 0 ? sums.mean(g, then - 3, then + 4) / lastYear : Number.NaN);
    }
  }

  private putPlanned(s: number, origin: number, ahead: number, put: Put): void {
    const { panel, price, promo, live, cut } = this;
    const at = s * panel.dayCount + origin + ahead;
    if (price && panel.price) {
      const last = price.mean(s, origin - 1, origin);
      const usual = price.mean(s, origin - 91, origin);
      put('price last', last / usual);
      put('price trend', price.mean(s, origin - 7, origin) / price.mean(s, origin - 28, origin));
      put('log price', Math.log(usual));
      if (panel.isPriceKnownAhead !== false) put('price', (panel.price[at] ?? last) / usual);
    }
    if (promo && panel.promo) {
      put('promo', panel.promo[at] ?? 0);
      put('promo share', promo.mean(s, origin - 28, origin));
      put('promo last week', promo.mean(s, origin - 7, origin));
    }
    if (live && panel.live) {
      put('live', panel.live[at] ?? 0);
      put('live share', live.mean(s, origin - 28, origin));
    }
    for (const { name, values } of panel.known ?? []) put(name, values[at] ?? Number.NaN);
    if (cut) put('stock-out share', cut.mean(s, origin - 28, origin));
  }
}

type Put = (name: string, value: number) => void;

/** Daily demand by code of every attribute, and of all together. Days before a series starts count as none of it. */
function groupsOf({ attributes = [], seriesCount, dayCount }: Panel, demand: Float32Array): readonly Group[] {
  const all = { name: 'all', codes: new Int32Array(seriesCount) };
  return [all, ...attributes].map(({ name, codes }) => {
    const size = codes.reduce((most, code) => Math.max(most, code), 0) + 1;
    const totals = new Float64Array(size * dayCount).fill(Number.NaN);
    for (let s = 0; s < seriesCount; s += 1)
      for (let d = 0; d < dayCount; d += 1) {
        const value = demand[s * dayCount + d]!;
        const at = codes[s]! * dayCount + d;
        if (value === value) totals[at] = (Number.isNaN(totals[at]) ? 0 : totals[at]!) + value;
      }
    return { name, codes, sums: new RunningSums(totals, size, dayCount) };
  });
}

/** Day of the last sale up to and including each day (the first known day before any), and the first known day by series. */
function saleDays(demand: Float32Array, seriesCount: number, dayCount: number): [Int32Array, Int32Array] {
  const last = new Int32Array(demand.length);
  const first = new Int32Array(seriesCount);
  for (let s = 0; s < seriesCount; s += 1) {
    let known = -1;
    let sale = 0;
    for (let d = 0; d < dayCount; d += 1) {
      const value = demand[s * dayCount + d]!;
      if (known < 0 && value === value) sale = known = d;
      if (value > 0) sale = d;
      last[s * dayCount + d] = sale;
    }
    first[s] = Math.max(0, known);
  }
  return [last, first];
}
