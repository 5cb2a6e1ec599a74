import { z } from 'zod';
import { endPlan, failPlan, takeRun } from '../../domains/rota/index.ts';
import { solveRotaInThread } from '../../solvers/rota/in-thread.ts';
import type { JobWorker } from '../job-worker.ts';

const payload = z.object({ runId: z.uuid() });
/** Most weeks are proven in two; what is best after this is taken. */
const searchSeconds = 10;

/** Plans a week in a thread of its own: no transaction is open and no order waits while it thinks. */
export const planRota: JobWorker = {
  queue: 'plan-rota',
  async handle({ funnel }, { allianceId, data }) {
    const { runId } = payload.parse(data);
    const scope = { allianceId, actor: null };
    const week = await funnel.transact(scope, (tx) => takeRun(tx, runId));
    if (week === null) return;
    try {
      const answer = await solveRotaInThread(week.problem, { seconds: searchSeconds });
      await funnel.transact(scope, (tx) => endPlan(tx, runId, week, answer));
    } catch (error) {
      // Said on the page and in the log; asking again is a person's decision.
      await funnel.transact(scope, (tx) => failPlan(tx, runId));
      throw error;
    }
  },
};
