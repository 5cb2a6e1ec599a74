import { allocate } from '../src/solvers/allocation/allocate.ts';
import { checkAllocation } from '../src/solvers/allocation/check.ts';
import { openHighs } from '../src/solvers/allocation/highs-engine.ts';
import type { LinearEngine } from '../src/solvers/allocation/linear.ts';
import { planAllocation } from '../src/solvers/allocation/plan-allocation.ts';
import type { AllocationPlan, AllocationProblem } from '../src/solvers/allocation/types.ts';
import { inventAllocation } from './allocation-instance.ts';
import type { BenchOptions, Figures } from './figures.ts';

/** What a line counts that nobody serves, in this bench: more than nearly any way to serve it. */
const unservedFen = 5_000;
const sizes = [
  { orders: 40, places: 12, cpuSeconds: [5] },
  { orders: 500, places: 20, cpuSeconds: [1, 5, 30] },
  { orders: 5_000, places: 50, cpuSeconds: [5, 30] },
] as const;
const seeds = [1, 2, 3];
const quickSecondsMax = 5;

/**
 * Invented evenings of orders: the greedy answer, then the whole ladder with more and more time, and how far it is at
 * most from the best of all. `best` is the cheapest placement known of the instance, whoever found it.
 */
export async function benchAllocation({ isQuick }: BenchOptions): Promise<Figures> {
  const engine = await openHighs();
  const rows = sizes.flatMap(({ orders, places, cpuSeconds }) =>
    seeds.flatMap((seed) => {
      const invented = inventAllocation(orders, places, seed);
      const problem = { ...invented, costs: { ...invented.costs, unservedFen } };
      const budgets = cpuSeconds.filter((seconds) => !isQuick || seconds <= quickSecondsMax);
      const runs = [greedy(problem), ...budgets.map((seconds) => ladder(problem, seconds, seed, engine))];
      const best = Math.min(...runs.map(({ costFen }) => costFen));
      const bound = Math.max(...runs.map(({ boundFen }) => boundFen));
      return runs.map((run) => ({
        ...{ orders, places, seed, ...run },
        boundFen: Math.round(Math.max(0, run.boundFen)),
        overBestPercent: percentOver(run.costFen, best),
        overBoundPercent: percentOver(run.costFen, bound),
      }));
    }),
  );
  return { allocation: rows };
}

function greedy(problem: AllocationProblem) {
  const { plan, seconds } = timed(() => allocate(problem, 0));
  return {
    way: 'greedy',
    cpuSeconds: seconds,
    ...figuresOf(problem, plan),
    boundFen: -Infinity,
    proved: false,
  };
}

function ladder(problem: AllocationProblem, cpuSeconds: number, seed: number, engine: LinearEngine) {
  const { plan: planned, seconds } = timed(() => planAllocation(problem, { cpuSeconds, seed, engine }));
  const { plan, boundFen, isProved } = planned;
  const way = `${cpuSeconds} s`;
  const told = { boundFen: boundFen ?? -Infinity, proved: isProved };
  return { way, cpuSeconds: seconds, ...figuresOf(problem, plan), ...told };
}

function timed<T>(work: () => T): { plan: T; seconds: number } {
  const began = process.threadCpuUsage();
  const plan = work();
  const { user, system } = process.threadCpuUsage(began);
  return { plan, seconds: Number(((user + system) / 1e6).toFixed(3)) };
}

function figuresOf(problem: AllocationProblem, plan: AllocationPlan) {
  const wrong = checkAllocation(problem, plan);
  if (wrong.length > 0) throw new Error(`Allocation does not hold: ${wrong[0]}`);
  const unserved = plan.unserved.length;
  const costFen = plan.served.reduce((sum, { cost }) => sum + cost.costFen, unserved * unservedFen);
  return { unserved, costFen };
}

function percentOver(costFen: number, floorFen: number): number {
  return Number(((costFen / floorFen - 1) * 100).toFixed(2));
}
