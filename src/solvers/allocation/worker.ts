import { parentPort, workerData } from 'node:worker_threads';
import { openHighs } from './highs-engine.ts';
import { planAllocation } from './plan-allocation.ts';
import type { AllocationTask, AllocationWord } from './in-thread.ts';

const { problem, cpuSeconds } = workerData as AllocationTask;
const tell = (word: AllocationWord): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(word);
};
const engine = await openHighs();
const planned = planAllocation(problem, {
  cpuSeconds,
  engine,
  onProgress: (progress) => tell({ progress }),
});
tell({ planned });
