import type { GoodsFacts } from './business-terms.ts';
import type { SalesHistory } from './history.ts';

/** What a night's ranking is given; plain data, so that it can go to a thread. */
export interface RankingTask {
  readonly history: SalesHistory;
  /** The day to rank for; only what lies before it is looked at. */
  readonly asOf: number;
  readonly seed: number;
  /** Items that belong to every shop's candidates, sold yet or not. */
  readonly extra: readonly number[];
}

/** Why a candidate stands where it stands: plain facts, from which reasons are worded. */
export interface Evidence {
  /** Days on which this shop sold it, days since the last, and the usual days between; null where unknown. */
  readonly ownDays: number;
  readonly sinceDays: number | null;
  readonly gapDays: number | null;
  /** What the shop sells that goes with it best. */
  readonly goesWith: number | null;
  /** Selling days of all shops that held it in the last 7 and 28 days, and in these weeks a year ago. */
  readonly sold7: number;
  readonly sold28: number;
  readonly soldSeason: number;
  /** Sales a day of the last week against the last four, 1 = alike. */
  readonly trend: number;
  /** Days since anybody first sold it; null when nobody has. */
  readonly ageDays: number | null;
}

export interface ScoredItem extends Evidence {
  readonly item: number;
  /** In standard deviations of this shop's candidates, so that scores of shops and models can be added to. */
  readonly score: number;
}

/** A candidate of the shop with what holds for it on the day; `Key` is how the caller names items. */
export interface LineUpCandidate<Key> {
  readonly key: Key;
  readonly history: Omit<ScoredItem, 'item' | 'goesWith'> & { readonly goesWith: Key | null };
  readonly facts: GoodsFacts;
}
