import { parentPort, workerData } from 'node:worker_threads';
import { planRoutes } from './plan-routes.ts';
import type { RoutingProblem } from './types.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(planRoutes(workerData as RoutingProblem));
