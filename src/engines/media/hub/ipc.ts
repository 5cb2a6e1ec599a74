import type { IncomingHttpHeaders } from 'node:http';
import type { Kick } from '../gate.ts';
import type { MediaEvent, MediaHealth } from '../port.ts';

export interface ListenAt {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

/** Somebody turned away. `times`: how many of them this one line stands for. */
export interface RefusalNote {
  readonly door: 'ingest' | 'play' | 'rtmp' | 'flv' | 'hls' | 'hook';
  readonly address: string;
  readonly reason: string;
  readonly times: number;
}

/** What the main process sends its hub. */
export type ToHub =
  | {
      readonly type: 'start';
      readonly secret: string;
      readonly sidePath: string;
      readonly kicks: readonly Kick[];
      readonly rtmp: ListenAt | null;
      readonly http: ListenAt | null;
      /** Where hosts are recorded; null for nowhere. */
      readonly recordings: string | null;
    }
  /** Comes with the socket. `head`: bytes read beyond the request, base64. */
  | {
      readonly type: 'upgrade';
      readonly url: string | undefined;
      readonly method: string | undefined;
      readonly headers: IncomingHttpHeaders;
      readonly head: string;
    }
  | ({ readonly type: 'kick' } & Kick)
  | { readonly type: 'play-file'; readonly streamId: string; readonly file: string }
  | { readonly type: 'stop-file'; readonly streamId: string }
  /** Send a stream on to an RTMP address, and come back when the line breaks, until told to stop. */
  | { readonly type: 'forward'; readonly streamId: string; readonly url: string }
  | { readonly type: 'stop-forward'; readonly streamId: string }
  /** Say what is held open (`resources`). */
  | { readonly type: 'count-resources' }
  /** Close what is being written of a stream and say `sealed`. */
  | { readonly type: 'seal'; readonly streamId: string }
  | { readonly type: 'stop' };

/** How it goes with sending a stream on. */
export interface ForwardNote {
  readonly streamId: string;
  readonly state: 'open' | 'broken';
  /** What the other server or the network said; '' when open. */
  readonly reason: string;
}

/** What a hub measures of itself. */
export type HubReport = Omit<MediaHealth, 'state' | 'restarts' | 'processId' | 'rtmpPort'>;

/** What the hub answers. */
export type FromHub =
  | { readonly type: 'ready'; readonly rtmpPort: number | null }
  | { readonly type: 'sealed'; readonly streamId: string }
  | { readonly type: 'forward'; readonly note: ForwardNote }
  | { readonly type: 'resources'; readonly counts: Readonly<Record<string, number>> }
  | { readonly type: 'refused'; readonly note: RefusalNote }
  /** Something an operator must set right. */
  | { readonly type: 'trouble'; readonly text: string }
  | { readonly type: 'event'; readonly event: MediaEvent }
  | ({ readonly type: 'figures' } & HubReport);
