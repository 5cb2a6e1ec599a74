import type { Terms } from './business-terms.ts';
import type { LineUpCandidate } from './types.ts';

/** Why an item is suggested, as a code and what it speaks of; the words are the client's. */
export type ReasonCode =
  | 'sells-here'
  | 'due-again'
  | 'goes-with'
  | 'rising'
  | 'network-favourite'
  | 'season'
  | 'new'
  | 'pool-near'
  | 'pool-running'
  | 'margin'
  | 'sell-fresh'
  | 'converts'
  | 'host-strong'
  | 'stock-short';

export interface Reason<Key> {
  readonly code: ReasonCode;
  /** Days for sells-here, due-again and sell-fresh; pieces for pool-near and stock-short; percent for rising, converts and host-strong; selling days of all shops for network-favourite and season. */
  readonly value: number | null;
  /** The other item of goes-with. */
  readonly other: Key | null;
}

const reasonsMax = 4;
/** Below, a rise is chance. */
const risingSalesMin = 3;
const risingTrend = 1.3;
const favouriteSalesMin = 5;
/** A term says something from here on. */
const strong = 0.3;

/** The strongest reasons, those of the day before those of history, warnings last. */
export function reasonsFor<Key>({ history, facts }: LineUpCandidate<Key>, terms: Terms): Reason<Key>[] {
  const say = (is: boolean, code: ReasonCode, value: number | null = null, other: Key | null = null) =>
    is ? [{ code, value, other }] : [];
  const { ownDays, sinceDays, gapDays, goesWith, sold7, sold28, soldSeason, trend, ageDays } = history;
  const gap = facts.pool?.gap ?? null;
  const isDue = gapDays !== null && gapDays >= 1 && sinceDays !== null && sinceDays >= gapDays && ownDays > 2;
  const isRising = sold7 >= risingSalesMin && trend >= risingTrend;
  const ofTheDay = [
    ...say(gap !== null && terms.pool > strong, 'pool-near', gap),
    ...say(facts.pool !== null && !(gap !== null && terms.pool > strong), 'pool-running'),
    ...say(terms.freshness > strong, 'sell-fresh', facts.expiresInDays),
  ];
  const ofHistory = [
    ...say(ownDays > 0, 'sells-here', ownDays),
    ...say(isDue, 'due-again', sinceDays),
    ...say(ownDays === 0 && goesWith !== null, 'goes-with', null, goesWith),
    ...say(isRising, 'rising', Math.round((trend - 1) * 100)),
    ...say(ownDays === 0 && !isRising && sold28 >= favouriteSalesMin, 'network-favourite', sold28),
    ...say(soldSeason >= favouriteSalesMin, 'season', soldSeason),
    ...say(ownDays === 0 && (ageDays === null || ageDays <= 28), 'new'),
  ];
  const ofTrade = [
    ...say(terms.conversion > strong, 'converts', percent(facts.conversion)),
    ...say(terms.host > strong, 'host-strong', percent(facts.hostSkill)),
    ...say(terms.margin > strong, 'margin'),
  ];
  const warnings = say(terms.stock < -strong, 'stock-short', facts.available);
  return [...[...ofTheDay, ...ofHistory, ...ofTrade].slice(0, reasonsMax - warnings.length), ...warnings];
}

/** 1.4 times the average is 40 % more. */
function percent(times: number | null): number | null {
  return times === null ? null : Math.round((times - 1) * 100);
}
