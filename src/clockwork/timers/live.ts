import { endAbandoned, forgetReplays, notePeaks, replayKey, type Stage } from '../../domains/live/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { ClockworkDeps, Timer } from '../timer.ts';

export interface LiveTimerDeps {
  readonly stage: Stage & { lostLongerThan(seconds: number): string[] };
}

/** A host whose video has been away for so long is not coming back. */
const lostSeconds = 2 * 3_600;

export function liveTimers({ stage }: LiveTimerDeps): Timer[] {
  return [
    {
      name: 'live.note-peaks',
      everySeconds: 15,
      run: (deps) => forEachAlliance(deps, (tx) => notePeaks(tx, stage)),
    },
    {
      name: 'live.forget-replays',
      everySeconds: 3_600,
      run: forgetOldReplays,
    },
    {
      name: 'live.end-abandoned',
      everySeconds: 60,
      run: (deps) => forEachAlliance(deps, (tx) => endAbandoned(tx, stage.lostLongerThan(lostSeconds))),
    },
  ];
}

/** Rows first: a crash before the files are gone leaves bytes nobody finds, never a replay that does not play. */
async function forgetOldReplays(deps: ClockworkDeps): Promise<void> {
  const keys: string[] = [];
  await forEachAlliance(deps, async (tx) => {
    for (const sessionId of await forgetReplays(tx)) {
      keys.push(replayKey(tx.allianceId, sessionId, 'video'), replayKey(tx.allianceId, sessionId, 'poster'));
    }
  });
  await Promise.all(keys.map((key) => deps.files.delete(key)));
}
