import { trainTrees } from '../trees/train-trees.ts';
import type { TreeModel } from '../trees/types.ts';
import { openCandidates, type Candidates } from './candidates.ts';
import { featureCount } from './features.ts';
import type { SalesHistory } from './history.ts';
import { findNeighbours } from './neighbours.ts';
import { readNetwork } from './network.ts';
import { ndcg, ndcgDepth } from './ndcg.ts';
import { bestItems, type Score } from './score.ts';

/** What a day to learn from asks: which of its candidates a shop sold on its next selling day. */
export interface Lesson {
  readonly shop: number;
  readonly candidates: Candidates;
  /** Everything sold on that day, candidates or not. */
  readonly sold: ReadonlySet<number>;
}

/** A shop's next selling day counts when it comes within as many days. */
export const horizonDays = 28;
/** Lessons are taken from as many days. Many shops are asked every two weeks, few shops every day. */
const lessonSpanDays = 84;
const lessonStepDaysMax = 14;
const lessonsWanted = 1_000;
/** A day to learn from has as many days of history before it. */
const historyDaysMin = 28;
/** Fewer selling days with something right among the candidates teach noise. */
export const lessonsMin = 300;
/** Of the candidates that did not sell this share is learned from, in tenths: there are many, and they are alike. */
const unsoldTenths = 3;

const training = {
  objective: 'lambdarank',
  ...{ rounds: 150, leaves: 7, learningRate: 0.08, columnShare: 0.7, leafRowsMin: 40, bins: 64 },
} as const;

/** What every shop that sold something before the day could have been asked, with the right answers. */
export function lessonsOf(history: SalesHistory, day: number): Lesson[] {
  const network = readNetwork(history, day);
  const candidatesOf = openCandidates(network, findNeighbours(network));
  const lessons: Lesson[] = [];
  for (let shop = 0; shop < history.shopCount; shop++) {
    if (network.end[shop] === network.start[shop]) continue;
    const sold = nextSellingDay(history, shop, network.end[shop]!, day + horizonDays);
    if (sold.size > 0) lessons.push({ shop, candidates: candidatesOf(shop), sold });
  }
  return lessons;
}

/** Items of the shop's first selling day from this row on, if it lies before `until`. */
function nextSellingDay(
  { shop, item, day }: SalesHistory,
  of: number,
  from: number,
  until: number,
): Set<number> {
  const sold = new Set<number>();
  const at = day[from];
  if (shop[from] !== of || at === undefined || at >= until) return sold;
  for (let row = from; shop[row] === of && day[row] === at; row++) sold.add(item[row]!);
  return sold;
}

export interface LearnedRanking {
  readonly model: TreeModel;
  readonly lessons: number;
}

/**
 * Learns the order of candidates (LambdaMART, Burges 2010) from days whose answers lie before `asOf`. Null where there
 * is too little to learn from.
 */
export function learnRanking(history: SalesHistory, asOf: number, seed: number): LearnedRanking | null {
  const firstDay = history.day.reduce((first, day) => Math.min(first, day), asOf);
  const lessons: Lesson[] = [];
  const step = stepDays(history.shopCount);
  for (let back = 0; back < lessonSpanDays; back += step) {
    const day = asOf - horizonDays - back;
    if (day < firstDay + historyDaysMin) break;
    lessons.push(...lessonsOf(history, day).filter(hasAnswer));
  }
  if (lessons.length < lessonsMin) return null;
  return { model: trainTrees(toColumns(lessons), { ...training, seed }), lessons: lessons.length };
}

function stepDays(shopCount: number): number {
  const step = Math.floor((lessonSpanDays * shopCount) / lessonsWanted);
  return Math.max(1, Math.min(lessonStepDaysMax, step));
}

function hasAnswer({ candidates, sold }: Lesson): boolean {
  return candidates.items.some((item) => sold.has(item));
}

function toColumns(lessons: readonly Lesson[]) {
  const chosen = lessons.map(({ shop, candidates: { items }, sold }) =>
    [...items.keys()].filter((at) => sold.has(items[at]!) || scatter(shop, items[at]!) % 10 < unsoldTenths),
  );
  const rowCount = chosen.reduce((sum, { length }) => sum + length, 0);
  const columns = Array.from({ length: featureCount }, () => new Float32Array(rowCount));
  const target = new Float32Array(rowCount);
  let row = 0;
  lessons.forEach(({ candidates: { items, values }, sold }, lesson) => {
    for (const at of chosen[lesson]!) {
      for (let feature = 0; feature < featureCount; feature++)
        columns[feature]![row] = values[at * featureCount + feature]!;
      target[row] = sold.has(items[at]!) ? 1 : 0;
      row++;
    }
  });
  return { columns, target, groups: Int32Array.from(chosen, ({ length }) => length) };
}

/** A number that looks drawn and is the same every time (finaliser of MurmurHash3, Appleby). */
function scatter(shop: number, item: number): number {
  let mixed = Math.imul(shop, 0x9e3779b1) ^ Math.imul(item, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Mean NDCG@10 of a score over lessons: 1 when the ten best places hold what sold. */
export function meanNdcg(lessons: readonly Lesson[], score: Score): number {
  const sum = lessons.reduce((total, { candidates, sold }) => {
    const best = bestItems(candidates, score(candidates), ndcgDepth);
    return total + ndcg(best, sold);
  }, 0);
  return lessons.length > 0 ? sum / lessons.length : 0;
}
