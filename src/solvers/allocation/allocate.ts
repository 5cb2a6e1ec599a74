import { describePlacement } from './describe.ts';
import { searchPlans } from './plan-search.ts';
import { tablesOf } from './tables.ts';
import type { AllocationPlan, AllocationProblem } from './types.ts';

/** Steps of the search, at least, at most and per order: some tenths of a second. */
const searchStepsMin = 4_000;
const searchStepsMax = 60_000;
const searchStepsPerOrder = 300;

/**
 * Serves every line that can be served, cheaply and at once: greedily, then a short search over plans with ejection
 * chains (`searchPlans`). What nobody can serve is reported with its reason. Deterministic.
 *
 * @param searchSteps steps after the first, greedy answer; 0 for that alone
 */
export function allocate(problem: AllocationProblem, searchSteps?: number): AllocationPlan {
  const steps = searchSteps ?? within(problem.orders.length * searchStepsPerOrder);
  return describePlacement(problem, searchPlans(tablesOf(problem), { steps }));
}

function within(steps: number): number {
  return Math.min(searchStepsMax, Math.max(searchStepsMin, steps));
}
