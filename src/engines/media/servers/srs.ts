import { z } from 'zod';
import { type HookCall, type HookDialect, streamOf, tokenOf } from './server.ts';

const id = z.union([z.string().max(100), z.int()]).transform(String);
const message = z.object({
  action: z.string().max(40),
  client_id: id,
  stream: z.string().max(200).default(''),
  param: z.string().max(1_000).default(''),
});
const json = 'application/json';

/**
 * SRS (http_hooks, version 3 and later): JSON of `action`, `client_id`, `stream` and `param`, the query with its
 * question mark. It wants status 200 and code 0; everything else is a no.
 */
export const srs: HookDialect = {
  read({ body }) {
    const { success, data } = message.safeParse(body);
    return success ? callOf(data) : null;
  },
  agree: { status: 200, type: json, body: '{"code":0}' },
  refuse: { status: 403, type: json, body: '{"code":403}' },
};

function callOf({ action, client_id: clientId, stream, param }: z.output<typeof message>): HookCall {
  if (action === 'on_publish' || action === 'on_play')
    return {
      type: 'ask',
      action: action === 'on_publish' ? 'publish' : 'play',
      streamId: streamOf(stream),
      token: tokenOf(param),
      clientId,
      isArrival: true,
    };
  return action === 'on_unpublish' || action === 'on_stop' ? { type: 'left', clientId } : { type: 'other' };
}
