import { allocate } from '../src/solvers/allocation/allocate.ts';
import { checkAllocation } from '../src/solvers/allocation/check.ts';
import { lowerBound } from '../src/solvers/allocation/lower-bound.ts';
import type { AllocationPlan } from '../src/solvers/allocation/types.ts';
import { inventAllocation } from './allocation-instance.ts';
import type { BenchOptions, Figures } from './figures.ts';

/** What a line counts that nobody serves: more than any way to serve it, little enough for the bound to settle. */
const unservedFen = 5_000;
const sizes = [
  { orders: 500, places: 20, steps: [0, 60_000, 500_000, 2_000_000], rounds: 1_500 },
  { orders: 5_000, places: 50, steps: [0, 60_000, 500_000, 5_000_000], rounds: 400 },
] as const;
const seeds = [1, 2, 3];

/** Invented evenings of orders: the greedy answer, the search for longer and longer, and a bound nothing can beat. */
export async function benchAllocation({ isQuick }: BenchOptions): Promise<Figures> {
  const rows = sizes.flatMap(({ orders, places, steps, rounds }) =>
    (isQuick ? seeds.slice(0, 1) : seeds).flatMap((seed) => {
      const problem = inventAllocation(orders, places, seed);
      const runs = (isQuick ? steps.slice(0, -1) : steps).map((count) => {
        const began = process.threadCpuUsage();
        const plan = allocate(problem, count);
        const { user, system } = process.threadCpuUsage(began);
        const wrong = checkAllocation(problem, plan);
        if (wrong.length > 0) throw new Error(`Allocation does not hold: ${wrong[0]}`);
        return { steps: count, plan, cpuSeconds: Number(((user + system) / 1e6).toFixed(3)) };
      });
      const known = Math.min(...runs.map(({ plan }) => costOf(plan)));
      const bound = lowerBound(problem, unservedFen, known, isQuick ? rounds / 4 : rounds);
      return runs.map(({ plan, ...run }) => ({
        ...{ orders, places, seed, ...run, unserved: plan.unserved.length, costFen: costOf(plan) },
        overBoundPercent: Number(((costOf(plan) / bound - 1) * 100).toFixed(2)),
      }));
    }),
  );
  return { allocation: rows };
}

function costOf({ served, unserved }: AllocationPlan): number {
  return served.reduce((sum, { cost }) => sum + cost.costFen, 0) + unserved.length * unservedFen;
}
