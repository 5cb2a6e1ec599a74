import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { bandOf } from '../../../solvers/benchmark/bands.ts';
import { othersMin } from '../../../solvers/benchmark/peer-groups.ts';
import { describeShops } from '../../membership/index.ts';
import { benchmarkMetrics, figuresOf, type BenchmarkMetric } from '../rules/benchmark-figures.ts';
import { shopTypes } from '../rules/shop-types.ts';
import {
  benchmarkWeeks,
  eachWeekUpTo,
  lastWeekEnd,
  quarterOf,
  weeksUpTo,
  type DaySpan,
} from '../rules/weeks.ts';
import { findBands, type PeerBand } from '../store/peer-bands.ts';
import { findGroups, findQuarter, type FrozenGroup } from '../store/peer-groups.ts';
import { shopWeeks } from '../store/shop-weeks.ts';

type Benchmark = Output<typeof insight.getBenchmark>;
type Metric = Benchmark['metrics'][number];

/** Weeks of a shop's own past beside its bands. */
const historyWeeks = 8;

/**
 * A shop's own figures, where they lie among its peers, and its own past weeks. Only people of the shop itself see them,
 * operators not.
 *
 * @throws Refusal not-allowed
 */
export async function getBenchmark(db: Reader, { shopId }: { shopId: string }): Promise<Benchmark> {
  if (!db.actor?.shopIds.has(shopId)) throw new Refusal('not-allowed', {}, 'shopId');
  const weekEnd = lastWeekEnd(db.now);
  const quarter = quarterOf(weekEnd);
  const frozen = await findQuarter(db, quarter);
  const groups = frozen ? await findGroups(db, quarter) : [];
  const group = groups.find(({ readerIds }) => readerIds.includes(shopId)) ?? null;
  const bands = group ? await findBands(db, [group.groupId]) : [];
  const shops = await describeShops(db);
  const window = weeksUpTo(weekEnd, benchmarkWeeks);
  const weeks = eachWeekUpTo(weekEnd, historyWeeks);
  const [own] = await shopWeeks(db, [window], shopId);
  const past = new Map((await shopWeeks(db, weeks, shopId)).map((row) => [row.fromDay, figuresOf(row)]));
  const figures = own ? figuresOf(own) : null;
  return {
    quarter,
    window,
    frozenAt: frozen?.frozenAt ?? null,
    group: group && {
      level: group.level,
      type: typeOf(group, shops),
      shopCount: group.contributorIds.length,
    },
    whyNoGroup: group ? null : whyNoGroup(frozen !== null, shops.size, own !== undefined),
    shopsNeeded: othersMin + 1,
    shopCount: shops.size,
    metrics: benchmarkMetrics.map((metric) =>
      metricOf(metric, {
        shopId,
        window,
        own: figures?.[metric] ?? null,
        band: bands.find((band) => band.metric === metric),
        history: weeks.map(({ fromDay }) => ({ fromDay, value: past.get(fromDay)?.[metric] ?? null })),
      }),
    ),
  };
}

/** Where there is a band, the shop's own figure is the one the band was made with. */
function metricOf(
  metric: BenchmarkMetric,
  {
    shopId,
    window,
    own,
    band,
    history,
  }: {
    shopId: string;
    window: DaySpan;
    own: number | null;
    band: PeerBand | undefined;
    history: Metric['history'];
  },
): Metric {
  if (!band) return { metric, ...window, own, band: null, bands: null, history };
  const { fromDay, toDay, lower, median, upper, shopCount } = band;
  const bands = { lower, median, upper, shopCount };
  const value = band.figures[shopId] ?? null;
  return {
    ...{ metric, fromDay, toDay, own: value, bands, history },
    band: value === null ? null : bandOf(value, bands),
  };
}

function whyNoGroup(
  isFrozen: boolean,
  shopCount: number,
  hasSold: boolean,
): NonNullable<Benchmark['whyNoGroup']> {
  if (shopCount <= othersMin) return 'alliance-too-small';
  if (!hasSold) return 'no-sales';
  return isFrozen ? 'too-few-alike' : 'not-yet';
}

type Shops = Awaited<ReturnType<typeof describeShops>>;

/** What the shops of a group have in common, in the word of its circle. */
function typeOf({ level, contributorIds }: FrozenGroup, shops: Shops): string {
  const known = contributorIds.map((shopId) => shops.get(shopId)).find((shop) => shop !== undefined);
  const { type1, type2, type3 } = shopTypes(known?.kind ?? '');
  return level === 'type1' ? type1 : level.endsWith('type2') ? type2 : type3;
}

/** For operators: which shops have peers and why others have none. No figure of any shop is in it. */
export async function getBenchmarkCoverage(db: Reader): Promise<Output<typeof insight.getBenchmarkCoverage>> {
  const quarter = quarterOf(lastWeekEnd(db.now));
  const frozen = await findQuarter(db, quarter);
  const groups = frozen ? await findGroups(db, quarter) : [];
  const bands = await findBands(
    db,
    groups.map(({ groupId }) => groupId),
  );
  const shops = await describeShops(db);
  const grouped = new Set(groups.flatMap(({ readerIds }) => readerIds));
  const named = (ids: readonly string[]) => ids.map((shopId) => shops.get(shopId)?.name ?? '');
  return {
    quarter,
    frozenAt: frozen?.frozenAt ?? null,
    checkedWeekEnd: frozen?.checkedWeekEnd ?? null,
    shopsNeeded: othersMin + 1,
    shopCount: shops.size,
    groups: groups.map((group) => ({
      ...{ groupId: group.groupId, level: group.level, type: typeOf(group, shops) },
      shopCount: group.contributorIds.length,
      readers: named(group.readerIds),
      published: bands.filter(({ groupId }) => groupId === group.groupId).map(({ metric }) => metric),
    })),
    without: named([...shops.keys()].filter((shopId) => !grouped.has(shopId))),
  };
}
