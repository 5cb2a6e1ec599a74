import { compile, type Compiled, type Objective } from './compile.ts';
import { describeAnswer } from './describe-answer.ts';
import { Annealing, type Budget, type Clock } from './engine/anneal.ts';
import { feasiblePlan } from './engine/feasible-plan.ts';
import { Search, type Plan } from './engine/search.ts';
import type { RoutingAnswer, RoutingInput } from './problem.ts';
import { checkInput } from './read-input.ts';

export interface SolveOptions {
  readonly budget: Budget;
  /** Equal seeds and a budget in iterations alone give equal answers. */
  readonly seed?: number;
  readonly objective?: Objective;
  /** Asked between batches of iterations, a few milliseconds apart; true ends the search with the best so far. */
  readonly isCancelled?: () => boolean;
  /** Hears of better plans as they are found. */
  readonly onBetter?: (price: number) => void;
  readonly clock?: Clock;
}

export interface Solved {
  readonly answer: RoutingAnswer;
  readonly iterations: number;
  /** What the search minimised, left-out units included: comparable between runs of one input and objective. */
  readonly price: number;
  /** Units left out although they must be served. */
  readonly owed: number;
}

/**
 * Plans routes: slack induction by string removals with simulated annealing. Any time, it holds a plan that keeps every
 * constraint; what must stay out of it is in `unassigned`. Warm: vehicles' `steps` are where the search starts.
 *
 * @throws Refusal malformed-routing, with the field and a remedy
 */
export function solveRouting(input: RoutingInput, options: SolveOptions): Solved {
  checkInput(input);
  const objective = options.objective ?? 'cost';
  const compiled = compile(input, objective);
  const { instance } = compiled;
  const search = new Search(instance, options.seed ?? 1);
  const running = runningPlan(input, compiled);
  const annealing = new Annealing(search, {
    budget: options.budget,
    clock: options.clock ?? threadCpuSeconds,
    isCancelled: options.isCancelled ?? (() => false),
    savesVehicles: objective === 'vehicles-then-cost',
    vehiclesMin: vehiclesMin(compiled),
    running: running && feasiblePlan(instance, running),
    onBetter: (_, price) => options.onBetter?.(price),
  });
  const plan = annealing.run();
  const { iterations, bestPrice: price, bestOwed: owed } = annealing;
  return { answer: describeAnswer(input, compiled, plan), iterations, price, owed };
}

function threadCpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** What all of it weighs, over what the largest vehicle carries. */
function vehiclesMin({ instance }: Compiled): number {
  const { units, dimensions, brought, taken, isOptional, classes, partner } = instance;
  let most = 1;
  if (partner.some((other) => other >= 0)) return most;
  for (let k = 0; k < dimensions; k += 1) {
    let bring = 0;
    let take = 0;
    for (const unit of units) {
      if (isOptional[unit] === 1) continue;
      bring += brought[unit * dimensions + k]!;
      take += taken[unit * dimensions + k]!;
    }
    const largest = Math.max(...classes.map(({ capacity }) => capacity[k]!));
    if (largest > 0) most = Math.max(most, Math.ceil(Math.max(bring, take) / largest - 1e-9));
  }
  return most;
}

/** The plan in the vehicles' steps, null when none has any. */
function runningPlan(input: RoutingInput, { visits }: Compiled): Plan | null {
  if (!input.vehicles.some(({ steps }) => steps?.length)) return null;
  const nodes = new Map(visits.map(({ type, task }, node) => [`${type} ${task.id}`, node]));
  return input.vehicles.map(({ steps = [] }) =>
    Int32Array.from(steps.flatMap(({ type, id }) => nodes.get(`${type} ${id}`) ?? [])),
  );
}
