import type { FastifyInstance } from 'fastify';
import { replayKey } from '../domains/live/index.ts';
import { isSafeKey } from '../engines/files/keys.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readRange } from './range.ts';

interface ReplayRoute {
  Params: { allianceId: string; sessionId: string; file: string };
}

/** GET /replays/<alliance>/<session>/video.mp4|poster.mp4 with a token to play that session; whole or one range. */
export function mountReplays(
  app: FastifyInstance,
  files: Pick<FilesEngine, 'size' | 'read'>,
  media: Pick<MediaEngine, 'authorize'>,
): void {
  app.get<ReplayRoute>('/replays/:allianceId/:sessionId/:file', async (request, reply) => {
    const { allianceId, sessionId, file } = request.params;
    const grant = media.authorize('play', request.url.split('?')[1] ?? '');
    if (typeof grant === 'string' || grant.streamId !== sessionId) throw new Refusal('not-allowed');
    const name = file === 'video.mp4' ? 'video' : file === 'poster.mp4' ? 'poster' : null;
    const key = name && replayKey(allianceId, sessionId, name);
    const size = key && isSafeKey(key) ? await files.size(key) : null;
    if (!key || size === null) throw new Refusal('not-found');
    const range = readRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      return reply.code(416).header('content-range', `bytes */${size}`).send();
    }
    const { from, until } = range ?? { from: 0, until: size - 1 };
    if (range !== null) void reply.code(206).header('content-range', `bytes ${from}-${until}/${size}`);
    return reply
      .header('content-type', 'video/mp4')
      .header('content-length', until - from + 1)
      .header('accept-ranges', 'bytes')
      .header('cache-control', 'private, max-age=3600')
      .header('x-content-type-options', 'nosniff')
      .send(files.read(key, from, until));
  });
}
