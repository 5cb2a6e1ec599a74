import { parentPort, workerData } from 'node:worker_threads';
import { type RotaBudget, solveRota } from './solve-rota.ts';
import type { RotaProblem } from './types.ts';

const { problem, budget } = workerData as { problem: RotaProblem; budget: RotaBudget };
const answer = await solveRota(problem, budget);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(answer);
