import type { SalesHistory } from './history.ts';

/** What all shops together say about each item on a morning: everything strictly before `asOf`. Columns by item. */
export interface Network {
  readonly history: SalesHistory;
  /** The day it is told from; nothing of that day or later has been looked at. */
  readonly asOf: number;
  /** Rows of a shop before `asOf`: from start[shop] up to and without end[shop]. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Selling days of all shops (a shop and a day on which it sold anything), at least 1 each; `perDay` in the last 91. */
  readonly baskets: Readonly<Record<'in7' | 'in28' | 'in91' | 'inSeason' | 'ever' | 'perDay', number>>;
  /** Selling days that held the item: in the last 7, 28, 91 days, and ever. */
  readonly sold7: Float32Array;
  readonly sold28: Float32Array;
  readonly sold91: Float32Array;
  readonly soldEver: Float32Array;
  /** Selling days in the 28 days that began 52 weeks ago (the same weekday): what the coming weeks asked for last year. */
  readonly soldSeason: Float32Array;
  /** Shops that ever sold it, and the share of them that sold it on a second day. */
  readonly shops: Float32Array;
  readonly repeatShare: Float32Array;
  /** First and last day on which anybody sold it; `never` for items without a sale. */
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly meanQuantity: Float32Array;
}

export const never = -1;
const yearDays = 364;
const seasonDays = 28;

/** Reads the history up to the day. */
export function readNetwork(history: SalesHistory, asOf: number): Network {
  const { itemCount } = history;
  const zeros = () => new Float32Array(itemCount);
  const { start, end } = boundRows(history, asOf);
  const network: Network = {
    ...{ history, asOf, start, end, baskets: countBaskets(history, { asOf, start, end }) },
    ...{ sold7: zeros(), sold28: zeros(), sold91: zeros(), soldEver: zeros(), soldSeason: zeros() },
    ...{ shops: zeros(), repeatShare: zeros(), meanQuantity: zeros() },
    ...{ firstDay: new Int32Array(itemCount).fill(never), lastDay: new Int32Array(itemCount).fill(never) },
  };
  countDays(network);
  countShops(network);
  return network;
}

/** Rows are sorted by shop, then day. */
function boundRows({ shopCount, shop, day }: SalesHistory, asOf: number) {
  const start = new Int32Array(shopCount);
  const end = new Int32Array(shopCount);
  let row = 0;
  for (let number = 0; number < shopCount; number++) {
    while (row < shop.length && shop[row]! < number) row++;
    start[number] = row;
    while (row < shop.length && shop[row] === number && day[row]! < asOf) row++;
    end[number] = row;
  }
  return { start, end };
}

function countBaskets(
  { shopCount, day }: SalesHistory,
  { asOf, start, end }: Pick<Network, 'asOf' | 'start' | 'end'>,
): Network['baskets'] {
  const counts = { in7: 0, in28: 0, in91: 0, inSeason: 0, ever: 0 };
  for (let shop = 0; shop < shopCount; shop++) {
    for (let row = start[shop]!; row < end[shop]!; row++) {
      if (row > start[shop]! && day[row] === day[row - 1]) continue;
      const age = asOf - day[row]!;
      counts.ever++;
      if (age <= 91) counts.in91++;
      if (age <= 28) counts.in28++;
      if (age <= 7) counts.in7++;
      if (isSeason(age)) counts.inSeason++;
    }
  }
  const some = (count: number) => Math.max(1, count);
  return {
    ...{ in7: some(counts.in7), in28: some(counts.in28), in91: some(counts.in91) },
    ...{ inSeason: some(counts.inSeason), ever: some(counts.ever), perDay: some(counts.in91) / 91 },
  };
}

/** Whether something so many days ago lay in the four weeks that begin today, a year earlier. */
function isSeason(ageDays: number): boolean {
  return ageDays <= yearDays && ageDays > yearDays - seasonDays;
}

function countDays(network: Network): void {
  const { history, asOf, start, end, firstDay, lastDay, meanQuantity } = network;
  const { item, day, quantity } = history;
  for (let shop = 0; shop < history.shopCount; shop++) {
    for (let row = start[shop]!; row < end[shop]!; row++) {
      const sold = item[row]!;
      const at = day[row]!;
      const age = asOf - at;
      network.soldEver[sold]!++;
      if (age <= 91) network.sold91[sold]!++;
      if (age <= 28) network.sold28[sold]!++;
      if (age <= 7) network.sold7[sold]!++;
      if (isSeason(age)) network.soldSeason[sold]!++;
      if (firstDay[sold] === never || at < firstDay[sold]!) firstDay[sold] = at;
      if (at > lastDay[sold]!) lastDay[sold] = at;
      meanQuantity[sold]! += quantity[row]!;
    }
  }
  for (let one = 0; one < history.itemCount; one++)
    if (network.soldEver[one]! > 0) meanQuantity[one]! /= network.soldEver[one]!;
}

function countShops({ history, start, end, shops, repeatShare }: Network): void {
  const days = new Int32Array(history.itemCount);
  for (let shop = 0; shop < history.shopCount; shop++) {
    for (let row = start[shop]!; row < end[shop]!; row++) {
      const sold = history.item[row]!;
      const seen = ++days[sold]!;
      if (seen === 1) shops[sold]!++;
      if (seen === 2) repeatShare[sold]!++;
    }
    for (let row = start[shop]!; row < end[shop]!; row++) days[history.item[row]!] = 0;
  }
  for (let one = 0; one < history.itemCount; one++) if (shops[one]! > 0) repeatShare[one]! /= shops[one]!;
}
