import { z } from 'zod';
import {
  finishPlanning,
  gatherWave,
  refusePlanning,
  tellPlanning,
  wantedWave,
  type PlanningProgress,
  type PreparedWave,
} from '../../domains/fulfilment/index.ts';
import { lookUpWays } from '../../engines/maps/look-up-ways.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { planAllocationInThread } from '../../solvers/allocation/in-thread.ts';
import type { JobWorker } from '../job-worker.ts';
import type { ClockworkDeps } from '../timer.ts';

const payload = z.object({ planningId: z.uuid() });
/** CPU of the thread that allocates a wave: small waves are proved long before. */
const cpuSeconds = 5;

/**
 * Plans a wave that was asked for. Ways and allocation are reckoned outside any transaction, in a thread, and told as
 * they get better; then one transaction takes the plan if it still holds, else a quick one, and plans the routes.
 */
export const planWaveJob: JobWorker = {
  queue: 'plan-wave',
  async handle(deps, { allianceId, data }) {
    const { planningId } = payload.parse(data);
    const scope = { allianceId, actor: null };
    try {
      const prepared = await prepare(deps, allianceId, planningId);
      await deps.funnel.transact(scope, (tx) => finishPlanning(tx, planningId, prepared));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await deps.funnel.transact(scope, (tx) => refusePlanning(tx, planningId, error));
    }
  },
};

async function prepare(
  { funnel, maps }: ClockworkDeps,
  allianceId: string,
  planningId: string,
): Promise<PreparedWave | undefined> {
  const scope = { allianceId, actor: null };
  const teller = newestFirst((progress: PlanningProgress) =>
    funnel.transact(scope, (tx) => tellPlanning(tx, planningId, progress)),
  );
  const input = await funnel.read(scope, (db) => wantedWave(db, planningId));
  if (input === null) return undefined;
  teller.tell({ stage: 'gathering', costFen: null, boundFen: null });
  const gathered = await funnel.read(scope, (db) => gatherWave(db, input));
  if (gathered === null) return undefined;
  const ways = await lookUpWays(maps, gathered.from, gathered.to);
  const { plan, costFen, boundFen } = await planAllocationInThread(
    { problem: gathered.problem(ways), cpuSeconds },
    (progress) =>
      teller.tell({ ...progress, stage: progress.stage === 'proving' ? 'proving' : 'allocating' }),
  );
  teller.tell({ stage: 'routing', costFen, boundFen });
  await teller.rest();
  return { plan, ways, boundFen };
}

/** Tells one at a time, and of what piled up meanwhile only the newest. */
function newestFirst<T>(tell: (word: T) => Promise<void>): { tell(word: T): void; rest(): Promise<void> } {
  let waiting: T | undefined;
  let telling: Promise<void> | null = null;
  const go = async (): Promise<void> => {
    for (let word = waiting; word !== undefined; word = waiting) {
      waiting = undefined;
      await tell(word);
    }
    telling = null;
  };
  return {
    tell(word) {
      waiting = word;
      telling ??= go();
      telling.catch(() => {}); // heard of in rest()
    },
    async rest() {
      await telling;
    },
  };
}
