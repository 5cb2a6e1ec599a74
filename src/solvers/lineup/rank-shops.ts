import type { TreeModel } from '../trees/types.ts';
import { openCandidates, type Candidates } from './candidates.ts';
import type { SalesHistory } from './history.ts';
import { valueOf, type FeatureName } from './features.ts';
import { horizonDays, learnRanking, lessonsOf, meanNdcg } from './learn.ts';
import { findNeighbours } from './neighbours.ts';
import { never, readNetwork, type Network } from './network.ts';
import { blendScore, learnedScore, standardised } from './score.ts';
import type { Evidence, RankingTask, ScoredItem } from './types.ts';

/** How the ranking came about, for the people who read it. */
export interface RankingReport {
  /** Learned from history, or the plain blend of frequency and trend. */
  readonly kind: 'learned' | 'blend';
  readonly asOf: number;
  readonly historyDays: number;
  readonly lessons: number;
  /** NDCG@10 of both on the last weeks before `asOf`, which the tested model had not seen; null without a test. */
  readonly testedLearned: number | null;
  readonly testedBlend: number | null;
}

export interface RankedShops {
  readonly report: RankingReport;
  readonly model: TreeModel | null;
  /** By shop number, best first. */
  readonly shops: readonly (readonly ScoredItem[])[];
}

/** Items kept per shop: as many as a person would ever be shown, with room for what is not for sale today. */
export const keptPerShop = 120;

/**
 * Ranks candidates of every shop as of a morning. The learned ranking is used only where it won against the plain blend
 * on weeks that it had not seen.
 */
export function rankShops({ history, asOf, seed, extra }: RankingTask): RankedShops {
  const tested = testLearning(history, asOf, seed);
  const isLearned = tested !== null && tested.learned > tested.blend;
  const learned = isLearned ? learnRanking(history, asOf, seed) : null;
  const network = readNetwork(history, asOf);
  const candidatesOf = openCandidates(network, findNeighbours(network));
  const score = learned ? learnedScore(learned.model) : blendScore;
  const firstDay = history.day.reduce((first, day) => Math.min(first, day), asOf);
  return {
    report: {
      kind: learned ? 'learned' : 'blend',
      asOf,
      historyDays: asOf - firstDay,
      lessons: learned?.lessons ?? 0,
      testedLearned: tested?.learned ?? null,
      testedBlend: tested?.blend ?? null,
    },
    model: learned?.model ?? null,
    shops: Array.from({ length: history.shopCount }, (_, shop) => {
      const candidates = candidatesOf(shop, { extra });
      return scoredItems(network, candidates, score(candidates));
    }),
  };
}

/** A model of four weeks ago against the blend on the weeks since. */
function testLearning(history: SalesHistory, asOf: number, seed: number) {
  const testDay = asOf - horizonDays;
  const learned = learnRanking(history, testDay, seed);
  if (learned === null) return null;
  const known = lessonsOf(history, testDay);
  return { learned: meanNdcg(known, learnedScore(learned.model)), blend: meanNdcg(known, blendScore) };
}

function scoredItems(network: Network, candidates: Candidates, scores: Float64Array): ScoredItem[] {
  const standard = standardised(scores);
  return [...candidates.items.keys()]
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, keptPerShop)
    .map((at) => ({
      item: candidates.items[at]!,
      score: standard[at]!,
      ...evidenceOf(network, candidates, at),
    }));
}

function evidenceOf(network: Network, candidates: Candidates, at: number): Evidence {
  const item = candidates.items[at]!;
  const value = (name: FeatureName) => valueOf(candidates.values, at, name);
  const known = (number: number) => (number < 0 ? null : number);
  const first = network.firstDay[item]!;
  return {
    ownDays: value('ownCount'),
    sinceDays: known(value('ownSinceDays')),
    gapDays: known(value('ownGapDays')),
    goesWith: known(candidates.goesWith[at]!),
    sold7: network.sold7[item]!,
    sold28: network.sold28[item]!,
    soldSeason: network.soldSeason[item]!,
    trend: value('trend7'),
    ageDays: first === never ? null : network.asOf - first,
  };
}
