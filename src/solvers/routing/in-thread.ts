import { Worker } from 'node:worker_threads';
import { workInThread } from '../thread/in-thread.ts';
import { checkAnswer } from './check-answer.ts';
import type { Objective } from './compile.ts';
import type { Budget } from './engine/anneal.ts';
import type { RoutingInput } from './problem.ts';
import { planRoutes } from './plan-routes.ts';
import { checkInput } from './read-input.ts';
import type { Solved } from './solve-routing.ts';
import type { RoutingPlan, RoutingProblem } from './types.ts';

/** What a thread is handed: a wave of parcels, or one of the seeds of a search. */
export type ThreadTask = { readonly kind: 'wave'; readonly problem: RoutingProblem } | SeedTask;

/** Up to here planning takes less than starting a thread. */
const parcelsInline = 12;
const secondsMax = 20;

/**
 * `planRoutes` without holding up whatever else this process does: larger waves are planned in a thread of their own.
 *
 * @throws Error when the thread dies, or has no answer after twenty seconds
 */
export async function planRoutesInThread(problem: RoutingProblem): Promise<RoutingPlan> {
  if (problem.parcels.length <= parcelsInline) return planRoutes(problem);
  return workInThread({
    worker: new URL('./worker.ts', import.meta.url),
    task: { kind: 'wave', problem } satisfies ThreadTask,
    ...{ name: 'routing', secondsMax },
    answerIn: (plan: RoutingPlan) => plan,
  });
}

/** More threads than this gain little: seeds repeat each other's work. */
const seedsMax = 16;

export interface CoresOptions {
  /** Of each seed, in CPU seconds of its own thread or in iterations. */
  readonly budget: Budget;
  /** One thread for each. Equal seeds and a budget in iterations alone give equal answers. */
  readonly seeds: readonly number[];
  readonly objective?: Objective;
  /** Aborted, every thread ends with its best so far, and the best of those is the answer. */
  readonly signal?: AbortSignal;
}

/** One seed of many. */
interface SeedTask {
  readonly kind: 'seed';
  readonly input: RoutingInput;
  readonly seed: number;
  readonly budget: Budget;
  readonly objective: Objective;
  /** One Int32: 1 once cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

/**
 * `solveRouting` with several seeds at once, one thread each, and the best of what they found. Every answer passes the
 * independent checker before it may win.
 *
 * @throws Refusal malformed-routing
 * @throws Error when a thread dies or its answer does not hold; the other threads are ended
 */
export async function solveOnCores(input: RoutingInput, options: CoresOptions): Promise<Solved> {
  checkInput(input);
  const { seeds, signal, budget, objective = 'cost' } = options;
  if (seeds.length === 0 || seeds.length > seedsMax)
    throw new RangeError(`Give 1 to ${seedsMax} seeds, not ${seeds.length}`);
  const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  const workers: Worker[] = [];
  try {
    const found = await Promise.all(
      seeds.map((seed) => runSeed({ kind: 'seed', input, seed, budget, objective, cancelled }, workers)),
    );
    return found.reduce((best, other) => (isBetter(other, best, objective) ? other : best));
  } finally {
    signal?.removeEventListener('abort', cancel);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function runSeed(task: SeedTask, workers: Worker[]): Promise<Solved> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task satisfies ThreadTask,
  });
  workers.push(worker);
  const solved = await new Promise<Solved>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`The routing thread of seed ${task.seed} ended unheard`)));
  });
  const wrong = checkAnswer(task.input, solved.answer);
  if (wrong.length > 0) throw new Error(`Routes of seed ${task.seed} do not hold: ${wrong[0]}`);
  return solved;
}

/** Who serves more of those who must be served; then fewer vehicles, if they come first; then the price. */
function isBetter(one: Solved, other: Solved, objective: Objective): boolean {
  if (one.owed !== other.owed) return one.owed < other.owed;
  const routes = one.answer.summary.routes - other.answer.summary.routes;
  if (objective === 'vehicles-then-cost' && routes !== 0) return routes < 0;
  return one.price < other.price;
}
