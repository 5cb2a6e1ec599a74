import type { Tx } from '../engines/db/tx.ts';
import type { ClockworkDeps } from './timer.ts';

/** Runs the work in one transaction per alliance. One that fails does not keep the others from their turn. */
export async function forEachAlliance(
  deps: ClockworkDeps,
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const allianceId of await deps.listAlliances()) {
    try {
      await deps.funnel.transact({ allianceId, actor: null }, work);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} alliances failed`);
}
