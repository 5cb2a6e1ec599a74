import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { rankLineUp } from '../../../solvers/lineup/rank-line-up.ts';
import type { LineUpCandidate } from '../../../solvers/lineup/types.ts';
import { describeItems, type Item } from '../../catalog/index.ts';
import { findRun, findScores, type LineUpRun, type StoredEvidence } from '../store/line-ups.ts';
import { readGoodsFacts, type DayGoods } from './goods-facts.ts';

type Suggestions = Output<typeof insight.suggestLineUp>;

/** One in five is tried out. */
const explorationShare = 0.2;
/** What nobody has ranked yet: as good as any, and nothing known. */
const unranked = {
  score: 0,
  ...{ ownDays: 0, sinceDays: null, gapDays: null, goesWith: null, sold7: 0, sold28: 0 },
  ...{ soldSeason: 0, trend: 1, ageDays: null },
} satisfies StoredEvidence & { score: number };

/** The line-up of a shop's next live: last night's ranking, with what holds for the goods on that day. */
export async function suggestLineUp(
  db: Reader,
  { shopId, startsAt, hostMemberId, size }: Input<typeof insight.suggestLineUp>,
): Promise<Suggestions> {
  const run = await findRun(db);
  const scores = await findScores(db, shopId);
  const ranked = new Map(scores.map(({ variantId, score, evidence }) => [variantId, { score, ...evidence }]));
  const goods = await readGoodsFacts(db, [...ranked.keys()], {
    shopId,
    startsAt: startsAt ?? db.now,
    hostMemberId: hostMemberId ?? null,
  });
  const candidates = [...goods].map(([key, { facts }]): LineUpCandidate<string> => {
    return { key, facts, history: ranked.get(key) ?? unranked };
  });
  const explorations = Math.round(size * explorationShare);
  const picks = rankLineUp(candidates, { size, explorations });
  const others = picks.flatMap(({ reasons }) => reasons.flatMap(({ other }) => other ?? []));
  const items = await describeItems(db, [...new Set([...picks.map(({ key }) => key), ...others])]);
  return {
    ranking: run && toRanking(run),
    rows: picks.map(({ key, isExploration, reasons, pairsWith }) => ({
      ...terms(items.get(key)!, goods.get(key)!),
      isExploration,
      reasons: reasons.map((reason) => ({
        ...reason,
        other: reason.other === null ? null : (items.get(reason.other)?.name ?? null),
      })),
      pairsWith: [...pairsWith],
    })),
  };
}

function terms(item: Item, { pool, priceFen, facts }: DayGoods) {
  return {
    item,
    poolId: pool?.poolId ?? null,
    cutOffAt: pool?.cutOffAt ?? null,
    priceFen: pool?.mode === 'agency' ? null : priceFen,
    available: facts.available,
  };
}

function toRanking({ asOf, report }: LineUpRun): NonNullable<Suggestions['ranking']> {
  const { kind, historyDays, lessons, testedLearned, testedBlend } = report;
  const isTested = testedLearned !== null && testedBlend !== null && testedBlend > 0;
  const gainPercent = isTested ? Math.round((testedLearned / testedBlend - 1) * 100) : null;
  return { kind, asOf, historyDays, lessons, gainPercent };
}
