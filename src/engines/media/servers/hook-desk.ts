import { createHmac } from 'node:crypto';
import type { RefusalNote } from '../hub/ipc.ts';
import type { HookReply, HookRequest, MediaEngine } from '../port.ts';
import { relayMember } from './addresses.ts';
import type { Audience } from './audience.ts';
import { mediamtx } from './mediamtx.ts';
import { nginxRtmp } from './nginx-rtmp.ts';
import type { HookCall, HookDialect, ServerKind } from './server.ts';
import { srs } from './srs.ts';

const dialects: Partial<Readonly<Record<ServerKind, HookDialect>>> = {
  srs,
  mediamtx,
  'nginx-rtmp': nginxRtmp,
};

/** The part of the webhook's address that nobody else knows: whoever has it may say that viewers came and went. */
export function hookKeyOf(secret: string): string {
  return createHmac('sha256', secret).update('media hook').digest('hex').slice(0, 32);
}

export interface HookDeskOptions {
  readonly kind: ServerKind;
  readonly key: string;
  readonly authorize: MediaEngine['authorize'];
  readonly audience: Audience;
  /** The server may take this stream from the hub. */
  readonly onAsked: (streamId: string) => void;
  readonly refused: (note: Omit<RefusalNote, 'times'>) => void;
}

/** Answers a server's webhook; null when this kind has none or the key is wrong. */
export function answerHook(options: HookDeskOptions, request: HookRequest): HookReply | null {
  const dialect = dialects[options.kind];
  if (dialect === undefined || request.key !== options.key) return null;
  const call = dialect.read(request);
  if (call === null) options.refused({ door: 'hook', address: request.address, reason: 'malformed' });
  return call !== null && agreesTo(options, call) ? dialect.agree : dialect.refuse;
}

function agreesTo(options: HookDeskOptions, call: HookCall): boolean {
  const { audience } = options;
  if (call.type === 'left') audience.leave(call.clientId);
  else if (call.type === 'arrived') {
    const grant = options.authorize('play', call.token);
    if (typeof grant !== 'string') audience.arrive(call.clientId, grant);
  } else if (call.type === 'ask') {
    const roomId = admit(options, call);
    if (roomId === null) return false;
    const { streamId, action, isArrival, clientId } = call;
    if (action === 'publish') options.onAsked(streamId);
    else if (isArrival) audience.arrive(clientId, { streamId, roomId });
  }
  return true;
}

/** The room of whoever may, null for whoever may not. */
function admit(options: HookDeskOptions, call: Extract<HookCall, { type: 'ask' }>): string | null {
  const { action, streamId, token, clientId } = call;
  const grant = options.authorize(action, token);
  const mayHere = (found: Exclude<typeof grant, string>): boolean =>
    found.streamId === streamId && (action === 'play' || found.memberId === relayMember);
  if (typeof grant !== 'string' && mayHere(grant)) return grant.roomId;
  const reason = `${action} ${typeof grant === 'string' ? grant : 'foreign'}`;
  options.refused({ door: 'hook', address: clientId, reason });
  return null;
}
