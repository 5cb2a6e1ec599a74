import { z } from 'zod';
import {
  beginForecast,
  failForecast,
  gatherForecastInput,
  keepForecast,
  noteForecastProgress,
} from '../../domains/insight/index.ts';
import { planReplenishment } from '../../solvers/replenishment/plan-replenishment.ts';
import type { JobWorker } from '../job-worker.ts';

const payload = z.object({ runId: z.uuid() });

/**
 * Gathers, computes in threads of their own, keeps. Taken up again after a crash it begins anew; an engine that fails ends
 * the run, and the next night has another.
 */
export const runForecast: JobWorker = {
  queue: 'run-forecast',
  async handle({ funnel }, { allianceId, data }) {
    const { runId } = payload.parse(data);
    const scope = { allianceId, actor: null };
    if (!(await funnel.transact(scope, (tx) => beginForecast(tx, runId)))) return;
    const input = await funnel.read(scope, gatherForecastInput);
    if (!input) return funnel.transact(scope, (tx) => failForecast(tx, runId, 'nothing-sold'));
    let writing = Promise.resolve();
    const onProgress = (percent: number): void => {
      writing = writing.then(() => funnel.transact(scope, (tx) => noteForecastProgress(tx, runId, percent)));
      writing.catch(() => {}); // awaited below; a failure must not be unhandled meanwhile
    };
    try {
      const plan = await planReplenishment(input.task, onProgress);
      await writing;
      await funnel.transact(scope, (tx) => keepForecast(tx, runId, input, plan));
    } catch (error) {
      await funnel.transact(scope, (tx) => failForecast(tx, runId, 'defect'));
      throw error;
    }
  },
};
