import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { replayKey } from '../domains/live/index.ts';
import { isSafeKey } from '../engines/files/keys.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import { Refusal } from '../kernel/refusal.ts';
import { openClips } from './clips.ts';
import { type Range, readRange } from './range.ts';

interface ReplayRoute {
  Params: { allianceId: string; sessionId: string; file: string };
}

type ReplayRequest = FastifyRequest<ReplayRoute>;

/**
 * GET /replays/<alliance>/<session>/video.mp4|poster.mp4 with a token to play that session; whole or one range.
 * clip.mp4 with `from` and `until` in milliseconds besides is a movie of that stretch, cut at key frames while it is sent.
 */
export function mountReplays(
  app: FastifyInstance,
  files: Pick<FilesEngine, 'size' | 'read'>,
  media: Pick<MediaEngine, 'authorize' | 'cutClip'>,
): void {
  const clips = openClips(files, media);
  app.get<ReplayRoute>('/replays/:allianceId/:sessionId/:file', async (request, reply) => {
    const { sessionId, file } = request.params;
    const query = request.url.split('?')[1] ?? '';
    const grant = media.authorize('play', query);
    if (typeof grant === 'string' || grant.streamId !== sessionId) throw new Refusal('not-allowed');
    if (file === 'clip.mp4') {
      const key = keyOf(request, 'video');
      const clip = await clips.cut(key, stretchOf(query));
      if (clip === null) throw new Refusal('not-found');
      return sendRange(request, reply, clip.byteCount, (range) =>
        Readable.from(clips.read(key, clip, range)),
      );
    }
    const name = file === 'video.mp4' ? 'video' : file === 'poster.mp4' ? 'poster' : null;
    if (name === null) throw new Refusal('not-found');
    const key = keyOf(request, name);
    const size = await files.size(key);
    if (size === null) throw new Refusal('not-found');
    return sendRange(request, reply, size, ({ from, until }) => files.read(key, from, until));
  });
}

function keyOf({ params }: ReplayRequest, name: 'video' | 'poster'): string {
  const key = replayKey(params.allianceId, params.sessionId, name);
  if (!isSafeKey(key)) throw new Refusal('not-found');
  return key;
}

/** An empty stretch where the query names none, which no clip is cut from. */
function stretchOf(query: string): { fromMillis: number; untilMillis: number } {
  const fields = new URLSearchParams(query);
  const [fromMillis, untilMillis] = ['from', 'until'].map((name) => {
    const text = fields.get(name) ?? '';
    return /^\d{1,10}$/.test(text) ? Number(text) : 0;
  });
  return { fromMillis: fromMillis ?? 0, untilMillis: untilMillis ?? 0 };
}

function sendRange(
  request: ReplayRequest,
  reply: FastifyReply,
  size: number,
  open: (range: Range) => Readable,
): FastifyReply {
  const range = readRange(request.headers.range, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { from, until } = range ?? { from: 0, until: size - 1 };
  if (range !== null) void reply.code(206).header('content-range', `bytes ${from}-${until}/${size}`);
  return reply
    .header('content-type', 'video/mp4')
    .header('content-length', until - from + 1)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=3600')
    .header('x-content-type-options', 'nosniff')
    .send(open({ from, until }));
}
