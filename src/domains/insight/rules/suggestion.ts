/** Past days drawn beside a forecast. */
export const historyDaysShown = 56;

/** What a suggestion was computed from besides its forecast, as it is kept with it. Money is fen. */
export interface SuggestionInputs {
  readonly priceFen: number;
  /** Null: nobody knows what a piece costs. */
  readonly costFen: number | null;
  /** Null: it outlasts the forecast and is sold later. */
  readonly salvageFen: number | null;
  readonly shelfLifeDays: number | null;
  readonly leadTimeDays: number;
  readonly reviewDays: number;
  readonly packSize: number;
  readonly supplierName: string | null;
  readonly reason: string;
  /** Mean demand until the order arrives, and of the days it covers. */
  readonly demandBefore: number;
  readonly expectedDemand: number;
  readonly coverDays: number;
  /** Share of futures in which the order suffices. */
  readonly serviceLevel: number;
  /** Days with the item for sale, of these days with a sale, and with an empty shelf. */
  readonly historyDays: number;
  readonly soldDays: number;
  readonly emptyDays: number;
  /** Lately, as "2026-11-23": days with an empty shelf, and days on which the item was or will be shown live. */
  readonly emptyOn: readonly string[];
  readonly liveOn: readonly string[];
}

/** As much as is said of goods that keep: nearly always. */
const shareMax = 0.95;

/** Shops are not told what goods cost, nor what it could be computed from: the share is rounded to a tenth. */
export function withoutCost(inputs: SuggestionInputs): SuggestionInputs {
  const serviceLevel = Math.min(shareMax, Math.round(inputs.serviceLevel * 10) / 10);
  return { ...inputs, costFen: null, serviceLevel };
}
