import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nextPublication } from '../src/solvers/benchmark/bands.ts';
import { formPeerGroups } from '../src/solvers/benchmark/peer-groups.ts';
import { peerLevels, type PeerGroup, type Publication } from '../src/solvers/benchmark/types.ts';
import { nodeCpu } from './cpu.ts';
import type { BenchOptions, Figures } from './figures.ts';
import { payFile, readShops, shopFile, type MeasuredShop } from './koubei-shops.ts';

const weekMs = 7 * 86_400_000;
const windowWeeks = 4;
/** Windows of the quick run and of the whole: each ends a week after the one before. */
const weeksQuick = 4;
const weeksAll = 13;
const asked = '1,994 of 2,000 (99.7 %)';

/**
 * Peer groups of real shops: how many get one, how narrow, what one shop's leaving tells the others, and the time a
 * quarter of weekly bands takes. The figure is payments a day; `--from` is the last day of the first window.
 */
export async function benchBenchmark({ isQuick, data, from }: BenchOptions): Promise<Figures> {
  const folder = join(data, 'retail');
  if (![shopFile, payFile].every((file) => existsSync(join(folder, file)))) {
    console.log(
      `Skipped: ${folder} has no ${shopFile} and ${payFile}; give the folder above it with --data DIR.`,
    );
    return {};
  }
  const shops = await readShops(folder);
  const began = nodeCpu();
  const groups = formPeerGroups(shops);
  const groupMs = (nodeCpu() - began) / 1_000;
  const lastDay = shops.flatMap(({ days }) => [...days.keys()]).reduce((a, b) => (a > b ? a : b), '');
  const weeks = isQuick ? weeksQuick : weeksAll;
  const firstEnd = from ? Date.parse(from) : Date.parse(lastDay) - (weeks - 1) * weekMs;
  return {
    'shops with a peer group': [coverage(shops, groups, groupMs)],
    'by circle': byLevel(groups),
    'weekly bands and the leaving of one shop': publishWeeks(shops, groups, firstEnd, weeks),
  };
}

function coverage(shops: readonly MeasuredShop[], groups: readonly PeerGroup[], cpuMs: number) {
  const withGroup = groups.reduce((sum, { readerIds }) => sum + readerIds.length, 0);
  return {
    ...{ shops: shops.length, withGroup },
    percent: Number(((100 * withGroup) / shops.length).toFixed(2)),
    ...{ asked, groups: groups.length, cpuMs: Math.round(cpuMs) },
  };
}

function byLevel(groups: readonly PeerGroup[]) {
  return peerLevels.map((level) => {
    const own = groups.filter((group) => group.level === level);
    const sizes = own.map(({ contributorIds }) => contributorIds.length).sort((a, b) => a - b);
    return {
      ...{ level, groups: own.length },
      readers: own.reduce((sum, { readerIds }) => sum + readerIds.length, 0),
      smallest: sizes[0] ?? 0,
      median: sizes[Math.floor(sizes.length / 2)] ?? 0,
    };
  });
}

/** Each week: bands renewed, then every shop taken out of every answer it is in, one at a time. */
function publishWeeks(
  shops: readonly MeasuredShop[],
  groups: readonly PeerGroup[],
  firstEnd: number,
  weeks: number,
) {
  let last: (Publication | null)[] = groups.map(() => null);
  return Array.from({ length: weeks }, (_, week) => {
    const end = firstEnd + week * weekMs;
    const figures = new Map(shops.map((shop) => [shop.shopId, perDay(shop, end)]));
    const began = nodeCpu();
    last = groups.map((group, i) => nextPublication(last[i]!, valuesOf(group, figures), 'volume'));
    const cpuMs = (nodeCpu() - began) / 1_000;
    const { tried, changed, changedWithoutMemory } = takeOutEach(last);
    return {
      windowEnds: new Date(end).toISOString().slice(0, 10),
      published: last.filter(Boolean).length,
      ...{ removalsTried: tried, answersChanged: changed, withoutTheRule: changedWithoutMemory },
      cpuMs: Math.round(cpuMs),
    };
  });
}

function takeOutEach(published: readonly (Publication | null)[]) {
  const count = { tried: 0, changed: 0, changedWithoutMemory: 0 };
  for (const before of published) {
    if (!before) continue;
    for (const gone of before.values.keys()) {
      const values = new Map([...before.values].filter(([shopId]) => shopId !== gone));
      const isSame = (after: Publication | null) => cutsOf(after) === cutsOf(before);
      count.tried += 1;
      if (!isSame(nextPublication(before, values, 'volume'))) count.changed += 1;
      if (!isSame(nextPublication(null, values, 'volume'))) count.changedWithoutMemory += 1;
    }
  }
  return count;
}

function cutsOf(publication: Publication | null): string {
  if (!publication) return '';
  const { lower, median, upper } = publication.bands;
  return [lower, median, upper].join(' ');
}

/** Payments a trading day in the four weeks up to `end`; null for a shop that did not trade. */
function perDay({ days }: MeasuredShop, end: number): number | null {
  let sum = 0;
  let traded = 0;
  for (let i = 0; i < windowWeeks * 7; i += 1) {
    const count = days.get(new Date(end - i * 86_400_000).toISOString().slice(0, 10));
    if (count === undefined) continue;
    sum += count;
    traded += 1;
  }
  return traded === 0 ? null : sum / traded;
}

function valuesOf(group: PeerGroup, figures: ReadonlyMap<string, number | null>): Map<string, number> {
  return new Map(
    group.contributorIds.flatMap((shopId) => {
      const value = figures.get(shopId) ?? null;
      return value === null ? [] : [[shopId, value]];
    }),
  );
}
