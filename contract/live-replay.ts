import { z } from 'zod';
import { done, endpoint, flag, id, instant, page, pageOf } from './endpoint.ts';

const replay = z.object({
  /** MP4 with ranges, behind a signed token. */ videoUrl: z.string(),
  /** A movie of one picture. */ posterUrl: z.string(),
  durationMillis: z.number(),
  recordedAt: instant,
  /** When each item was shown, in the order it was; `clipUrl` is a movie of that stretch, cut at key frames. */
  marks: z.array(
    z.object({ sessionItemId: id, startMillis: z.number(), endMillis: z.number(), clipUrl: z.string() }),
  ),
});

/** A replay in the list of those who must keep it. */
const keptReplay = z.object({
  sessionId: id,
  title: z.string(),
  hostShopId: id,
  hostShopName: z.string(),
  recordedAt: instant,
  durationMillis: z.number(),
  byteCount: z.number(),
  keepUntil: instant,
  heldAt: instant.nullable(),
  holdReason: z.string(),
});

/** What is left of a session: the video with its marks, and how long it must be kept. */
export const liveReplay = {
  getReplay: endpoint({
    method: 'GET',
    path: '/api/sessions/:sessionId/rooms/:shopId/replay',
    kind: 'read',
    who: 'anyone',
    summary: 'The video of a session that has ended, null while there is none',
    input: z.object({ sessionId: id, shopId: id }),
    output: z.object({ replay: replay.nullable() }),
    refusals: ['room-closed'],
  }),
  listReplays: endpoint({
    method: 'GET',
    path: '/api/replays',
    kind: 'read',
    who: ['operator'],
    summary: 'Every replay that is kept, newest first, or those held beyond their time',
    input: z.object({ ...page, held: flag.default(false) }),
    output: pageOf(keptReplay),
  }),
  getReplayKeeping: endpoint({
    method: 'GET',
    path: '/api/sessions/:sessionId/replay/keeping',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'Until when a replay is kept, and whether it is held for a dispute or an authority',
    input: z.object({ sessionId: id }),
    output: z.object({
      keeping: z
        .object({
          keepUntil: instant,
          byteCount: z.number(),
          heldAt: instant.nullable(),
          holdReason: z.string(),
        })
        .nullable(),
    }),
  }),
  holdReplay: endpoint({
    method: 'PUT',
    path: '/api/sessions/:sessionId/replay/hold',
    kind: 'act',
    who: ['operator'],
    summary: 'Keep a replay beyond its time for a stated reason',
    input: z.object({ sessionId: id, reason: z.string().trim().min(2).max(200) }),
    output: done,
  }),
  releaseReplay: endpoint({
    method: 'DELETE',
    path: '/api/sessions/:sessionId/replay/hold',
    kind: 'act',
    who: ['operator'],
    summary: 'The usual time counts again',
    input: z.object({ sessionId: id }),
    output: done,
  }),
};
