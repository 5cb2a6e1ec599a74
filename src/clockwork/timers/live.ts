import { endAbandoned, notePeaks, type Stage } from '../../domains/live/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

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
      name: 'live.end-abandoned',
      everySeconds: 60,
      run: (deps) => forEachAlliance(deps, (tx) => endAbandoned(tx, stage.lostLongerThan(lostSeconds))),
    },
  ];
}
