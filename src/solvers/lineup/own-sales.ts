import type { Neighbours } from './neighbours.ts';
import { never, type Network } from './network.ts';

/** What one shop sold, by item; arrays over all items that are filled for one shop and emptied again for the next. */
export interface OwnSales {
  /** Days on which the shop sold the item. */
  readonly count: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Number of the shop's last selling day (from 1) that held it. */
  readonly lastBasket: Int32Array;
  readonly quantity: Float64Array;
  /** Days that weigh half after 14, 45 and 120 days. */
  readonly weights: readonly [Float64Array, Float64Array, Float64Array];
  /** How much what the shop sold, and what it sold on its last day, goes with the item. */
  readonly near: Float64Array;
  readonly nearNow: Float64Array;
  /** Which item the shop sold goes with it best, and how well; of use where near is above 0. */
  readonly nearest: Int32Array;
  readonly nearestBy: Float64Array;
  readonly sold: number[];
  readonly nearby: number[];
}

/** The shop itself: how often it sells (`basket`: one selling day), how much, how often the same again. */
export interface ShopPace {
  readonly baskets: number;
  /** Since the last basket; −1 without any. */
  readonly idleDays: number;
  /** Between baskets; −1 with fewer than two. */
  readonly gapDays: number;
  readonly basketSize: number;
  readonly repeatShare: number;
}

const halfLifeDays = [14, 45, 120] as const;
/** Neighbours are looked up for as many of the shop's items. */
const nearFromMax = 120;

export function emptyOwnSales(itemCount: number): OwnSales {
  const whole = () => new Int32Array(itemCount);
  const real = () => new Float64Array(itemCount);
  return {
    ...{ count: whole(), first: whole(), last: whole(), lastBasket: whole(), quantity: real() },
    ...{ weights: [real(), real(), real()], near: real(), nearNow: real() },
    ...{ nearest: whole(), nearestBy: real(), sold: [], nearby: [] },
  };
}

/** Fills in what the shop sold before the network's day. */
export function readOwnSales({ history, asOf, start, end }: Network, own: OwnSales, shop: number): ShopPace {
  const { item, day, quantity } = history;
  let baskets = 0;
  let before = never;
  for (let row = start[shop]!; row < end[shop]!; row++) {
    const sold = item[row]!;
    const at = day[row]!;
    if (at !== before) baskets++;
    before = at;
    if (own.count[sold] === 0) {
      own.sold.push(sold);
      own.first[sold] = at;
    }
    own.count[sold]!++;
    own.last[sold] = at;
    own.lastBasket[sold] = baskets;
    own.quantity[sold]! += quantity[row]!;
    for (let h = 0; h < halfLifeDays.length; h++)
      own.weights[h]![sold]! += 2 ** ((at - asOf) / halfLifeDays[h]!);
  }
  const rows = end[shop]! - start[shop]!;
  const span = rows > 0 ? before - day[start[shop]!]! : 0;
  const repeated = own.sold.reduce((sum, sold) => sum + (own.count[sold]! > 1 ? 1 : 0), 0);
  return {
    baskets,
    idleDays: rows > 0 ? asOf - before : -1,
    gapDays: baskets > 1 ? span / (baskets - 1) : -1,
    basketSize: baskets > 0 ? rows / baskets : 0,
    repeatShare: own.sold.length > 0 ? repeated / own.sold.length : 0,
  };
}

/** The shop's items, the most and latest sold first. */
export function byOwnWeight({ sold, weights }: OwnSales): number[] {
  return [...sold].sort((a, b) => weights[2][b]! - weights[2][a]! || a - b);
}

/** Adds up how well every item goes with what the shop sold. */
export function walkNeighbours(
  { start, item, similarity }: Neighbours,
  own: OwnSales,
  { baskets }: ShopPace,
): void {
  for (const sold of byOwnWeight(own).slice(0, nearFromMax)) {
    const weight = own.weights[2][sold]!;
    const isNow = own.lastBasket[sold] === baskets;
    for (let at = start[sold]!; at < start[sold + 1]!; at++) {
      const other = item[at]!;
      if (own.near[other] === 0) own.nearby.push(other);
      const by = weight * similarity[at]!;
      own.near[other]! += by;
      if (by > own.nearestBy[other]!) {
        own.nearestBy[other] = by;
        own.nearest[other] = sold;
      }
      if (isNow) own.nearNow[other]! += similarity[at]!;
    }
  }
}

/** Empties what was filled. */
export function forgetOwnSales(own: OwnSales): void {
  for (const item of own.sold) {
    own.count[item] = 0;
    own.quantity[item] = 0;
    for (const weights of own.weights) weights[item] = 0;
  }
  for (const item of own.nearby) {
    own.near[item] = 0;
    own.nearNow[item] = 0;
    own.nearestBy[item] = 0;
  }
  own.sold.length = 0;
  own.nearby.length = 0;
}
