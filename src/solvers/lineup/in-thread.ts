import { Worker } from 'node:worker_threads';
import { rankShops, type RankedShops } from './rank-shops.ts';
import type { RankingTask } from './types.ts';

/** Up to here ranking takes less than starting a thread; it learns nothing from so little. */
const rowsInline = 2_000;
const secondsMax = 900;

/**
 * `rankShops` without holding up whatever else this process does: learning takes minutes of CPU.
 *
 * @throws Error when the thread dies, or has no answer after a quarter of an hour
 */
export async function rankShopsInThread(task: RankingTask): Promise<RankedShops> {
  if (task.history.item.length <= rowsInline) return rankShops(task);
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
    const timer = setTimeout(() => {
      reject(new Error('The ranking thread took too long'));
      void worker.terminate();
    }, secondsMax * 1_000);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The ranking thread ended without an answer'));
    });
  });
}
