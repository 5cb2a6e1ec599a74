import { describePlacement } from './describe.ts';
import { searchPlans } from './plan-search.ts';
import { costOf } from './prove.ts';
import { tablesOf } from './tables.ts';
import type { AllocationPlan, AllocationProblem } from './types.ts';

/** Steps of the search, at least, at most and per order: some tenths of a second. */
const searchStepsMin = 4_000;
const searchStepsMax = 60_000;
const searchStepsPerOrder = 300;
/** A handful of orders is searched from several beginnings: one may be stuck where another is not. */
const smallSeeds = [1, 2, 3];

/**
 * Serves every line that can be served, cheaply and at once: greedily, then a short search over plans with ejection
 * chains (`searchPlans`). What nobody can serve is reported with its reason. Deterministic.
 *
 * @param searchSteps steps after the first, greedy answer; 0 for that alone
 */
export function allocate(problem: AllocationProblem, searchSteps?: number): AllocationPlan {
  const steps = searchSteps ?? within(problem.orders.length * searchStepsPerOrder);
  const t = tablesOf(problem);
  const seeds = searchSteps === undefined && steps === searchStepsMin ? smallSeeds : [1];
  const found = seeds.map((seed) => searchPlans(t, { steps, seed }));
  const best = found.reduce((a, b) => (costOf(t, b) < costOf(t, a) ? b : a));
  return describePlacement(problem, best);
}

function within(steps: number): number {
  return Math.min(searchStepsMax, Math.max(searchStepsMin, steps));
}
