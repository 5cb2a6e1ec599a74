/** What is known of an article when its next order is decided. Money in fen per unit, days whole. */
export interface OrderQuestion {
  /** Rising, as in the forecast. */
  readonly levels: readonly number[];
  /** From today on, one entry a day: mean demand and its quantiles by level. */
  readonly days: readonly { readonly mean: number; readonly quantiles: readonly number[] }[];
  readonly priceFen: bigint;
  readonly costFen: bigint;
  /** What a unit still brings when its time is over; 0 when it is thrown away. */
  readonly salvageFen: bigint;
  /** Days a unit can be sold, from the day it arrives: 1 is for that day only. */
  readonly shelfLifeDays: number;
  /** Days from ordering to arrival: 0 arrives before today's sales. */
  readonly leadTimeDays: number;
  /** Days until the next order can arrive after this one. Default 1. */
  readonly reviewDays?: number;
  /** Units on the shelf and on their way that can still be sold when this order arrives or before. */
  readonly stock?: number;
  /** Orders are whole multiples of it. Default 1. */
  readonly packSize?: number;
}

export type OrderReason =
  /** Until the next order comes, at the share of demand worth meeting. */
  | 'covers-until-next-order'
  /** More would not be sold before it spoils. */
  | 'limited-by-shelf-life'
  /** What is there is enough. */
  | 'stock-suffices'
  /** Selling it brings no more than it costs. */
  | 'no-margin'
  | 'no-demand';

export interface OrderAnswer {
  readonly quantity: number;
  readonly reason: OrderReason;
  /** Share of futures whose demand is met: (price − cost) ÷ (price − salvage), Arrow, Harris & Marschak 1951. */
  readonly serviceLevel: number;
  /** Units wanted on hand when the order arrives, before what is there is taken off. */
  readonly target: number;
  readonly expectedDemand: number;
  /** Demand expected before the order arrives, which stock must serve first. */
  readonly demandBefore: number;
  readonly coverFromDay: number;
  readonly coverDays: number;
}

/** Share of one day's surprise that the next day shares: between all days alike (1) and none (0). */
const surpriseShared = 0.35;
/** Goods that keep are worth having in almost every future, but not in all. */
const serviceMax = 0.98;
/** What a day of lying about costs, of the cost of a unit: money and shelf. */
const holdingPerDay = 0.002;

/**
 * Newsvendor with shelf life and lead time: order so much that stock covers the days until the next order can arrive, in
 * the share of futures at which one unit more earns as often as it is lost; never more than what sells within shelf life
 * at the risk of spoiling. Sums over days add means and join deviations from them, as quantiles do not add.
 *
 * @throws RangeError when the days forecast end before the days to cover, or a figure is out of range
 */
export function orderUpTo(question: OrderQuestion): OrderAnswer {
  const { days, levels, leadTimeDays, shelfLifeDays, reviewDays = 1, stock = 0, packSize = 1 } = question;
  if (leadTimeDays < 0 || shelfLifeDays < 1 || reviewDays < 1 || !(packSize > 0) || stock < 0)
    throw new RangeError('Lead time, shelf life, review time, pack size or stock is out of range');
  const coverDays = Math.min(reviewDays, shelfLifeDays);
  if (days.length < leadTimeDays + coverDays)
    throw new RangeError(`The forecast must reach ${leadTimeDays + coverDays} days, not ${days.length}`);
  const [price, cost, salvage] = [question.priceFen, question.costFen, question.salvageFen].map(Number) as [
    number,
    number,
    number,
  ];
  const cover = sumOf(days.slice(leadTimeDays, leadTimeDays + coverDays), levels);
  const keepsDays = Math.min(shelfLifeDays, days.length - leadTimeDays);
  const life = sumOf(days.slice(leadTimeDays, leadTimeDays + keepsDays), levels);
  const demandBefore = days.slice(0, leadTimeDays).reduce((sum, { mean }) => sum + mean, 0);
  const base = { expectedDemand: cover.mean, demandBefore, coverFromDay: leadTimeDays, coverDays };
  if (price <= cost) return { ...base, quantity: 0, reason: 'no-margin', serviceLevel: 0, target: 0 };
  const spoilLevel = (price - cost) / (price - Math.min(salvage, cost - 1e-9));
  const keepLoss = cost * holdingPerDay * coverDays;
  const keepLevel = Math.min(serviceMax, (price - cost) / (price - cost + keepLoss));
  const isPerishable = shelfLifeDays <= reviewDays;
  const wanted = quantileAt(cover, levels, isPerishable ? spoilLevel : keepLevel);
  const sellable = quantileAt(life, levels, spoilLevel);
  const target = Math.min(wanted, sellable);
  const left = Math.max(0, stock - demandBefore);
  const missing = target - left;
  const isLimited = !isPerishable && sellable < wanted;
  const serviceLevel = isPerishable || isLimited ? spoilLevel : keepLevel;
  if (target <= 0) return { ...base, quantity: 0, reason: 'no-demand', serviceLevel, target: 0 };
  // Half a pack is the nearest that whole packs come.
  const quantity = missing <= 0 ? 0 : packsFor(missing, packSize) * packSize;
  const reason =
    missing <= 0 ? 'stock-suffices' : isLimited ? 'limited-by-shelf-life' : 'covers-until-next-order';
  return { ...base, quantity, reason, serviceLevel, target };
}

/** Units are indivisible: rounded up from a half, as the mean of a cut forecast rounds. */
function packsFor(units: number, packSize: number): number {
  return Math.round(units / packSize);
}

interface Demand {
  readonly mean: number;
  readonly quantiles: readonly number[];
}

function sumOf(days: readonly Demand[], levels: readonly number[]): Demand {
  const mean = days.reduce((sum, day) => sum + day.mean, 0);
  const quantiles = levels.map((_, k) => {
    let plain = 0;
    let squares = 0;
    for (const day of days) {
      const away = day.quantiles[k]! - day.mean;
      plain += away;
      squares += away * Math.abs(away);
    }
    const joined =
      Math.sign(squares) *
      Math.sqrt((1 - surpriseShared) * Math.abs(squares) + surpriseShared * plain * plain);
    return Math.max(0, mean + joined);
  });
  return { mean, quantiles: quantiles.toSorted((a, b) => a - b) };
}

/** Between levels in a straight line; beyond the outermost ones the slope of the last stretch goes on by half. */
function quantileAt({ quantiles }: Demand, levels: readonly number[], level: number): number {
  const last = levels.length - 1;
  if (last < 1) return quantiles[0] ?? 0;
  let k = 1;
  while (k < last && levels[k]! < level) k += 1;
  const low = quantiles[k - 1]!;
  const slope = (quantiles[k]! - low) / (levels[k]! - levels[k - 1]!);
  if (level > levels[last]!) return quantiles[last]! + (slope / 2) * (level - levels[last]!);
  if (level < levels[0]!) return Math.max(0, quantiles[0]! - (slope / 2) * (levels[0]! - level));
  return low + slope * (level - levels[k - 1]!);
}
