import type { Tx } from '../../../engines/db/tx.ts';
import { nextPublication } from '../../../solvers/benchmark/bands.ts';
import { formPeerGroups } from '../../../solvers/benchmark/peer-groups.ts';
import type { ShopProfile } from '../../../solvers/benchmark/types.ts';
import { describeAlliance, describeShops } from '../../membership/index.ts';
import { benchmarkMetrics, figuresOf, kindOf, type BenchmarkMetric } from '../rules/benchmark-figures.ts';
import { shopTypes } from '../rules/shop-types.ts';
import { benchmarkWeeks, lastWeekEnd, quarterOf, weeksUpTo, type DaySpan } from '../rules/weeks.ts';
import { findBands, putBands, withdrawBands, type PeerBand } from '../store/peer-bands.ts';
import {
  findGroups,
  findQuarter,
  insertGroups,
  markChecked,
  type FrozenGroup,
} from '../store/peer-groups.ts';
import { shopWeeks } from '../store/shop-weeks.ts';

/** Sales that tell how big a shop is when groups are formed. */
const volumeWeeks = 13;

type FiguresByShop = ReadonlyMap<string, ReturnType<typeof figuresOf>>;

/**
 * Freezes the peer groups of the quarter when there are none yet, and publishes the bands of the last whole week, once.
 * A week belongs to the quarter it ends in, so no week is published of two sets of groups. Safe to repeat.
 *
 * @returns how many bands were made anew
 */
export async function renewBenchmarks(tx: Tx): Promise<number> {
  const weekEnd = lastWeekEnd(tx.now);
  const quarter = quarterOf(weekEnd);
  const frozen = await findQuarter(tx, quarter);
  if (frozen?.checkedWeekEnd === weekEnd) return 0;
  const groups = frozen ? await findGroups(tx, quarter) : await freezeGroups(tx, quarter, weekEnd);
  if (groups.length === 0) return 0;
  const span = weeksUpTo(weekEnd, benchmarkWeeks);
  const rows = await shopWeeks(tx, [span], null);
  const figures: FiguresByShop = new Map(rows.map((row) => [row.shopId, figuresOf(row)]));
  const renewed = await renewBands(tx, groups, figures, span);
  await markChecked(tx, quarter, weekEnd);
  return renewed;
}

/** Shops that sold nothing are nobody's peers yet. Without a single group nothing is frozen: next week may have one. */
async function freezeGroups(tx: Tx, quarter: string, weekEnd: string): Promise<FrozenGroup[]> {
  const { city } = await describeAlliance(tx);
  const shops = await describeShops(tx);
  const rows = await shopWeeks(tx, [weeksUpTo(weekEnd, volumeWeeks)], null);
  const profiles = rows.flatMap(({ shopId, gmvFen }): ShopProfile[] => {
    const shop = shops.get(shopId);
    return shop && gmvFen > 0n ? [{ shopId, city, ...shopTypes(shop.kind), volume: Number(gmvFen) }] : [];
  });
  const groups = formPeerGroups(profiles).map((group) => ({ ...group, groupId: tx.newId() }));
  if (groups.length > 0) await insertGroups(tx, quarter, groups);
  return groups;
}

async function renewBands(
  tx: Tx,
  groups: readonly FrozenGroup[],
  figures: FiguresByShop,
  span: DaySpan,
): Promise<number> {
  const before = new Map(
    (
      await findBands(
        tx,
        groups.map(({ groupId }) => groupId),
      )
    ).map((band) => [keyOf(band), band]),
  );
  const renewed: PeerBand[] = [];
  const withdrawn: PeerBand[] = [];
  for (const { groupId, contributorIds } of groups)
    for (const metric of benchmarkMetrics) {
      const old = before.get(keyOf({ groupId, metric }));
      const next = nextBand(old, valuesOf(contributorIds, figures, metric), { groupId, metric, ...span });
      if (next && next !== old) renewed.push(next);
      if (!next && old) withdrawn.push(old);
    }
  if (renewed.length > 0) await putBands(tx, renewed);
  if (withdrawn.length > 0) await withdrawBands(tx, withdrawn);
  return renewed.length;
}

function keyOf({ groupId, metric }: Pick<PeerBand, 'groupId' | 'metric'>): string {
  return `${groupId} ${metric}`;
}

function valuesOf(
  shopIds: readonly string[],
  figures: FiguresByShop,
  metric: BenchmarkMetric,
): Map<string, number> {
  return new Map(
    shopIds.flatMap((shopId) => {
      const value = figures.get(shopId)?.[metric] ?? null;
      return value === null ? [] : [[shopId, value]];
    }),
  );
}

/** The earlier band itself when it stays, null when none may be shown. */
function nextBand(
  old: PeerBand | undefined,
  values: ReadonlyMap<string, number>,
  made: Pick<PeerBand, 'groupId' | 'metric' | 'fromDay' | 'toDay'>,
): PeerBand | null {
  const before = old ? { bands: old, values: new Map(Object.entries(old.figures)) } : null;
  const next = nextPublication(before, values, kindOf(made.metric));
  if (next === null) return null;
  return next === before ? old! : { ...made, ...next.bands, figures: Object.fromEntries(next.values) };
}
