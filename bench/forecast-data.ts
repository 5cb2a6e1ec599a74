import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Panel } from '../src/solvers/forecast/types.ts';

/** A published panel of daily sales, how far ahead it is asked, and what is needed to judge a forecast of it. */
export interface RetailSet {
  readonly name: 'vegetables' | 'koubei' | 'm5-tiny';
  readonly horizon: number;
  readonly panel: Panel;
  /** Last price and cost per unit seen before a day, where the set has them; for weights and for the newsvendor. */
  readonly price: Float32Array | null;
  readonly cost: Float32Array | null;
}

interface SetSource {
  readonly name: RetailSet['name'];
  readonly file: string;
  readonly load: (folder: string) => RetailSet;
}

export const retailSets: readonly SetSource[] = [
  { name: 'vegetables', file: 'veg_daily.csv.gz', load: loadVegetables },
  { name: 'koubei', file: 'koubei_pay.csv.gz', load: loadKoubei },
  { name: 'm5-tiny', file: 'm5tiny.csv.gz', load: loadM5 },
];

export function hasSet(folder: string, { file }: SetSource): boolean {
  return existsSync(join(folder, file));
}

export function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
}

function readRows(folder: string, file: string): string[][] {
  const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trimEnd().split(','));
}

/** Numbers words in the order they come. */
class Codes {
  readonly of = new Map<string, number>();
  code(word: string): number {
    const known = this.of.get(word);
    if (known !== undefined) return known;
    this.of.set(word, this.of.size);
    return this.of.size - 1;
  }
}

interface Frame {
  readonly keys: Codes;
  readonly startDay: number;
  readonly dayCount: number;
  place(key: string, day: number): number;
  table(): Float32Array;
}

function frameOf(pairs: readonly (readonly [string, number])[]): Frame {
  const keys = new Codes();
  let first = Infinity;
  let last = -Infinity;
  for (const [key, day] of pairs) {
    keys.code(key);
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  const dayCount = last - first + 1;
  return {
    ...{ keys, startDay: first, dayCount },
    place: (key, day) => keys.code(key) * dayCount + day - first,
    table: () => new Float32Array(keys.of.size * dayCount).fill(Number.NaN),
  };
}

/** Days without a record are days without a sale, from the first sale on; before it the series is not for sale. */
function zeroAfterFirst(sales: Float32Array, dayCount: number): void {
  for (let base = 0; base < sales.length; base += dayCount) {
    let isOn = false;
    for (let day = base; day < base + dayCount; day += 1) {
      if (sales[day]! > 0) isOn = true;
      else sales[day] = isOn ? 0 : Number.NaN;
    }
  }
}

/** The last value known stays until the next. */
function carryForward(values: Float32Array, dayCount: number): void {
  for (let i = 1; i < values.length; i += 1)
    if (i % dayCount !== 0 && Number.isNaN(values[i])) values[i] = values[i - 1]!;
}

/** CUMCM 2023 C: kilograms of vegetables in one Chinese shop. Prices follow from the day's trade, so none is known ahead. */
function loadVegetables(folder: string): RetailSet {
  const rows = readRows(folder, 'veg_daily.csv.gz');
  const frame = frameOf(rows.map(([date, sku]) => [sku!, dayOf(date!)]));
  const sales = frame.table();
  const price = frame.table();
  const cost = frame.table();
  const categories = new Codes();
  const category = new Int32Array(frame.keys.of.size);
  for (const [date, sku, kg, unitPrice, , , categoryId, , wholesale] of rows) {
    const at = frame.place(sku!, dayOf(date!));
    sales[at] = Math.max(0, Number(kg));
    if (Number(unitPrice) > 0) price[at] = Number(unitPrice);
    if (Number(wholesale) > 0) cost[at] = Number(wholesale);
    category[frame.keys.code(sku!)] = categories.code(categoryId!);
  }
  zeroAfterFirst(sales, frame.dayCount);
  carryForward(price, frame.dayCount);
  carryForward(cost, frame.dayCount);
  const panel: Panel = {
    ...{ startDay: frame.startDay, dayCount: frame.dayCount, seriesCount: frame.keys.of.size },
    ...{ sales, price, isPriceKnownAhead: false, calendar: 'cn' },
    attributes: [{ name: 'category', codes: category }],
  };
  return { name: 'vegetables', horizon: 7, panel, price, cost };
}

/** IJCAI-17 Koubei: payments per neighbourhood shop and day. */
function loadKoubei(folder: string): RetailSet {
  const rows = readRows(folder, 'koubei_pay.csv.gz');
  const frame = frameOf(rows.map(([shop, date]) => [shop!, dayOf(date!)]));
  const sales = frame.table();
  for (const [shop, date, count] of rows) sales[frame.place(shop!, dayOf(date!))] = Number(count);
  zeroAfterFirst(sales, frame.dayCount);
  const names = ['city', 'type1', 'type2', 'type3'] as const;
  const codes = names.map(() => new Codes());
  const attributes = names.map((name) => ({ name, codes: new Int32Array(frame.keys.of.size) }));
  if (existsSync(join(folder, 'koubei_shop.csv.gz')))
    for (const row of readRows(folder, 'koubei_shop.csv.gz')) {
      const s = frame.keys.of.get(row[0]!);
      if (s === undefined) continue;
      for (const [k, column] of [1, 7, 8, 9].entries())
        attributes[k]!.codes[s] = codes[k]!.code(row[column] ?? '');
    }
  const panel: Panel = {
    ...{ startDay: frame.startDay, dayCount: frame.dayCount, seriesCount: frame.keys.of.size },
    ...{ sales, calendar: 'cn', attributes },
  };
  return { name: 'koubei', horizon: 14, panel, price: null, cost: null };
}

/** A part of the M5 competition: prices, events and the days of food benefits are known ahead there. */
function loadM5(folder: string): RetailSet {
  const rows = readRows(folder, 'm5tiny.csv.gz');
  const frame = frameOf(rows.map(([item, , store, date]) => [`${item} ${store}`, dayOf(date!)]));
  const sales = frame.table();
  const price = frame.table();
  const snap = frame.table().fill(0);
  const event = frame.table().fill(0);
  const attributes = ['item', 'department', 'store'].map((name) => ({
    ...{ name, codes: new Int32Array(frame.keys.of.size) },
  }));
  const codes = attributes.map(() => new Codes());
  const events = new Codes();
  events.code('');
  for (const [item, department, store, date, count, eventName, , isSnap, unitPrice] of rows) {
    const key = `${item} ${store}`;
    const at = frame.place(key, dayOf(date!));
    sales[at] = Number(count);
    if (Number(unitPrice) > 0) price[at] = Number(unitPrice);
    snap[at] = Number(isSnap) || 0;
    event[at] = events.code(eventName!);
    for (const [k, word] of [item!, department!, store!].entries())
      attributes[k]!.codes[frame.keys.code(key)] = codes[k]!.code(word);
  }
  zeroAfterFirst(sales, frame.dayCount);
  const panel: Panel = {
    ...{ startDay: frame.startDay, dayCount: frame.dayCount, seriesCount: frame.keys.of.size },
    ...{ sales, price, calendar: 'none', attributes },
    known: [
      { name: 'snap', values: snap },
      { name: 'event', values: event },
    ],
  };
  return { name: 'm5-tiny', horizon: 28, panel, price, cost: null };
}
