import type { Tx } from '../../../engines/db/tx.ts';
import { findLiveSessions, raisePeaks } from '../store/sessions.ts';
import { totalViewers, type Stage } from '../stage.ts';

const sessionsMax = 500;

/** Keeps the highest number of viewers of each live session. */
export async function notePeaks(tx: Tx, stage: Stage): Promise<void> {
  const running = await findLiveSessions(tx, sessionsMax);
  const peaks = new Map(
    running
      .map(({ sessionId, peakViewers }) => [sessionId, totalViewers(stage, sessionId), peakViewers] as const)
      .filter(([, viewers, peak]) => viewers > peak)
      .map(([sessionId, viewers]) => [sessionId, viewers]),
  );
  if (peaks.size > 0) await raisePeaks(tx, peaks);
}
