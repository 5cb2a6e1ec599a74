import type { FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal.ts';

/** Requests that change nothing need no proof of where they come from. */
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asks a browser for (CSRF): the cookie would come along by itself.
 * A client that sends neither header is no browser and carries no foreign cookie.
 */
export function checkOrigin(request: FastifyRequest): void {
  if (!harmless.has(request.method) && !isSameOrigin(request)) throw new Refusal('bad-origin');
}

/** Whether the browser says that one of our own pages asks. WebSockets are checked by it too. */
export function isSameOrigin(request: FastifyRequest): boolean {
  // Browsers send this over https and on localhost, and no page can forge it.
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
