import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { addSeconds, shanghaiDay } from '../../../kernel/clock.ts';
import type { RankedShops } from '../../../solvers/lineup/rank-shops.ts';
import type { RankingTask, ScoredItem } from '../../../solvers/lineup/types.ts';
import { newestItems } from '../../catalog/index.ts';
import { listShops } from '../../membership/index.ts';
import { openPoolsForSale } from '../../supply/index.ts';
import { firstDayToRead, sellingDays, soldVariants, type SellingDay } from '../store/item-days.ts';
import { findRun, putRun, replaceScores } from '../store/line-ups.ts';

/** A ranking to be made, and whose numbers it speaks of. */
export interface LineUpTask {
  readonly asOf: string;
  readonly shopIds: readonly string[];
  readonly variantIds: readonly string[];
  readonly ranking: RankingTask;
}

/** A year and the same weeks of the year before. */
const historyDays = 400;
/** Shop × item × day. */
const rowsMax = 2_000_000;
const newestMax = 40;
const poolsMax = 200;
/** The same history gives the same model. */
const seed = 1;
const daySeconds = 86_400;

/** What the ranking of today is made from; null when there is one. */
export async function readLineUpTask(db: Reader): Promise<LineUpTask | null> {
  const asOf = shanghaiDay(db.now);
  const run = await findRun(db);
  if (run?.asOf === asOf) return null;
  const shopIds = (await listShops(db, null)).map(({ shopId }) => shopId);
  const earliest = shanghaiDay(addSeconds(db.now, -historyDays * daySeconds));
  const from = (await firstDayToRead(db, { earliest, asOf, rowsMax })) ?? asOf;
  const sold = await soldVariants(db, from, asOf);
  const days = await sellingDays(db, sold, from, asOf);
  const pools = await openPoolsForSale(db, { limit: poolsMax });
  const extra = [...pools.rows.map(({ variantId }) => variantId), ...(await newestItems(db, newestMax))];
  const variantIds = [...new Set([...sold, ...extra])];
  const numberOf = new Map(variantIds.map((id, number) => [id, number]));
  return {
    ...{ asOf, shopIds, variantIds },
    ranking: {
      history: toHistory(days, shopIds, variantIds.length),
      asOf: dayNumber(asOf),
      seed,
      extra: extra.map((id) => numberOf.get(id)!),
    },
  };
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / (daySeconds * 1_000);
}

/** Columns by shop, day, item. Shops that have left the alliance are left out. */
function toHistory(days: readonly SellingDay[], shopIds: readonly string[], itemCount: number) {
  const numberOf = new Map(shopIds.map((id, number) => [id, number]));
  const known = days
    .flatMap((one) => {
      const shop = numberOf.get(one.shopId);
      return shop === undefined ? [] : [{ ...one, shop }];
    })
    .sort((a, b) => a.shop - b.shop || a.day - b.day);
  const rows = known.reduce((sum, { items }) => sum + items.length, 0);
  const history = {
    ...{ shopCount: shopIds.length, itemCount, shop: new Int32Array(rows), item: new Int32Array(rows) },
    ...{ day: new Int32Array(rows), quantity: new Float32Array(rows) },
  };
  let row = 0;
  for (const { shop, day, items, pieces } of known)
    items.forEach((place, at) => {
      history.shop[row] = shop;
      history.day[row] = day;
      // Lists of the database begin at one.
      history.item[row] = place - 1;
      history.quantity[row] = pieces[at]!;
      row++;
    });
  return history;
}

/** Puts the ranking in place of the one before. */
export async function keepLineUps(tx: Tx, task: LineUpTask, ranked: RankedShops): Promise<void> {
  const { kind, historyDays: days, lessons, testedLearned, testedBlend } = ranked.report;
  const report = { kind, historyDays: days, lessons, testedLearned, testedBlend };
  await putRun(tx, { asOf: task.asOf, report, model: ranked.model });
  const scores = ranked.shops.flatMap((items, shop) =>
    items.map((one) => ({ shopId: task.shopIds[shop]!, ...toScore(one, task.variantIds) })),
  );
  await replaceScores(tx, scores);
}

function toScore({ item, score, goesWith, ...evidence }: ScoredItem, variantIds: readonly string[]) {
  const other = goesWith === null ? null : variantIds[goesWith]!;
  return { variantId: variantIds[item]!, score, evidence: { ...evidence, goesWith: other } };
}
