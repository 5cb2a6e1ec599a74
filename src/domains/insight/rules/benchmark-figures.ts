/** What a shop did in some weeks, counted from the rollups. */
export interface ShopWeeks {
  readonly shopId: string;
  readonly gmvFen: bigint;
  readonly refundedFen: bigint;
  readonly orders: number;
  /** Days with a paid order. */
  readonly tradingDays: number;
  readonly buyers: number;
  /** Of these, who bought more than once. */
  readonly returning: number;
  readonly onTime: number;
  readonly late: number;
}

export const benchmarkMetrics = [
  'sales-per-day',
  'orders-per-day',
  'order-value',
  'returning-buyers',
  'refund-share',
  'on-time',
] as const;
export type BenchmarkMetric = (typeof benchmarkMetrics)[number];

/** Sales and orders could be one shop's for the most part; rates could not. */
export function kindOf(metric: BenchmarkMetric): 'volume' | 'rate' {
  return metric === 'sales-per-day' || metric === 'orders-per-day' ? 'volume' : 'rate';
}

/** Fewer orders, buyers or deliveries than these make no figure. */
const countMin = 10;

/**
 * A shop's figures: fen per trading day, orders per trading day, fen per order, and shares in basis points. Null where
 * too little happened to speak of.
 */
export function figuresOf(weeks: ShopWeeks): Record<BenchmarkMetric, number | null> {
  const { orders, tradingDays, buyers, returning, onTime, late } = weeks;
  const gmvFen = Number(weeks.gmvFen);
  const traded = orders >= countMin && tradingDays > 0;
  return {
    'sales-per-day': traded ? Math.round(gmvFen / tradingDays) : null,
    'orders-per-day': traded ? Math.round((100 * orders) / tradingDays) / 100 : null,
    'order-value': traded ? Math.round(gmvFen / orders) : null,
    'returning-buyers': share(returning, buyers, countMin),
    'refund-share': traded ? share(Number(weeks.refundedFen), gmvFen, 1) : null,
    'on-time': share(onTime, onTime + late, countMin),
  };
}

function share(part: number, whole: number, wholeMin: number): number | null {
  return whole < wholeMin ? null : Math.round((10_000 * part) / whole);
}
