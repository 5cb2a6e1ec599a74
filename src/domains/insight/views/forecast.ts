import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems, type Item } from '../../catalog/index.ts';
import { historyDaysShown, withoutCost } from '../rules/suggestion.ts';
import { addDays } from '../rules/weeks.ts';
import { findDemand, type DemandDay } from '../store/demand.ts';
import { findSeries, type SeriesRow } from '../store/forecast-series.ts';
import { findShownRun, runForContract } from './forecast-runs.ts';

type Suggestion = Output<typeof insight.listSuggestions>['rows'][number];
type Detail = Output<typeof insight.getForecast>;

/** Items of one shop, or of the hub, at most. */
const rowsMax = 500;

/** What to order for a shop, or for the hub; nothing before the first forecast. */
export async function listSuggestions(
  db: Reader,
  { shopId }: { shopId?: string | undefined },
): Promise<Output<typeof insight.listSuggestions>> {
  const run = await findShownRun(db);
  if (!run) return { rows: [] };
  const place = { runId: run.runId, shopId: shopId ?? null, variantId: null, limit: rowsMax };
  const rows = await findSeries(db, place);
  const items = await describeItems(
    db,
    rows.map(({ variantId }) => variantId),
  );
  return {
    rows: rows.flatMap((row) => {
      const item = items.get(row.variantId);
      return item ? [suggestionOf(db, row, item)] : [];
    }),
  };
}

function suggestionOf(db: Reader, row: SeriesRow, item: Item): Suggestion {
  const { coverDays, expectedDemand, demandBefore, serviceLevel, reason, costFen } = row.inputs;
  const isShown = isOperator(db.actor);
  return {
    ...{ item, method: row.method as Suggestion['method'], available: row.available, target: row.target },
    ...{ suggested: row.suggested, reason: reason as Suggestion['reason'] },
    ...{ demandBefore, coverDays, expectedDemand },
    serviceLevel: isShown ? serviceLevel : withoutCost(row.inputs).serviceLevel,
    isCostKnown: costFen !== null,
  };
}

/**
 * One item's forecast day by day beside its past, and all it was computed from.
 *
 * @throws Refusal not-found
 */
export async function getForecast(
  db: Reader,
  { variantId, shopId }: { variantId: string; shopId?: string | undefined },
): Promise<Detail> {
  const run = await findShownRun(db);
  const place = { shopId: shopId ?? null, variantId, limit: 1 };
  const [row] = run ? await findSeries(db, { ...place, runId: run.runId }) : [];
  const item = (await describeItems(db, [variantId])).get(variantId);
  if (!run || !row || !item) throw new Refusal('not-found', {}, 'variantId');
  const from = addDays(run.asOf, -historyDaysShown);
  const fromDay = run.historyFrom && run.historyFrom > from ? run.historyFrom : from;
  const demand = await findDemand(db, { fromDay, toDay: addDays(run.asOf, -1), variantId });
  const levels = (run.levels ?? []).map((level) => Math.round(level * 1_000) / 1_000);
  return {
    ...suggestionOf(db, row, item),
    ...{ shopId: row.shopId, run: runForContract(run), levels },
    days: row.mean.map((mean, h) => ({
      day: addDays(run.asOf, h),
      mean,
      quantiles: row.quantiles.slice(h * levels.length, (h + 1) * levels.length),
      isLive: row.inputs.liveOn.includes(addDays(run.asOf, h)),
    })),
    history: pastOf(row, demand, fromDay, run.asOf),
    inputs: inputsOf(db, row),
  };
}

/** Every day of the past, those without a sale as well; the hub's is that of all shops. */
function pastOf(
  row: SeriesRow,
  demand: readonly DemandDay[],
  fromDay: string,
  asOf: string,
): Detail['history'] {
  const own = demand.filter(({ shopId }) => row.shopId === null || shopId === row.shopId);
  const byDay = Map.groupBy(own, ({ day }) => day);
  const past: Detail['history'] = [];
  for (let day = fromDay; day < asOf; day = addDays(day, 1)) {
    const rows = byDay.get(day) ?? [];
    past.push({
      day,
      pieces: rows.reduce((sum, { shelfPieces }) => sum + shelfPieces, 0),
      poolPieces: rows.reduce((sum, { poolPieces }) => sum + poolPieces, 0),
      isEmpty: row.inputs.emptyOn.includes(day),
      isLive: row.inputs.liveOn.includes(day),
    });
  }
  return past;
}

function inputsOf(db: Reader, row: SeriesRow): Detail['inputs'] {
  const inputs = isOperator(db.actor) ? row.inputs : withoutCost(row.inputs);
  const {
    shelfLifeDays,
    leadTimeDays,
    reviewDays,
    packSize,
    supplierName,
    historyDays,
    soldDays,
    emptyDays,
  } = inputs;
  return {
    priceFen: BigInt(inputs.priceFen),
    costFen: inputs.costFen === null ? null : BigInt(inputs.costFen),
    salvageFen: inputs.salvageFen === null ? null : BigInt(inputs.salvageFen),
    ...{ shelfLifeDays, leadTimeDays, reviewDays, packSize, supplierName, historyDays, soldDays, emptyDays },
  };
}
