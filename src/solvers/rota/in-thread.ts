import { workInThread } from '../thread/in-thread.ts';
import type { RotaAnswer, RotaBudget } from './solve-rota.ts';
import type { RotaProblem } from './types.ts';

/** Two searches and the start of the thread may take this much longer than the budget says. */
const patienceFactor = 3;

/**
 * `solveRota` in a thread of its own: the solver blocks whoever runs it.
 *
 * @throws Error when the thread dies or has no answer in time · AbortError when `signal` asks it to stop
 */
export function solveRotaInThread(
  problem: RotaProblem,
  budget: RotaBudget,
  signal?: AbortSignal,
): Promise<RotaAnswer> {
  return workInThread({
    ...{ worker: new URL('./worker.ts', import.meta.url), task: { problem, budget }, name: 'rota' },
    secondsMax: budget.seconds * patienceFactor,
    ...(signal && { signal }),
    answerIn: (answer: RotaAnswer) => answer,
  });
}
