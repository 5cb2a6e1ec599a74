import { Worker } from 'node:worker_threads';
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
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { problem, budget } });
    const stop = (error: Error): void => {
      reject(error);
      void worker.terminate();
    };
    const timer = setTimeout(
      () => stop(new Error('The rota thread took too long')),
      budget.seconds * 1_000 * patienceFactor,
    );
    const abort = (): void => stop(signal?.reason as Error);
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      reject(new Error('The rota thread ended without an answer'));
    });
  });
}
