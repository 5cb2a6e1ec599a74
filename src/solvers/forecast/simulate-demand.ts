import { Random } from '../routing/engine/random.ts';
import type { Panel } from './types.ts';

/** An invented shop: what people wanted, and what a shelf of limited depth let them buy. */
export interface SimulatedPanel {
  readonly panel: Panel;
  /** Demand, also of days on which the shelf ran empty; laid out as `panel.sales`. */
  readonly demand: Float32Array;
}

/**
 * Poisson demand with a weekly pattern around a level per series, met from a shelf filled every morning to
 * `shelfShare` × the mean of its days. Known truth, to prove what masking stock-outs is worth and to test with.
 */
export function simulateDemand(ask: {
  readonly seriesCount: number;
  readonly dayCount: number;
  readonly shelfShare: number;
  readonly seed: number;
}): SimulatedPanel {
  const { seriesCount, dayCount, shelfShare } = ask;
  const random = new Random(ask.seed);
  const demand = new Float32Array(seriesCount * dayCount);
  const sales = new Float32Array(demand.length);
  const stockedOut = new Uint8Array(demand.length);
  const weekdays = [0.8, 0.8, 0.9, 1, 1.1, 1.3, 1.1];
  for (let s = 0; s < seriesCount; s += 1) {
    const level = 4 + 20 * random.next();
    const shelf = Math.max(1, Math.round(level * shelfShare));
    for (let d = 0; d < dayCount; d += 1) {
      const at = s * dayCount + d;
      demand[at] = poisson(random, level * weekdays[d % 7]!);
      sales[at] = Math.min(shelf, demand[at]!);
      stockedOut[at] = demand[at]! >= shelf ? 1 : 0;
    }
  }
  // A Monday, so that day 0 has the first of the weekdays above.
  const startDay = 18_994;
  return { demand, panel: { startDay, dayCount, seriesCount, sales, stockedOut, calendar: 'none' } };
}

/** Knuth's multiplication; means here stay below 40. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random.next();
  let count = 0;
  while (product > limit) {
    product *= random.next();
    count += 1;
  }
  return count;
}
