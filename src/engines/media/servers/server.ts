import type { HookReply, HookRequest, MediaAction } from '../port.ts';

export const serverKinds = ['srs', 'mediamtx', 'nginx-rtmp', 'tencent', 'aliyun'] as const;
export type ServerKind = (typeof serverKinds)[number];

/** A media server or CDN that the hub sends streams to and that shows them to viewers. */
export interface ServerConfig {
  readonly kind: ServerKind;
  /** Where streams are sent: rtmp(s)://…, with {stream} and {token} to be filled in. */
  readonly pushUrl: string;
  /** What players open: an HLS playlist, https://…, with {stream} and {token}. */
  readonly playUrl: string;
  /** Keys a CDN checks its addresses with; null where it does not. Others check our own tokens by asking us. */
  readonly pushKey: string | null;
  readonly playKey: string | null;
}

/** What a server asks or says by webhook. */
export type HookCall =
  /** May this connection publish or play? `isArrival`: it is there from now on if so. */
  | {
      readonly type: 'ask';
      readonly action: MediaAction;
      readonly streamId: string;
      readonly token: string;
      readonly clientId: string;
      readonly isArrival: boolean;
    }
  | { readonly type: 'arrived'; readonly token: string; readonly clientId: string }
  | { readonly type: 'left'; readonly clientId: string }
  /** Nothing that concerns us; to be agreed to. */
  | { readonly type: 'other' };

/** How one kind of server speaks of its connections. */
export interface HookDialect {
  /** Null: not one of its messages, which is refused. */
  read(request: HookRequest): HookCall | null;
  readonly agree: HookReply;
  readonly refuse: HookReply;
}

/** The last step of a path: servers put an application before the stream. */
export function streamOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A query string as a token, whether or not the server left its question mark on. */
export function tokenOf(query: string): string {
  return query.replace(/^\?/, '');
}
