import { workInThread } from '../thread/in-thread.ts';
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
  return workInThread({
    ...{ worker: new URL('./worker.ts', import.meta.url), task, name: 'ranking', secondsMax },
    answerIn: (ranked: RankedShops) => ranked,
  });
}
