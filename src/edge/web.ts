import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Built clients and where each lives; the longest matching prefix wins. */
const clients = [
  { prefix: '/console', folder: 'console' },
  { prefix: '/studio', folder: 'studio' },
  { prefix: '', folder: 'shopper' },
] as const;

/** Where pages may fetch from besides here. */
export interface Elsewhere {
  /** Scheme, host and port of a media server. */
  readonly media: string | null;
  /** Template of the tiles of maps. */
  readonly tiles: string | null;
}

/** Serves the built web clients: hashed assets for a year, pages never cached, any deep link gets its client's page. */
export async function mountWeb(
  app: FastifyInstance,
  distFolder: string,
  elsewhere: Elsewhere = { media: null, tiles: null },
): Promise<void> {
  const pages = new Map<string, string>();
  for (const { prefix, folder } of clients) {
    const root = join(distFolder, folder);
    const indexFile = join(root, 'index.html');
    if (!existsSync(indexFile)) continue;
    pages.set(prefix, readFileSync(indexFile, 'utf8'));
    await app.register(fastifyStatic, {
      root,
      prefix: `${prefix}/`,
      index: false,
      wildcard: false,
      decorateReply: false,
      // tools/build-web.ts lays .br and .gz beside the assets.
      preCompressed: true,
      setHeaders(reply, path) {
        const forever = path.includes(`${root}/assets/`);
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.get('/*', (request, reply) => {
    const path = request.url.split('?')[0]!;
    const client = clients.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
    const page = client && pages.get(client.prefix);
    if (!page || path.startsWith('/api/') || /\.\w{2,5}$/.test(path)) return reply.callNotFound();
    return sendPage(reply, page, elsewhere);
  });
}

/**
 * A strict policy: scripts only from here (plus WebAssembly for the AAC encoder), styles by nonce for the console's
 * component library, media from this page's own memory and, where there is one, the media server, and tiles of maps from
 * where the installation has them.
 */
function sendPage(reply: FastifyReply, page: string, { media, tiles: tileUrl }: Elsewhere): FastifyReply {
  const alsoMedia = media === null ? '' : ` ${media}`;
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `connect-src 'self' ws: wss:${alsoMedia}`,
    `img-src 'self' data: blob:${tileUrl ? ` ${tileOrigin(tileUrl)}` : ''}`,
    `media-src 'self' blob:${alsoMedia}`,
    "worker-src 'self' blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('permissions-policy', 'camera=(self), microphone=(self), geolocation=(self)')
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll('__CSP_NONCE__', nonce).replaceAll('__TILE_URL__', attribute(tileUrl ?? '')));
}

/** Of the servers that tiles come from: `{s}` stands for some of them. */
function tileOrigin(tileUrl: string): string {
  const { origin } = new URL(tileUrl.replace('{s}', 'any'));
  return tileUrl.includes('{s}.') ? origin.replace('//any.', '//*.') : origin;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
