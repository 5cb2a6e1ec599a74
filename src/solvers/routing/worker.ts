import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadTask } from './in-thread.ts';
import { planRoutes } from './plan-routes.ts';
import { solveRouting, type Solved } from './solve-routing.ts';
import type { RoutingPlan } from './types.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(run(workerData as ThreadTask));

function run(task: ThreadTask): RoutingPlan | Solved {
  if (task.kind === 'wave') return planRoutes(task.problem);
  const { input, seed, budget, objective } = task;
  const flag = new Int32Array(task.cancelled);
  return solveRouting(input, { seed, budget, objective, isCancelled: () => Atomics.load(flag, 0) === 1 });
}
