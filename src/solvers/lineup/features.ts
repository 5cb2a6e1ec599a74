import type { OwnSales, ShopPace } from './own-sales.ts';
import { never, type Network } from './network.ts';

/**
 * What the ranking knows of a candidate, in the order of its values. Counts of the network are shares of all selling days
 * of their span: the trade of a busy season must not look like another item.
 */
export const featureNames = [
  ...['ownCount', 'ownShare', 'own14', 'own45', 'own120', 'ownSinceDays', 'ownSinceBaskets'],
  ...['ownGapDays', 'ownOverdue', 'ownQuantity', 'ownFirstDays', 'near', 'nearNow'],
  ...['sold7', 'sold28', 'sold91', 'soldEver', 'trend28', 'trend7', 'soldSinceDays', 'ageDays'],
  ...['repeatShare', 'shops', 'soldSeason', 'meanQuantity'],
  ...['shopBaskets', 'shopIdleDays', 'shopGapDays', 'shopBasketSize', 'shopRepeatShare'],
  'blend',
] as const;

export type FeatureName = (typeof featureNames)[number];
export const featureCount = featureNames.length;

const column = Object.fromEntries(featureNames.map((name, at) => [name, at])) as Record<FeatureName, number>;

/** One value of one candidate. */
export function valueOf(values: Float32Array, candidate: number, name: FeatureName): number {
  return values[candidate * featureCount + column[name]]!;
}

/** Keeps trends of rare goods near 1: as much as one sale in fifty days. */
const fewPerDay = 0.02;
const unknown = -1;

/** Writes the values of one candidate; −1 stands for what is not known. */
export function describeCandidate(
  { network, own, pace }: { network: Network; own: OwnSales; pace: ShopPace },
  item: number,
  into: Float32Array,
  candidate: number,
): void {
  const at = candidate * featureCount;
  into.set(ownValues(network, own, pace, item), at);
  into.set(networkValues(network, item), at + ownValueCount);
  into.set(paceValues(pace), at + ownValueCount + networkValueCount);
  into[at + column.blend] = blend(into, candidate);
}

/**
 * The ranking without a model: how often and how lately the shop sold it, what goes with that, what all shops sell now
 * and come back for. Weights were tuned on Online Retail before July 2011.
 */
function blend(values: Float32Array, candidate: number): number {
  const value = (name: FeatureName) => valueOf(values, candidate, name);
  return (
    2 * value('ownShare') +
    2 * Math.log1p(value('own120')) +
    0.5 * Math.log1p(value('near')) +
    3.4 * Math.sqrt(value('sold28')) +
    1.4 * Math.sqrt(value('sold7')) +
    1.4 * value('repeatShare')
  );
}

const ownValueCount = 13;
const networkValueCount = 12;

function ownValues({ asOf }: Network, own: OwnSales, { baskets }: ShopPace, item: number): number[] {
  const count = own.count[item]!;
  const near = [own.near[item]!, own.nearNow[item]!];
  if (count === 0) return [0, 0, 0, 0, 0, ...Array<number>(6).fill(unknown), ...near];
  const since = asOf - own.last[item]!;
  const gap = count > 1 ? (own.last[item]! - own.first[item]!) / (count - 1) : unknown;
  return [
    ...[count, count / baskets, own.weights[0][item]!, own.weights[1][item]!, own.weights[2][item]!],
    ...[since, baskets - own.lastBasket[item]!, gap, gap > 0 ? since / gap : unknown],
    ...[own.quantity[item]! / count, asOf - own.first[item]!, ...near],
  ];
}

function networkValues(network: Network, item: number): number[] {
  const { asOf, firstDay, lastDay, baskets } = network;
  const [sold7, sold28, sold91] = [network.sold7[item]!, network.sold28[item]!, network.sold91[item]!];
  const isKnown = firstDay[item] !== never;
  return [
    ...[
      sold7 / baskets.in7,
      sold28 / baskets.in28,
      sold91 / baskets.in91,
      network.soldEver[item]! / baskets.ever,
    ],
    ratio(sold28 / baskets.in28, sold91 / baskets.in91, fewPerDay / baskets.perDay),
    ratio(sold7 / baskets.in7, sold28 / baskets.in28, fewPerDay / baskets.perDay),
    ...[isKnown ? asOf - lastDay[item]! : unknown, isKnown ? asOf - firstDay[item]! : unknown],
    ...[network.repeatShare[item]!, network.shops[item]! / network.history.shopCount],
    ...[network.soldSeason[item]! / baskets.inSeason, network.meanQuantity[item]!],
  ];
}

function ratio(now: number, before: number, little: number): number {
  return (now + little) / (before + little);
}

function paceValues({ baskets, idleDays, gapDays, basketSize, repeatShare }: ShopPace): number[] {
  return [baskets, idleDays, gapDays, basketSize, repeatShare];
}
