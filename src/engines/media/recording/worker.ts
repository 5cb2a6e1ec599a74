import { parentPort, workerData } from 'node:worker_threads';
import { assemble, type AssembleTask } from './assemble.ts';

/** One movie per thread: an index of hours is built without holding up orders or live pictures. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await assemble(workerData as AssembleTask));
