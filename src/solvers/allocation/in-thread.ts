import { Worker } from 'node:worker_threads';
import type { AllocationProgress, PlannedAllocation } from './plan-allocation.ts';
import type { AllocationProblem } from './types.ts';

export interface AllocationTask {
  readonly problem: AllocationProblem;
  /** CPU seconds of the thread, about. */
  readonly cpuSeconds: number;
}

export type AllocationWord =
  | { readonly progress: AllocationProgress; readonly planned?: never }
  | { readonly planned: PlannedAllocation; readonly progress?: never };

/** Beyond its CPU seconds a thread may wait for a busy machine so many times as long. */
const patience = 8;
const startSeconds = 20;

/**
 * `planAllocation` with proof, in a thread of its own: nothing else waits for it.
 *
 * @throws Error when the thread dies, or has no answer in many times its budget
 */
export function planAllocationInThread(
  task: AllocationTask,
  onProgress?: (progress: AllocationProgress) => void,
): Promise<PlannedAllocation> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
    const timer = setTimeout(
      () => {
        reject(new Error('The allocation thread took too long'));
        void worker.terminate();
      },
      (startSeconds + task.cpuSeconds * patience) * 1_000,
    );
    worker.on('message', (word: AllocationWord) => {
      if (word.progress) onProgress?.(word.progress);
      else resolve(word.planned);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The allocation thread ended without an answer'));
    });
  });
}
