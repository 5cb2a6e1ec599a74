import { z } from 'zod';
import type { HookRequest } from '../port.ts';
import { type HookCall, type HookDialect, streamOf, tokenOf } from './server.ts';

const question = z.object({
  action: z.string().max(40),
  path: z.string().max(200),
  query: z.string().max(1_000).default(''),
  id: z.string().max(100).nullish(),
});
const text = 'text/plain';

/**
 * MediaMTX. It asks by POST (`authMethod: http`): JSON of `action`, `path`, `query` and `id`; 20x is a yes. It tells by
 * the commands of its configuration, which call us by GET with `event` (read, unread), `id` and `query`.
 */
export const mediamtx: HookDialect = {
  read: (request) => (request.method === 'GET' ? newsOf(request) : askOf(request)),
  agree: { status: 200, type: text, body: 'ok\n' },
  refuse: { status: 401, type: text, body: 'no\n' },
};

function askOf({ body }: HookRequest): HookCall | null {
  const { success, data } = question.safeParse(body);
  // Its own API and metrics are not ours to open.
  if (!success || (data.action !== 'publish' && data.action !== 'read')) return null;
  return {
    type: 'ask',
    action: data.action === 'read' ? 'play' : 'publish',
    streamId: streamOf(data.path),
    token: tokenOf(data.query),
    clientId: data.id ?? '',
    // Asked more than once for a reader; its commands say when he is there.
    isArrival: false,
  };
}

function newsOf({ query }: HookRequest): HookCall {
  const said = new URLSearchParams(query);
  const clientId = said.get('id') ?? '';
  const event = said.get('event');
  if (event === 'read') return { type: 'arrived', clientId, token: said.get('query') ?? '' };
  return event === 'unread' ? { type: 'left', clientId } : { type: 'other' };
}
