import { Worker } from 'node:worker_threads';
import { planRoutes } from './plan-routes.ts';
import type { RoutingPlan, RoutingProblem } from './types.ts';

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
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: problem });
    const timer = setTimeout(() => {
      reject(new Error('The routing thread took too long'));
      void worker.terminate();
    }, secondsMax * 1_000);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The routing thread ended without an answer'));
    });
  });
}
