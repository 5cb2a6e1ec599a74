import { describePlacement } from './describe.ts';
import type { LinearEngine } from './linear.ts';
import { lowerBound } from './lower-bound.ts';
import { searchPlans, type Placement } from './plan-search.ts';
import { linesMax } from './price-plans.ts';
import { limitsOf } from './prices.ts';
import { costOf, prove } from './prove.ts';
import { searchWindows } from './search-windows.ts';
import { tablesOf, type Tables } from './tables.ts';
import type { AllocationPlan, AllocationProblem } from './types.ts';

/** Up to here a linear program over plans is worth its time. */
const provedOrdersMax = 500;
/** Steps of the search before that program, per order, and of the search alone, per CPU second. */
const stepsPerOrder = 1_000;
const stepsPerSecond = 250_000;
/** Of the time of a large batch this share goes to the bound, and so many rounds at most. */
const boundShare = 0.15;
const boundRoundsMax = 400;

export interface PlanAllocationOptions {
  /** CPU seconds of this thread, about. */
  readonly cpuSeconds: number;
  readonly seed?: number;
  /** Proves small batches; without it they are searched and bounded like large ones. */
  readonly engine?: LinearEngine | null;
  readonly clock?: () => number;
  readonly isCancelled?: () => boolean;
  /** How far it is, and how good: from the first, greedy answer on. */
  readonly onProgress?: (progress: AllocationProgress) => void;
}

export interface AllocationProgress {
  readonly stage: 'served' | 'searched' | 'proving' | 'done';
  readonly costFen: number;
  /** Nothing can cost less; null when nothing is known yet. */
  readonly boundFen: number | null;
}

export interface PlannedAllocation {
  readonly plan: AllocationPlan;
  readonly costFen: number;
  readonly boundFen: number | null;
  readonly isProved: boolean;
}

/**
 * The whole ladder: a greedy answer, a search (over moving windows of neighbouring orders when there are many), then a
 * proof where the batch is small, else a bound. Ends early when it is proved or cancelled, with the best so far.
 */
export function planAllocation(
  problem: AllocationProblem,
  options: PlanAllocationOptions,
): PlannedAllocation {
  const t = tablesOf(problem);
  const clock = options.clock ?? threadCpuSeconds;
  const until = clock() + options.cpuSeconds;
  const isOver = () => clock() >= until || options.isCancelled?.() === true;
  const tell = (stage: AllocationProgress['stage'], costFen: number, boundFen: number | null) =>
    options.onProgress?.({ stage, costFen, boundFen });
  const seed = options.seed ?? 1;
  const first = searchPlans(t, { steps: 0, seed });
  tell('served', costOf(t, first), null);
  const end =
    t.orders <= provedOrdersMax && options.engine && isPartable(t)
      ? proveSmall(t, first, { ...options, engine: options.engine, isOver, seed, tell })
      : boundLarge(t, problem, first, { cpuSeconds: options.cpuSeconds, isOver, clock, seed, tell });
  tell('done', end.costFen, end.boundFen);
  return { ...end, plan: describePlacement(problem, end.placement) };
}

type Tell = (stage: AllocationProgress['stage'], costFen: number, boundFen: number | null) => void;

interface Ended {
  readonly placement: Placement;
  readonly costFen: number;
  readonly boundFen: number | null;
  readonly isProved: boolean;
}

function proveSmall(
  t: Tables,
  start: Placement,
  { engine, isOver, seed, tell }: { engine: LinearEngine; isOver: () => boolean; seed: number; tell: Tell },
): Ended {
  const searched = searchPlans(t, { start, steps: t.orders * stepsPerOrder, seed, isOver });
  tell('searched', costOf(t, searched), null);
  return prove(t, {
    engine,
    start: searched,
    isOver,
    onProgress: ({ costFen, boundFen }) => tell('proving', costFen, boundFen),
  });
}

function boundLarge(
  t: Tables,
  problem: AllocationProblem,
  start: Placement,
  parts: { cpuSeconds: number; isOver: () => boolean; clock: () => number; seed: number; tell: Tell },
): Ended {
  const { cpuSeconds, isOver, clock, seed, tell } = parts;
  const steps = Math.ceil(cpuSeconds * (1 - boundShare) * stepsPerSecond);
  const from = clock();
  const isSearchOver = () => isOver() || clock() - from >= cpuSeconds * (1 - boundShare);
  const placement = searchWindows(t, problem, { start, steps, seed, isOver: isSearchOver });
  const costFen = costOf(t, placement);
  tell('searched', costFen, null);
  if (!isPartable(t)) return { placement, costFen, boundFen: null, isProved: false };
  const bound = lowerBound(t, limitsOf(t), { rounds: boundRoundsMax, knownFen: costFen, isOver });
  const boundFen = Number.isFinite(bound.boundFen) ? Math.min(costFen, bound.boundFen) : null;
  return { placement, costFen, boundFen, isProved: boundFen !== null && costFen - boundFen < 1 };
}

function isPartable(t: Tables): boolean {
  for (let o = 0; o < t.orders; o += 1) if (t.firstLine[o + 1]! - t.firstLine[o]! > linesMax) return false;
  return true;
}

function threadCpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
