/** What holds for one item on the day of the live, beyond what history says; null where nobody knows. */
export interface GoodsFacts {
  /** Regulated goods are never shown, whatever else is true. */
  readonly isRegulated: boolean;
  /** The shop can sell it then: listed and active, or a pool that still runs. */
  readonly isForSale: boolean;
  /** Goods of one category stand for each other in a line-up. */
  readonly category: string;
  readonly marginBps: number | null;
  /** Pieces free; null for pools, which have their cap instead. */
  readonly available: number | null;
  /** Days from the live until the first pieces on the shelf expire. */
  readonly expiresInDays: number | null;
  /** A running pool: pieces to the next tier (null: the last is reached) and pieces of its threshold. */
  readonly pool: { readonly gap: number | null; readonly threshold: number } | null;
  /** Pieces sold per visit when it was shown live, 1 = as the average item; and of its category with this host. */
  readonly conversion: number | null;
  readonly hostSkill: number | null;
}

export type TermName = 'margin' | 'freshness' | 'stock' | 'pool' | 'conversion' | 'host';

/** Each from −1 (speaks against) to 1 (speaks for). */
export type Terms = Readonly<Record<TermName, number>>;

/** How many standard deviations of the history's score a full term is worth. */
export const termWeights: Terms = {
  margin: 0.4,
  freshness: 0.5,
  stock: 0.8,
  pool: 0.7,
  conversion: 0.5,
  host: 0.3,
};

/** Three pieces are shown and gone; a shelf of thirty holds through an evening. */
const fewPieces = 3;
const enoughPieces = 30;
/** What expires within as many days after the live should be sold in it. */
const soonDays = 3;
/** A margin this far from the usual is a full term. */
const fullMarginBps = 2_000;

/** What the facts of an item say; `usualMarginBps` is the median of those that could be shown. */
export function termsOf(facts: GoodsFacts, usualMarginBps: number): Terms {
  return {
    margin: facts.marginBps === null ? 0 : bounded((facts.marginBps - usualMarginBps) / fullMarginBps),
    freshness: freshness(facts),
    stock: stock(facts.available),
    pool: pool(facts.pool),
    conversion: onLogScale(facts.conversion),
    host: onLogScale(facts.hostSkill),
  };
}

export function sumOfTerms(terms: Terms): number {
  return (Object.keys(termWeights) as TermName[]).reduce(
    (sum, name) => sum + termWeights[name] * terms[name],
    0,
  );
}

function bounded(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** Something to clear: pieces on the shelf that will not be good much longer. */
function freshness({ expiresInDays, available }: GoodsFacts): number {
  if (expiresInDays === null || (available ?? 0) < fewPieces) return 0;
  return expiresInDays <= soonDays ? 1 : 0;
}

function stock(available: number | null): number {
  if (available === null) return 0;
  if (available <= fewPieces) return -1;
  return available >= enoughPieces ? 0 : -(enoughPieces - available) / (2 * enoughPieces);
}

/** The nearer the next tier, the more a live can do for everybody who has joined the pool. */
function pool(facts: GoodsFacts['pool']): number {
  if (facts === null) return 0;
  if (facts.gap === null) return 0.3;
  return bounded(1 - facts.gap / Math.max(1, facts.threshold));
}

/** Twice the average is a full term, half of it a full term against. */
function onLogScale(times: number | null): number {
  return times === null ? 0 : bounded(Math.log2(Math.max(times, 0.01)));
}
