import { parentPort, workerData } from 'node:worker_threads';
import { rankShops } from './rank-shops.ts';
import type { RankingTask } from './types.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(rankShops(workerData as RankingTask));
