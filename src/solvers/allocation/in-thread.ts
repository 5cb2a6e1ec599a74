import { workInThread } from '../thread/in-thread.ts';
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
  return workInThread({
    ...{ worker: new URL('./worker.ts', import.meta.url), task, name: 'allocation' },
    secondsMax: startSeconds + task.cpuSeconds * patience,
    answerIn({ progress, planned }: AllocationWord) {
      if (progress) onProgress?.(progress);
      return planned;
    },
  });
}
