import { join } from 'node:path';
import { checkAnswer } from '../src/solvers/routing/check-answer.ts';
import type { Objective } from '../src/solvers/routing/compile.ts';
import { solveRouting } from '../src/solvers/routing/solve-routing.ts';
import { listPublished, type Published } from './routing-instances.ts';
import type { BenchOptions, Figures } from './figures.ts';

/** Instances of one kind, for how long each is searched, and what is asked of the mean. */
interface Family {
  readonly name: string;
  readonly sets: readonly string[];
  readonly isMember?: (instance: Published) => boolean;
  readonly objective: Objective;
  readonly cpuSeconds: number;
  readonly bar: string;
  /** What others published for the same kind of instance, on their machines. */
  readonly published: string;
  /** The share of the search time and the instances that the quick run takes. */
  readonly quickSeconds: number;
  readonly quickInstances: number;
}

const pyvrp = 'PyVRP 0.14: 0.31 % in 240–960 s; OR-Tools 4.4 %';

const families: readonly Family[] = [
  {
    ...{ name: 'cvrp-to-200', sets: ['cvrp-x'], isMember: ({ customers }) => customers <= 200 },
    ...{ objective: 'cost', cpuSeconds: 10, bar: '0.3 %', published: pyvrp },
    ...{ quickSeconds: 4, quickInstances: 2 },
  },
  {
    ...{ name: 'cvrp-to-500', sets: ['cvrp-x'], isMember: ({ customers }) => customers > 200 },
    ...{ objective: 'cost', cpuSeconds: 10, bar: '0.5 %', published: pyvrp },
    ...{ quickSeconds: 4, quickInstances: 1 },
  },
  {
    ...{ name: 'cvrp-small', sets: ['cvrp-small'], objective: 'cost', cpuSeconds: 1, bar: '–' },
    ...{ published: 'optimal values known', quickSeconds: 0.5, quickInstances: 4 },
  },
  {
    ...{ name: 'solomon-distance-1s', sets: ['vrptw-solomon100'], objective: 'cost', cpuSeconds: 1 },
    ...{ bar: '1.5 %', published: 'VROOM: 1.63 % in 0.36 s', quickSeconds: 1, quickInstances: 4 },
  },
  {
    ...{ name: 'solomon-distance-10s', sets: ['vrptw-solomon100'], objective: 'cost', cpuSeconds: 10 },
    ...{ bar: '0.3 %', published: 'PyVRP 0.14 (GH, 1,000): 0.65 %', quickSeconds: 4, quickInstances: 1 },
  },
  {
    ...{ name: 'vrptw-vehicles', sets: ['vrptw-solomon100', 'vrptw-gh200'], cpuSeconds: 60 },
    ...{ objective: 'vehicles-then-cost', bar: 'vehicles on 95 %, then 1 %' },
    ...{ published: 'best known by many', quickSeconds: 5, quickInstances: 2 },
  },
  {
    ...{ name: 'pdptw', sets: ['pdptw-lilim100'], objective: 'vehicles-then-cost', cpuSeconds: 30 },
    ...{ bar: 'vehicles on 90 %, then 0.5 %', published: 'best known (SINTEF, vrp-benchmarks)' },
    ...{ quickSeconds: 3, quickInstances: 2 },
  },
  {
    ...{ name: 'mdvrp', sets: ['mdvrp-cordeau'], objective: 'cost', cpuSeconds: 30, bar: '0.7 %' },
    ...{ published: 'best known', quickSeconds: 4, quickInstances: 1 },
  },
];

const seeds = [1, 2, 3] as const;

/**
 * Gap of the routing engine to the best known solutions: one core, CPU seconds, mean over instances and seeds. Every
 * answer passes the independent checker first.
 */
export async function benchRouting({ isQuick, data, only }: BenchOptions): Promise<Figures> {
  const folder = join(data, 'routing');
  const all = listPublished(folder);
  if (all.length === 0) {
    console.log(
      `Skipped: no routing instances at ${folder} (bks.tsv is missing); give their place with --data DIR.`,
    );
    return {};
  }
  const runs: Run[] = [];
  const summary = families
    .filter(({ name }) => only === undefined || name === only)
    .flatMap((family) => {
      const instances = all.filter(
        (one) => family.sets.includes(one.set) && (family.isMember?.(one) ?? true),
      );
      const chosen = isQuick ? spread(instances, family.quickInstances) : instances;
      if (chosen.length === 0) return [];
      const cpuSeconds = isQuick ? family.quickSeconds : family.cpuSeconds;
      const own = chosen.flatMap((instance) =>
        (isQuick ? seeds.slice(0, 1) : seeds).map((seed) => measure(family, instance, cpuSeconds, seed)),
      );
      runs.push(...own);
      return [summarise(family, cpuSeconds, own)];
    });
  return { 'gap to best known': summary, runs };
}

/** Some of them, from all over the list. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]!);
}

interface Run {
  readonly family: string;
  readonly instance: string;
  readonly seed: number;
  readonly cost: number;
  readonly gapPercent: number;
  readonly vehicles: number;
  readonly vehiclesBest: number | null;
  readonly iterationsPerSecond: number;
}

function measure({ name, objective }: Family, instance: Published, cpuSeconds: number, seed: number): Run {
  const input = instance.read();
  const began = process.threadCpuUsage();
  const { answer, iterations } = solveRouting(input, { budget: { cpuSeconds }, seed, objective });
  const { user, system } = process.threadCpuUsage(began);
  const wrong = checkAnswer(input, answer);
  if (wrong.length > 0 || answer.unassigned.length > 0)
    throw new Error(`${instance.id}: ${wrong[0] ?? `${answer.unassigned.length} left out`}`);
  const isHierarchical = objective === 'vehicles-then-cost';
  const best = isHierarchical ? instance.bestCost : (instance.bestDistance ?? instance.bestCost);
  const { cost, routes } = answer.summary;
  const run: Run = {
    ...{ family: name, instance: instance.id, seed, cost: round(cost, 2) },
    gapPercent: round((cost / best - 1) * 100, 3),
    vehicles: routes,
    vehiclesBest: isHierarchical ? instance.bestVehicles : null,
    iterationsPerSecond: Math.round(iterations / ((user + system) / 1e6)),
  };
  console.log(`${name} ${run.instance} seed ${seed}: gap ${run.gapPercent} %, ${routes} vehicles`);
  return run;
}

function summarise({ name, bar, published }: Family, cpuSeconds: number, runs: readonly Run[]) {
  const isEqual = ({ vehicles, vehiclesBest }: Run) => vehiclesBest === null || vehicles <= vehiclesBest;
  const equal = runs.filter(isEqual);
  const gaps = equal.map(({ gapPercent }) => gapPercent);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  const isHierarchical = runs.some(({ vehiclesBest }) => vehiclesBest !== null);
  return {
    family: name,
    cpuSeconds,
    runs: runs.length,
    vehiclesMatched: isHierarchical ? `${round((100 * equal.length) / runs.length, 1)} %` : '–',
    gapMeanPercent: round(mean, 3),
    gapWorstPercent: round(Math.max(0, ...gaps), 3),
    bar,
    published,
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
