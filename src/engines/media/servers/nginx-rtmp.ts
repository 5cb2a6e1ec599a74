import type { HookRequest, MediaAction } from '../port.ts';
import { type HookCall, type HookDialect, streamOf } from './server.ts';

const actions: Readonly<Record<string, MediaAction>> = { publish: 'publish', play: 'play' };
const text = 'text/plain';
const tokenFields = ['action', 'stream', 'room', 'member', 'issued', 'expires', 'sign'];

/**
 * nginx with its RTMP module (on_publish, on_play, on_done; `notify_method post`): a form of `call`, `name`, `clientid`
 * and whatever stood in the query. 2xx is a yes. Its HLS is files: `auth_request` asks with the address of the file in
 * X-Original-URI, whose folder is the token.
 */
export const nginxRtmp: HookDialect = {
  read: (request) => (request.originalUri === null ? callOf(request) : fileOf(request.originalUri)),
  agree: { status: 200, type: text, body: 'ok\n' },
  refuse: { status: 403, type: text, body: 'no\n' },
};

function callOf({ body }: HookRequest): HookCall | null {
  if (!Buffer.isBuffer(body)) return null;
  const form = new URLSearchParams(body.toString('latin1'));
  const call = form.get('call') ?? '';
  const clientId = form.get('clientid') ?? '';
  const action = actions[call];
  if (action === undefined) {
    if (call === '') return null;
    return /(^|_)done$/.test(call) ? { type: 'left', clientId } : { type: 'other' };
  }
  const token = new URLSearchParams(
    tokenFields.map((name): [string, string] => [name, form.get(name) ?? '']),
  );
  return {
    type: 'ask',
    action,
    streamId: streamOf(form.get('name') ?? ''),
    token: token.toString(),
    clientId,
    isArrival: true,
  };
}

/** …/<token>/<stream>.m3u8, or a segment <stream>-<number>.ts beside it. */
function fileOf(uri: string): HookCall | null {
  const [, folder, streamId] =
    /\/([^/]*sign=[^/]*)\/([\w-]{1,64}?)(?:-\d+)?\.(?:m3u8|ts)(?:\?|$)/.exec(uri) ?? [];
  if (folder === undefined || streamId === undefined) return null;
  return { type: 'ask', action: 'play', streamId, token: unescape(folder), clientId: '', isArrival: false };
}

function unescape(folder: string): string {
  try {
    return decodeURIComponent(folder);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
