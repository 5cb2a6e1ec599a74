import { forecastInThreads } from '../forecast/in-thread.ts';
import { orderUpTo, type OrderAnswer } from '../forecast/order-up-to.ts';
import type { Forecast } from '../forecast/types.ts';
import type { ReplenishmentPlan, ReplenishmentTask, ShelfPosition } from './types.ts';

/** What keeps is sold within a year or not at all. */
const keepsDays = 365;
/** Others of this process have their turn after so many orders: some milliseconds. */
const ordersAtATime = 200;

/**
 * Learns and forecasts in threads of their own, then says what to order for each series. `onProgress` is told whole per
 * cent, rising.
 *
 * @throws Error when a thread dies
 */
export async function planReplenishment(
  { panel, asOf, horizon, seed, positions }: ReplenishmentTask,
  onProgress: (percent: number) => void = () => {},
): Promise<ReplenishmentPlan> {
  let told = 0;
  const { artifact, forecast } = await forecastInThreads(
    panel,
    asOf,
    { seed, horizon },
    {
      onProgress(share) {
        const percent = Math.min(99, Math.floor(share * 100));
        if (percent > told) onProgress((told = percent));
      },
    },
  );
  const orders: OrderAnswer[] = [];
  for (const [s, position] of positions.entries()) {
    orders.push(orderFor(forecast, s, position));
    if (s % ordersAtATime === ordersAtATime - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return { artifact, forecast, orders };
}

/** The order for series `s`: lead and review times are cut to what the forecast reaches. */
export function orderFor(forecast: Forecast, s: number, position: ShelfPosition): OrderAnswer {
  const { horizon, levels, mean, quantiles } = forecast;
  const { available, priceFen, costFen, salvageFen, shelfLifeDays, packSize } = position;
  const cost = costFen ?? priceFen / 2n;
  const leadTimeDays = Math.min(position.leadTimeDays, horizon - 1);
  return orderUpTo({
    levels,
    days: Array.from({ length: horizon }, (_, h) => {
      const day = s * horizon + h;
      return {
        mean: mean[day]!,
        quantiles: Array.from(quantiles.subarray(day * levels.length, (day + 1) * levels.length)),
      };
    }),
    ...{ priceFen, costFen: cost, salvageFen: salvageFen ?? cost, leadTimeDays, packSize },
    shelfLifeDays: shelfLifeDays ?? keepsDays,
    reviewDays: Math.min(position.reviewDays, horizon - leadTimeDays),
    stock: Math.max(0, available),
  });
}
