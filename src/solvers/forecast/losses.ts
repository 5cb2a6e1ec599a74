/** Loss of a quantile forecast: what lies above costs `level`, what lies below 1 − `level` (Koenker & Bassett 1978). */
export function pinballLoss(actual: number, quantile: number, level: number): number {
  return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
}

/**
 * Weighted quantile loss: twice the sum of pinball losses over the sum of sales, averaged over levels; 0 is perfect.
 * `quantiles[i * levels.length + k]` belongs to `actual[i]`; NaN actuals count for nothing. NaN without any sale.
 */
export function weightedQuantileLoss(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  levels: readonly number[],
): number {
  let loss = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const value = actual[i]!;
    if (Number.isNaN(value)) continue;
    total += Math.abs(value);
    for (const [k, level] of levels.entries())
      loss += pinballLoss(value, quantiles[i * levels.length + k]!, level);
  }
  return total > 0 ? (2 * loss) / total / levels.length : Number.NaN;
}

/** Share of actuals between the lowest and the highest level, both included. */
export function coverageOf(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  levelCount: number,
): number {
  let inside = 0;
  let days = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const value = actual[i]!;
    if (Number.isNaN(value)) continue;
    days += 1;
    const from = i * levelCount;
    if (value >= quantiles[from]! && value <= quantiles[from + levelCount - 1]!) inside += 1;
  }
  return days > 0 ? inside / days : Number.NaN;
}

/** Σ |actual − mean| ÷ Σ actual. */
export function wapeOf(actual: ArrayLike<number>, mean: ArrayLike<number>): number {
  let error = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i += 1) {
    if (Number.isNaN(actual[i])) continue;
    error += Math.abs(actual[i]! - mean[i]!);
    total += actual[i]!;
  }
  return total > 0 ? error / total : Number.NaN;
}
