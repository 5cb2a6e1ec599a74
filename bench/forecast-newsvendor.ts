import { orderUpTo } from '../src/solvers/forecast/order-up-to.ts';
import type { RetailSet } from './forecast-data.ts';
import type { Said } from './forecast-judge.ts';

/** Fixed before anything was measured: in the evening leftovers bring half of what they cost. */
const salvageShare = 0.5;

export interface TradeResult {
  /** Profit over that of someone who knows demand, percent. */
  readonly ofOraclePercent: number;
  readonly lostSalesPercent: number;
  readonly wastePercent: number;
}

interface Day {
  readonly demand: number;
  readonly priceFen: number;
  readonly costFen: number;
  readonly quantiles: readonly number[];
  readonly mean: number;
}

/**
 * Every day of the forecast is a newsvendor's day of its own: ordered once by quantity in hundredths of a unit, sold at
 * the last price known at the origin, bought at the last wholesale price.
 */
export function trade(
  set: RetailSet,
  levels: readonly number[],
  origins: readonly { readonly origin: number; readonly series: readonly number[]; readonly said: Said }[],
  orderBy: 'quantiles' | 'mean',
): TradeResult {
  const sum = { profit: 0, oracle: 0, lost: 0, wasted: 0, demand: 0, ordered: 0 };
  for (const day of days(set, levels, origins)) {
    const salvage = day.costFen * salvageShare;
    const ordered = orderBy === 'mean' ? day.mean : orderOf(day, levels, salvage);
    const sold = Math.min(ordered, day.demand);
    sum.profit += day.priceFen * sold - day.costFen * ordered + salvage * (ordered - sold);
    sum.oracle += (day.priceFen - day.costFen) * day.demand;
    sum.lost += day.demand - sold;
    sum.wasted += ordered - sold;
    sum.demand += day.demand;
    sum.ordered += ordered;
  }
  return {
    ofOraclePercent: (100 * sum.profit) / sum.oracle,
    lostSalesPercent: (100 * sum.lost) / sum.demand,
    wastePercent: (100 * sum.wasted) / sum.ordered,
  };
}

/** The order of the product itself, on a scale fine enough for kilograms. */
function orderOf(
  { quantiles, mean, priceFen, costFen }: Day,
  levels: readonly number[],
  salvage: number,
): number {
  const { quantity } = orderUpTo({
    ...{ levels, days: [{ mean, quantiles }], shelfLifeDays: 1, leadTimeDays: 0, packSize: 0.01 },
    ...{ priceFen: BigInt(Math.round(priceFen)), costFen: BigInt(Math.round(costFen)) },
    salvageFen: BigInt(Math.round(salvage)),
  });
  return quantity;
}

function* days(
  { panel, price, cost, horizon }: RetailSet,
  levels: readonly number[],
  origins: readonly { readonly origin: number; readonly series: readonly number[]; readonly said: Said }[],
): Generator<Day> {
  for (const { origin, series, said } of origins)
    for (const [i, s] of series.entries()) {
      const last = s * panel.dayCount + origin - 1;
      const priceFen = (price?.[last] ?? 0) * 100;
      const costFen = (cost?.[last] ?? 0) * 100;
      if (!(priceFen > costFen && costFen > 0)) continue;
      for (let h = 0; h < horizon; h += 1) {
        const at = (i * horizon + h) * levels.length;
        const quantiles = [...said.quantiles.subarray(at, at + levels.length)];
        const demand = panel.sales[s * panel.dayCount + origin + h]!;
        yield { demand, priceFen, costFen, quantiles, mean: said.mean[i * horizon + h]! };
      }
    }
}
