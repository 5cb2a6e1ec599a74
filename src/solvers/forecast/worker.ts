import { parentPort, workerData } from 'node:worker_threads';
import { startAugurs } from './augurs.ts';
import { backtest } from './backtest.ts';
import { fitForecast } from './fit-forecast.ts';
import type { ThreadAsk } from './in-thread.ts';
import { forecast } from './make-forecast.ts';

const { panel, asOf, options, task } = workerData as ThreadAsk;
const smoother = startAugurs();
const onProgress = (share: number) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ progress: share });
};

function work() {
  const told = { ...options, smoother, onProgress };
  if (task.kind === 'backtest') return backtest(panel, asOf, told);
  if (task.kind === 'fit') return fitForecast(panel, asOf, told);
  return forecast(task.artifact, panel, asOf, options.horizon, smoother);
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage({ result: work() });
