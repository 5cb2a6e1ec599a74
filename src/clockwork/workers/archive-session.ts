import { z } from 'zod';
import { keepReplay, planReplay, replayKey } from '../../domains/live/index.ts';
import type { JobWorker } from '../job-worker.ts';

const payload = z.object({ sessionId: z.uuid() });
/** The host's last words: the video stops a moment after the session does. */
const tailMillis = 5_000;

/**
 * Makes the replay of a session that has ended: movie and poster into the files, then the row, and only then the raw
 * recording goes. Tried again after a crash it makes the same replay.
 */
export const archiveSession: JobWorker = {
  queue: 'archive-session',
  async handle({ funnel, media, files }, { allianceId, data }) {
    const { sessionId } = payload.parse(data);
    const scope = { allianceId, actor: null };
    const plan = await funnel.read(scope, (db) => planReplay(db, sessionId));
    if (plan === null) return;
    const made = await media.assembleRecording({
      streamId: sessionId,
      fromMillis: plan.from.getTime(),
      untilMillis: plan.until.getTime() + tailMillis,
      chapters: plan.marks.map(({ pinnedAt, title }) => ({ atMillis: pinnedAt.getTime(), title })),
    });
    if (made === null) return;
    await files.adopt(replayKey(allianceId, sessionId, 'video'), made.moviePath);
    await files.adopt(replayKey(allianceId, sessionId, 'poster'), made.posterPath);
    const { durationMillis, byteCount, chapterMillis } = made;
    const marks = plan.marks.map(({ markId, sessionItemId }, i) => ({
      markId,
      sessionItemId,
      startMillis: chapterMillis[i] ?? 0,
    }));
    await funnel.transact(scope, (tx) => keepReplay(tx, { sessionId, durationMillis, byteCount, marks }));
    await media.discardRecording(sessionId);
  },
};
