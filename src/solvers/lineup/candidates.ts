import { describeCandidate, featureCount } from './features.ts';
import type { Neighbours } from './neighbours.ts';
import { never, type Network } from './network.ts';
import {
  byOwnWeight,
  emptyOwnSales,
  forgetOwnSales,
  readOwnSales,
  walkNeighbours,
  type OwnSales,
  type ShopPace,
} from './own-sales.ts';

/** Items worth a look for one shop, with what is known of each: values[candidate × featureCount + feature]. */
export interface Candidates {
  readonly items: Int32Array;
  readonly values: Float32Array;
  /** Per candidate what the shop sells that goes with it best; −1 where nothing does. */
  readonly goesWith: Int32Array;
  readonly pace: ShopPace;
}

/** How many candidates each source may bring. */
const bounds = { own: 250, nearby: 60, trend28: 40, trend7: 20, season: 30, fresh: 20 } as const;
/** An item that nobody sold before this many days is new. */
export const newItemDays = 28;

/**
 * Says which items are worth a look for a shop: its own, weighed by how long ago they sold; what goes with them; what
 * sells in all shops in 7 and 28 days; what sold in these weeks last year; what is new. `extra` adds others, such as goods
 * that nobody has sold yet; `mayShow` leaves out what the shop cannot show. A shop costs what it sold, not what
 * everybody sells: the arrays inside are used again.
 */
export function openCandidates(
  network: Network,
  neighbours: Neighbours,
): (shop: number, choice?: CandidateChoice) => Candidates {
  const common = commonCandidates(network);
  const own = emptyOwnSales(network.history.itemCount);
  const chosenBy = new Int32Array(network.history.itemCount);
  let serial = 0;
  return (shop, { mayShow = () => true, extra = [] } = {}) => {
    const pace = readOwnSales(network, own, shop);
    walkNeighbours(neighbours, own, pace);
    serial++;
    const take = (item: number): boolean => {
      if (chosenBy[item] === serial || !mayShow(item)) return false;
      chosenBy[item] = serial;
      return true;
    };
    const items = Int32Array.from(choose(own, [...common, ...extra], take));
    const values = new Float32Array(items.length * featureCount);
    items.forEach((item, at) => describeCandidate({ network, own, pace }, item, values, at));
    const goesWith = items.map((item) => (own.near[item]! > 0 ? own.nearest[item]! : -1));
    forgetOwnSales(own);
    return { items, values, goesWith, pace };
  };
}

export interface CandidateChoice {
  readonly mayShow?: (item: number) => boolean;
  readonly extra?: readonly number[];
}

/** What every shop may be asked to look at. */
function commonCandidates(network: Network): readonly number[] {
  const { asOf, firstDay, sold28, sold7, soldSeason } = network;
  const all = Array.from(firstDay.keys());
  const best = (of: (item: number) => number, limit: number): number[] =>
    all
      .filter((item) => of(item) > 0)
      .sort((a, b) => of(b) - of(a) || a - b)
      .slice(0, limit);
  const isNew = (item: number) => firstDay[item] !== never && asOf - firstDay[item]! <= newItemDays;
  return [
    ...best((item) => sold28[item]!, bounds.trend28),
    ...best((item) => sold7[item]!, bounds.trend7),
    ...best((item) => soldSeason[item]!, bounds.season),
    ...best((item) => (isNew(item) ? sold28[item]! : 0), bounds.fresh),
  ];
}

function choose(own: OwnSales, others: readonly number[], take: (item: number) => boolean): number[] {
  const nearby = [...own.nearby].sort((a, b) => own.near[b]! - own.near[a]! || a - b);
  return [
    ...takeBest(byOwnWeight(own), bounds.own, take),
    ...takeBest(nearby, bounds.nearby, take),
    ...others.filter(take),
  ];
}

function takeBest(sorted: readonly number[], limit: number, take: (item: number) => boolean): number[] {
  const taken: number[] = [];
  for (const item of sorted) {
    if (taken.length === limit) break;
    if (take(item)) taken.push(item);
  }
  return taken;
}
