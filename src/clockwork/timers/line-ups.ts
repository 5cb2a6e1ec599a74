import { keepLineUps, readLineUpTask } from '../../domains/insight/index.ts';
import { rankShopsInThread } from '../../solvers/lineup/in-thread.ts';
import type { ClockworkDeps, Timer } from '../timer.ts';

/** Looks for alliances that have no ranking of today: soon after midnight, and after a start. */
const lookEverySeconds = 1_800;

/** Line-ups are ranked once a day: read, ranked in a thread, kept. Nobody's transaction waits for the thread. */
export const lineUpTimers: readonly Timer[] = [
  {
    name: 'rank-line-ups',
    everySeconds: lookEverySeconds,
    async run(deps) {
      const failures: unknown[] = [];
      for (const allianceId of await deps.listAlliances()) {
        await rankFor(deps, allianceId).catch((error: unknown) => void failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} alliances failed`);
    },
  },
];

async function rankFor({ funnel }: ClockworkDeps, allianceId: string): Promise<void> {
  const scope = { allianceId, actor: null };
  const task = await funnel.read(scope, readLineUpTask);
  if (task === null) return;
  const ranked = await rankShopsInThread(task.ranking);
  await funnel.transact(scope, (tx) => keepLineUps(tx, task, ranked));
}
