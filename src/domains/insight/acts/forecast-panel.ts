import type { Panel } from '../../../solvers/forecast/types.ts';
import type { Showing } from '../../live/index.ts';
import type { ShelfDay } from '../../stock/index.ts';
import type { DemandDay } from '../store/demand.ts';

/** An item at a shop, or of the whole alliance (shop null). */
export interface PanelSeries {
  readonly shopId: string | null;
  readonly variantId: string;
  readonly priceFen: bigint;
  readonly categoryCode: string;
}

export interface PanelSource {
  readonly series: readonly PanelSeries[];
  readonly demand: readonly DemandDay[];
  /** First day of the panel. */
  readonly historyFrom: string;
  /** First day without demand. */
  readonly asOf: string;
  readonly horizonDays: number;
  readonly placeOf: ReadonlyMap<string, string>;
  readonly shelfDays: readonly ShelfDay[];
  readonly showings: readonly Showing[];
}

const dayMs = 86_400_000;

/**
 * Tables of the engine out of rows of the domains. A day on which a shelf was empty at some moment counts as stocked out;
 * before the first piece ever came nothing was for sale. Of the hub's series only days count as stocked out on which no
 * shop had any left.
 */
export function buildPanel(source: PanelSource): Panel {
  const { series, historyFrom, asOf, horizonDays } = source;
  const startDay = Date.parse(`${historyFrom}T00:00:00Z`) / dayMs;
  const historyDays = Date.parse(`${asOf}T00:00:00Z`) / dayMs - startDay;
  const dayCount = historyDays + horizonDays;
  const dayOf = readDays(startDay);
  const frame: Frame = { series, historyDays, dayCount, dayOf, at: indexOf(series) };
  const sales = salesOf(frame, source.demand);
  const stockedOut = maskShelves(frame, source, sales.pieces);
  const shown = showingsOf(frame, source.showings);
  const code = (words: readonly string[]): Int32Array => {
    const codes = new Map([...new Set(words)].map((word, i) => [word, i]));
    return Int32Array.from(words, (word) => codes.get(word)!);
  };
  return {
    ...{ startDay, dayCount, seriesCount: series.length, calendar: 'cn', sales: sales.pieces, stockedOut },
    ...{ live: shown.minutes, promo: shown.promo, price: pricesOf(frame, sales.price, shown.flash) },
    attributes: [
      { name: 'category', codes: code(series.map(({ categoryCode }) => categoryCode)) },
      { name: 'item', codes: code(series.map(({ variantId }) => variantId)) },
      { name: 'shop', codes: code(series.map(({ shopId }) => shopId ?? '')) },
    ],
  };
}

interface Frame {
  readonly series: readonly PanelSeries[];
  readonly historyDays: number;
  readonly dayCount: number;
  dayOf(text: string): number;
  /** Series of a shop and item, and of the hub and that item. */
  at(shopId: string, variantId: string): number[];
}

function indexOf(series: readonly PanelSeries[]): Frame['at'] {
  const index = new Map(series.map(({ shopId, variantId }, i) => [`${shopId} ${variantId}`, i]));
  return (shopId, variantId) =>
    [index.get(`${shopId} ${variantId}`), index.get(`null ${variantId}`)].filter((at) => at !== undefined);
}

/** Days of the panel from text; millions of rows name a few hundred days, so each is read once. */
function readDays(startDay: number): Frame['dayOf'] {
  const known = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const day = Date.parse(`${text}T00:00:00Z`) / dayMs - startDay;
    known.set(text, day);
    return day;
  };
}

function salesOf(frame: Frame, demand: readonly DemandDay[]): { pieces: Float32Array; price: Float32Array } {
  const size = frame.series.length * frame.dayCount;
  const pieces = new Float32Array(size);
  const fen = new Float64Array(size);
  for (const row of demand) {
    for (const at of frame.at(row.shopId, row.variantId)) {
      const cell = at * frame.dayCount + frame.dayOf(row.day);
      pieces[cell]! += row.shelfPieces;
      fen[cell]! += Number(row.shelfFen);
    }
  }
  const price = new Float32Array(size).fill(Number.NaN);
  for (let cell = 0; cell < size; cell += 1) if (pieces[cell]! > 0) price[cell] = fen[cell]! / pieces[cell]!;
  return { pieces, price };
}

/** Writes NaN where nothing was for sale yet, and says where the shelf ran empty. */
function maskShelves(frame: Frame, source: PanelSource, pieces: Float32Array): Uint8Array {
  const { dayCount, historyDays, series } = frame;
  const shops = new Uint16Array(pieces.length);
  const empty = new Uint16Array(pieces.length);
  const shopOf = new Map([...source.placeOf].map(([shopId, locationId]) => [locationId, shopId]));
  const rows = Map.groupBy(source.shelfDays, (row) => `${row.locationId} ${row.variantId}`);
  for (const days of rows.values()) {
    const { locationId, variantId } = days[0]!;
    const shopId = shopOf.get(locationId);
    if (shopId === undefined) continue;
    const isEmpty = emptyDays(frame, days);
    for (const at of frame.at(shopId, variantId)) {
      for (let day = 0; day < historyDays; day += 1) {
        if (isEmpty[day] === notYet) continue;
        shops[at * dayCount + day]! += 1;
        empty[at * dayCount + day]! += isEmpty[day]!;
      }
    }
  }
  const out = new Uint8Array(pieces.length);
  for (let at = 0; at < series.length; at += 1) {
    for (let day = 0; day < historyDays; day += 1) {
      const cell = at * dayCount + day;
      if (shops[cell] === 0 && pieces[cell] === 0) pieces[cell] = Number.NaN;
      out[cell] = shops[cell]! > 0 && shops[cell] === empty[cell] ? 1 : 0;
    }
  }
  return out;
}

const notYet = 2;

/** Day by day: 1 empty at some moment, 0 never, `notYet` before the first movement. Days come in their order. */
function emptyDays(frame: Frame, days: readonly ShelfDay[]): Uint8Array {
  const isEmpty = new Uint8Array(frame.historyDays).fill(notYet);
  let closing: number | null = null;
  let next = 0;
  const last = days.length;
  while (next < last && frame.dayOf(days[next]!.day) < 0) closing = days[next++]!.closing;
  for (let day = 0; day < frame.historyDays; day += 1) {
    const moved = next < last && frame.dayOf(days[next]!.day) === day ? days[next++]! : null;
    if (closing === null && moved === null) continue;
    const opening = closing ?? moved!.lowest;
    isEmpty[day] = Math.min(opening, moved?.lowest ?? opening) <= 0 ? 1 : 0;
    closing = moved?.closing ?? closing;
  }
  return isEmpty;
}

function showingsOf(frame: Frame, showings: readonly Showing[]) {
  const size = frame.series.length * frame.dayCount;
  const minutes = new Float32Array(size);
  const promo = new Float32Array(size);
  const flash = new Float32Array(size).fill(Number.NaN);
  for (const row of showings) {
    const day = frame.dayOf(row.day);
    if (day < 0 || day >= frame.dayCount) continue;
    for (const at of frame.at(row.shopId, row.variantId)) {
      const cell = at * frame.dayCount + day;
      minutes[cell]! += row.minutes;
      if (row.flashPriceFen === null) continue;
      promo[cell] = 1;
      const before = flash[cell]!;
      flash[cell] = Number.isNaN(before)
        ? Number(row.flashPriceFen)
        : Math.min(before, Number(row.flashPriceFen));
    }
  }
  return { minutes, promo, flash };
}

/** What was taken on average; ahead, the price on the shelf, or the flash price where it is lower. */
function pricesOf(
  { series, dayCount, historyDays }: Frame,
  taken: Float32Array,
  flash: Float32Array,
): Float32Array {
  for (let at = 0; at < series.length; at += 1) {
    const asked = Number(series[at]!.priceFen);
    for (let day = historyDays; day < dayCount; day += 1) {
      const cell = at * dayCount + day;
      const flashPrice = flash[cell]!;
      taken[cell] = Number.isNaN(flashPrice) ? asked : Math.min(asked, flashPrice);
    }
  }
  return taken;
}
