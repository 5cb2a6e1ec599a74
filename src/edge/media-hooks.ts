import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MediaEngine } from '../engines/media/port.ts';
import { Refusal } from '../kernel/refusal.ts';

interface HookRoute {
  Params: { key: string };
}

/** Where the webhook of a media server goes; its key is shown on the self-check page. */
export function mediaHookPath(key: string): string {
  return `/hooks/media/${key}`;
}

/** GET and POST /hooks/media/<key>: a media server asks who may publish and play, and tells who came and left. */
export function mountMediaHooks(app: FastifyInstance, media: Pick<MediaEngine, 'hook'>): void {
  app.route<HookRoute>({
    method: ['GET', 'POST'],
    url: mediaHookPath(':key'),
    handler(request, reply) {
      const answer = media.hook({
        key: request.params.key,
        method: request.method === 'GET' ? 'GET' : 'POST',
        query: request.url.split('?')[1] ?? '',
        body: request.body,
        originalUri: headerOf(request, 'x-original-uri'),
        address: request.ip,
      });
      if (answer === null) throw new Refusal('not-found');
      return reply.code(answer.status).type(answer.type).send(answer.body);
    },
  });
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}
