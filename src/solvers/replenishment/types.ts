import type { Forecast, ForecastArtifact, Panel } from '../forecast/types.ts';
import type { OrderAnswer } from '../forecast/order-up-to.ts';

/** What an order for one series depends on besides its forecast. */
export interface ShelfPosition {
  /** Pieces that can still be sold, now. */
  readonly available: number;
  readonly priceFen: bigint;
  /** Null when nobody knows it: half the price is then taken. */
  readonly costFen: bigint | null;
  /** What a piece brings that is left over at the end of its life; null where it outlasts the forecast: it is sold later, and worth its cost. */
  readonly salvageFen: bigint | null;
  /** Null: it keeps. */
  readonly shelfLifeDays: number | null;
  readonly leadTimeDays: number;
  /** Days until the next order can arrive after this one. */
  readonly reviewDays: number;
  /** Orders are whole packs. */
  readonly packSize: number;
}

export interface ReplenishmentTask {
  readonly panel: Panel;
  /** First day the forecast knows nothing of, in days since 1970-01-01. */
  readonly asOf: number;
  readonly horizon: number;
  readonly seed: number;
  /** One per series of the panel. */
  readonly positions: readonly ShelfPosition[];
}

export interface ReplenishmentPlan {
  readonly artifact: ForecastArtifact;
  readonly forecast: Forecast;
  /** One per series. */
  readonly orders: readonly OrderAnswer[];
}
