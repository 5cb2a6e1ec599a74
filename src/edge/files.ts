import type { FastifyInstance } from 'fastify';
import { isSafeKey } from '../engines/files/keys.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import { Refusal } from '../kernel/refusal.ts';

/** What is stored below `public/`, by extension: pictures are re-encoded before they are stored. */
const types: Readonly<Record<string, string>> = { webp: 'image/webp' };

/**
 * GET /files/<key> for keys below `public/`. A key carries the hash of its content, so an answer is good for ever. The
 * policy makes a stored file harmless when it is opened by itself.
 */
export function mountFiles(app: FastifyInstance, files: FilesEngine): void {
  app.get<{ Params: { '*': string } }>('/files/*', async (request, reply) => {
    const key = request.params['*'];
    const type = types[key.slice(key.lastIndexOf('.') + 1)];
    const bytes = type && key.startsWith('public/') && isSafeKey(key) ? await files.get(key) : null;
    if (!type || !bytes) throw new Refusal('not-found');
    return reply
      .header('content-type', type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(bytes);
  });
}
