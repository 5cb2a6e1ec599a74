import { sumOfTerms, termsOf, type Terms } from './business-terms.ts';
import { newItemDays } from './candidates.ts';
import { reasonsFor, type Reason } from './reasons.ts';
import type { LineUpCandidate } from './types.ts';

export interface Slot {
  /** Items wanted. */
  readonly size: number;
  /** How many of them are tried out: new to everybody or new to this shop. Kept apart, so that they can be judged apart. */
  readonly explorations: number;
}

export interface LineUpPick<Key> {
  readonly key: Key;
  readonly isExploration: boolean;
  /** Score of history plus terms, before variety. */
  readonly value: number;
  readonly terms: Terms;
  readonly reasons: readonly Reason<Key>[];
  /** Others of this line-up that sell together with it. */
  readonly pairsWith: readonly Key[];
}

/** Each item of a category that already stands in the line-up costs as many standard deviations. */
const sameCategoryCost = 0.35;

/**
 * The line-up of a shop for a slot: the score of its history, plus what speaks for or against each item on that day, less
 * for more of the same category; best first, with tried-out items spread over the places. Regulated goods and goods that
 * cannot be sold then never appear.
 */
export function rankLineUp<Key>(
  candidates: readonly LineUpCandidate<Key>[],
  { size, explorations }: Slot,
): LineUpPick<Key>[] {
  const open = candidates.filter(({ facts }) => facts.isForSale && !facts.isRegulated);
  const usual = median(open.flatMap(({ facts }) => facts.marginBps ?? []));
  const valued = open.map((candidate) => {
    const terms = termsOf(candidate.facts, usual);
    return { candidate, terms, value: candidate.history.score + sumOfTerms(terms), isNew: isNew(candidate) };
  });
  const chosen = choose(valued, size, Math.min(explorations, size));
  const keys = new Set(chosen.map(({ candidate }) => candidate.key));
  return chosen.map(({ candidate, terms, value, isNew: isExploration }) => ({
    ...{ key: candidate.key, isExploration, value, terms },
    reasons: reasonsFor(candidate, terms),
    pairsWith: pairs(candidate, chosen).filter((key) => key !== candidate.key && keys.has(key)),
  }));
}

interface Valued<Key> {
  readonly candidate: LineUpCandidate<Key>;
  readonly terms: Terms;
  readonly value: number;
  readonly isNew: boolean;
}

/** Never sold by this shop, new to all, and in no pool that tells how it does: nobody can know yet. */
function isNew<Key>({ history: { ownDays, ageDays }, facts }: LineUpCandidate<Key>): boolean {
  return ownDays === 0 && facts.pool === null && (ageDays === null || ageDays <= newItemDays);
}

/** Greedy: the best next item given what already stands there; every so many places one to try out. */
function choose<Key>(valued: readonly Valued<Key>[], size: number, explorations: number): Valued<Key>[] {
  const proven = valued.filter((one) => !one.isNew);
  const fresh = valued.filter((one) => one.isNew);
  const every = explorations > 0 ? Math.ceil(size / explorations) : Infinity;
  const chosen: Valued<Key>[] = [];
  const ofCategory = new Map<string, number>();
  while (chosen.length < size && proven.length + fresh.length > 0) {
    const wantsFresh = (chosen.length + 1) % every === 0;
    const first = wantsFresh ? fresh : proven;
    const from = first.length > 0 ? first : wantsFresh ? proven : fresh;
    const mayTake = from !== fresh || chosen.filter((one) => one.isNew).length < explorations;
    if (!mayTake) break;
    const next = takeBest(from, ofCategory);
    chosen.push(next);
    const { category } = next.candidate.facts;
    ofCategory.set(category, (ofCategory.get(category) ?? 0) + 1);
  }
  return chosen;
}

function takeBest<Key>(from: Valued<Key>[], ofCategory: ReadonlyMap<string, number>): Valued<Key> {
  const worth = ({ value, candidate }: Valued<Key>) =>
    value - sameCategoryCost * (ofCategory.get(candidate.facts.category) ?? 0);
  const best = from.reduce((top, one, at) => (worth(one) > worth(from[top]!) ? at : top), 0);
  return from.splice(best, 1)[0]!;
}

function pairs<Key>({ key, history }: LineUpCandidate<Key>, chosen: readonly Valued<Key>[]): Key[] {
  const others = chosen.flatMap(({ candidate }) =>
    candidate.history.goesWith === key ? [candidate.key] : [],
  );
  return [...new Set([...(history.goesWith === null ? [] : [history.goesWith]), ...others])].slice(
    0,
    pairsMax,
  );
}

const pairsMax = 3;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
