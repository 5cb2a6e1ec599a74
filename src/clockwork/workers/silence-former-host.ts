import { z } from 'zod';
import { findStageOf } from '../../domains/live/index.ts';
import type { JobWorker } from '../job-worker.ts';

const payload = z.object({ sessionId: z.uuid(), formerMemberId: z.uuid() });

/** Whoever handed a session over sends no more pictures into it, unless it is theirs again by now. */
export const silenceFormerHost: JobWorker = {
  queue: 'silence-former-host',
  async handle({ funnel, media }, { allianceId, data }) {
    const { sessionId, formerMemberId } = payload.parse(data);
    const session = await funnel.read({ allianceId, actor: null }, (db) => findStageOf(db, sessionId));
    if (session?.hostMemberId === formerMemberId) return;
    media.kick({ streamId: sessionId, action: 'publish', memberId: formerMemberId });
  },
};
