import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newItemDays, openCandidates } from '../src/solvers/lineup/candidates.ts';
import { valueOf } from '../src/solvers/lineup/features.ts';
import type { SalesHistory } from '../src/solvers/lineup/history.ts';
import { learnRanking, lessonsOf, type Lesson } from '../src/solvers/lineup/learn.ts';
import { ndcg, ndcgDepth } from '../src/solvers/lineup/ndcg.ts';
import { findNeighbours } from '../src/solvers/lineup/neighbours.ts';
import { never, readNetwork, type Network } from '../src/solvers/lineup/network.ts';
import { bestItems, blendScore, learnedScore, type Score } from '../src/solvers/lineup/score.ts';
import type { BenchOptions, Figures } from './figures.ts';
import { frozenBaselines } from './recommend-baselines.ts';
import { dateOf, dayNumber, readRetailBaskets } from './retail-baskets.ts';

/** Days that split the calendar when none is given. The ranking was tuned on splits before them. */
const reportedSplits = ['2011-07-01', '2011-08-01'] as const;
const windowDays = 28;
const seeds = [1, 2, 3] as const;
const bar = 'GP-TopFreq';
const strong = 'GP-TopFreq, ties by popularity';

/**
 * Line-up ranking on Online Retail: customers stand for shops, and what one buys on the first day it comes in the four
 * weeks from the split for its next live. Everything looked at or learned from lies before the split. With --from the
 * first split is that day, and every four weeks after it another, as far as the data goes.
 */
export async function benchRecommend({ isQuick, data, from }: BenchOptions): Promise<Figures> {
  const file = join(data, 'retail', 'online_retail.csv.gz');
  if (!existsSync(file)) {
    console.log(`Skipped: no sales at ${file}; give the place of the data with --data DIR.`);
    return {};
  }
  const { history, lastDay } = await readRetailBaskets(file);
  const all = from === undefined ? reportedSplits.map(dayNumber) : splitsFrom(dayNumber(from), lastDay);
  const splits = isQuick ? all.slice(-1) : all;
  const measured = splits.map((split) => measure(history, split, isQuick ? seeds.slice(0, 1) : seeds));
  return {
    'next line-up, strict calendar split': measured.flatMap(({ rows }) => rows),
    ...(measured.length > 1 ? { 'mean over splits': meanOf(measured.map(({ rows }) => rows)) } : {}),
    'items new to the shop, own metric': measured.flatMap(({ fresh }) => fresh),
    'speed on one core, CPU time': measured.map(({ speed }) => speed),
  };
}

function splitsFrom(first: number, lastDay: number): number[] {
  const splits: number[] = [];
  // Windows that the data ends in hold those alone who come often; only the first may be one.
  for (let day = first; splits.length === 0 || day + windowDays <= lastDay + 1; day += windowDays)
    splits.push(day);
  return splits;
}

interface Row {
  readonly split: string;
  readonly method: string;
  readonly shops: number;
  readonly recall10: number;
  readonly ndcg10: number;
  /** Of NDCG@10, in percent. */
  readonly overGpTopFreq: number;
  readonly overStrongest: number;
}

function measure(history: SalesHistory, split: number, ownSeeds: readonly number[]) {
  const lessons = lessonsOf(history, split);
  const baselines = Object.entries(frozenBaselines(history, split)).map(([method, rank]) =>
    judge(split, method, lessons, ({ shop }) => rank(shop, ndcgDepth)),
  );
  const learned = ownSeeds.map((seed) => {
    const began = cpuSeconds();
    const ranking = learnRanking(history, split, seed);
    // What the product does, too, with so little.
    if (ranking === null) console.log(`Too little before ${dateOf(split)} to learn from: the blend ranks.`);
    const score = ranking ? learnedScore(ranking.model) : blendScore;
    return { score, seconds: cpuSeconds() - began, lessons: ranking?.lessons ?? 0 };
  });
  const own = [
    judge(split, 'blend, nothing learned', lessons, ranker(blendScore)),
    ...learned.map(({ score }, at) =>
      judge(split, `line-up ranking, seed ${ownSeeds[at]}`, lessons, ranker(score)),
    ),
  ];
  const [first] = learned;
  return {
    rows: compared([...baselines, ...own]),
    fresh: judgeFresh(history, split, lessons, first!.score),
    speed: {
      split: dateOf(split),
      learnSeconds: round(first!.seconds, 1),
      lessons: first!.lessons,
      ...rankAll(history, split, first!.score),
    },
  };
}

function ranker(score: Score): (lesson: Lesson) => number[] {
  return ({ candidates }) => bestItems(candidates, score(candidates), ndcgDepth);
}

function judge(
  split: number,
  method: string,
  lessons: readonly Lesson[],
  rank: (lesson: Lesson) => number[],
) {
  let recall = 0;
  let gain = 0;
  for (const lesson of lessons) {
    const ranked = rank(lesson);
    recall += ranked.filter((item) => lesson.sold.has(item)).length / lesson.sold.size;
    gain += ndcg(ranked, lesson.sold);
  }
  const shops = lessons.length;
  return { split: dateOf(split), method, shops, recall10: recall / shops, ndcg10: gain / shops };
}

function compared(rows: readonly ReturnType<typeof judge>[]): Row[] {
  const of = (name: string) => rows.find(({ method }) => method === name)!.ndcg10;
  return rows.map((row) => ({
    ...row,
    recall10: round(row.recall10, 4),
    ndcg10: round(row.ndcg10, 4),
    overGpTopFreq: round((row.ndcg10 / of(bar) - 1) * 100, 1),
    overStrongest: round((row.ndcg10 / of(strong) - 1) * 100, 1),
  }));
}

function meanOf(splits: readonly (readonly Row[])[]): object[] {
  return splits[0]!.map(({ method }, at) => {
    const mean = (of: (row: Row) => number, digits: number) =>
      round(splits.reduce((sum, rows) => sum + of(rows[at]!), 0) / splits.length, digits);
    return {
      method,
      recall10: mean((row) => row.recall10, 4),
      ndcg10: mean((row) => row.ndcg10, 4),
      overGpTopFreq: mean((row) => row.overGpTopFreq, 1),
      overStrongest: mean((row) => row.overStrongest, 1),
    };
  });
}

const freshPlaces = 3;

/** What the places for trying out are worth: of items the shop never bought, the best three by each method. */
function judgeFresh(
  history: SalesHistory,
  split: number,
  lessons: readonly Lesson[],
  learned: Score,
): object[] {
  const network = readNetwork(history, split);
  const isUntried = ({ candidates }: Lesson, at: number) => valueOf(candidates.values, at, 'ownCount') === 0;
  const isNewToAll = (item: number) => isNewIn(network, item);
  const trend: Score = ({ items }) => Float64Array.from(items, (item) => network.sold28[item]!);
  const methods = { 'best sellers of 28 days': trend, blend: blendScore, learned: learned };
  return Object.entries(methods).flatMap(([method, score]) =>
    [false, true].map((onlyNew) => {
      let hits = 0;
      let shops = 0;
      for (const lesson of lessons) {
        const { candidates, sold } = lesson;
        const scores = score(candidates).map((one, at) =>
          isUntried(lesson, at) && (!onlyNew || isNewToAll(candidates.items[at]!)) ? one : -Infinity,
        );
        shops++;
        if (bestItems(candidates, scores, freshPlaces).some((item) => sold.has(item))) hits++;
      }
      const what = onlyNew ? 'new to all shops' : 'new to the shop';
      return { split: dateOf(split), what, method, hitRateAt3: round(hits / shops, 4) };
    }),
  );
}

function isNewIn({ firstDay, asOf }: Network, item: number): boolean {
  return firstDay[item] !== never && asOf - firstDay[item]! <= newItemDays;
}

/** Every shop that ever sold something is ranked once: candidates, what is known of them, score, order. */
function rankAll(history: SalesHistory, split: number, score: Score): object {
  const began = cpuSeconds();
  const network = readNetwork(history, split);
  const neighbours = findNeighbours(network);
  const preparedAt = cpuSeconds();
  const candidatesOf = openCandidates(network, neighbours);
  let shops = 0;
  for (let shop = 0; shop < history.shopCount; shop++) {
    if (network.end[shop] === network.start[shop]) continue;
    const candidates = candidatesOf(shop);
    bestItems(candidates, score(candidates), ndcgDepth);
    shops++;
  }
  const seconds = cpuSeconds() - preparedAt;
  return {
    prepareSeconds: round(preparedAt - began, 2),
    shops,
    shopsPerSecond: Math.round(shops / seconds),
    withPreparing: Math.round(shops / (cpuSeconds() - began)),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
