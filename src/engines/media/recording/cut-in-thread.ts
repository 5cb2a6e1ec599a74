import { Worker } from 'node:worker_threads';
import type { Clip, Stretch } from '../port.ts';

/** Cuts in a thread of its own: the index of a movie of hours takes a while to read, and orders do not wait for it. */
export function cutInThread(moov: Uint8Array, stretch: Stretch): Promise<Clip | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./cut-worker.ts', import.meta.url), { workerData: { moov, stretch } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread of the clip ended without an answer')));
  });
}
