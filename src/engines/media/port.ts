import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What a token lets its holder do with one stream. */
export type MediaAction = 'publish' | 'play';

/** What a valid token says. Ids are 1–64 letters, digits, `-` or `_`. */
export interface MediaGrant {
  readonly action: MediaAction;
  readonly streamId: string;
  /** The room a viewer sits in, so that one stream in many rooms is counted per room; '' for a publisher. */
  readonly roomId: string;
  /** Who holds the token; '' for an anonymous viewer. */
  readonly memberId: string;
  readonly issuedAtMillis: number;
  readonly expiresAtMillis: number;
}

/** Why a token is refused. */
export type TokenRefusal = 'malformed' | 'forged' | 'expired' | 'foreign' | 'kicked';

/** Where to connect, with its token. */
export interface MediaDoor {
  /**
   * '/media/ingest?…' or '/media/play?…', to be put behind the site's own origin; for a viewer of another media server
   * the whole address of an HLS playlist.
   */
  readonly path: string;
  readonly expiresAt: Date;
}

/** The same for an encoder such as OBS: server rtmp://<host>:<port>/<app>, and the key that goes with it. */
export interface RtmpIngest {
  readonly port: number;
  readonly app: string;
  readonly streamKey: string;
}

export interface IngestDoor extends MediaDoor {
  /** Null when RTMP is switched off or its port was taken. */
  readonly rtmp: RtmpIngest | null;
}

export type MediaEvent =
  /** The first complete picture of a stream is on its way; again after an end, not after a short reconnect. */
  | { readonly type: 'published'; readonly streamId: string }
  /** The host stopped ('ended'), stayed away longer than the grace ('lost') or was removed ('kicked'). */
  | { readonly type: 'unpublished'; readonly streamId: string; readonly reason: 'ended' | 'lost' | 'kicked' }
  /** Viewers now in one room; at most one a second per room, the latest count wins. */
  | { readonly type: 'viewers'; readonly streamId: string; readonly roomId: string; readonly count: number };

/** Whom to remove: every holder of matching tokens issued up to now; absent fields match all. */
export interface KickTarget {
  readonly streamId: string;
  readonly action: MediaAction;
  readonly memberId?: string;
}

/** Which stretch of a stream's recording to put together. Times are of the wall clock. */
export interface RecordingRequest {
  readonly streamId: string;
  readonly fromMillis: number;
  readonly untilMillis: number;
  readonly chapters: readonly { readonly atMillis: number; readonly title: string }[];
}

export interface AssembledRecording {
  /** Paths of this machine: the movie, and a movie of its first picture. To be moved away before the next one. */
  readonly moviePath: string;
  readonly posterPath: string;
  readonly byteCount: number;
  readonly durationMillis: number;
  /** Where each chapter begins in the movie, in the order asked for. */
  readonly chapterMillis: readonly number[];
}

/** A stretch of a movie, in milliseconds from its beginning. */
export interface Stretch {
  readonly fromMillis: number;
  readonly untilMillis: number;
}

/** A movie of its own made of another's frames: `head`, then the ranges of the other file, in this order. */
export interface Clip {
  readonly head: Uint8Array;
  readonly ranges: readonly { readonly at: number; readonly byteCount: number }[];
  readonly byteCount: number;
  /** What it really shows: from the key frame before to the key frame after. */
  readonly stretch: Stretch;
}

export interface MediaHealth {
  readonly state: 'up' | 'starting' | 'stopped';
  readonly streams: number;
  readonly publishers: number;
  readonly viewers: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Chunks not sent because a viewer was too slow to take them. */
  readonly droppedChunks: number;
  /** CPU of the hub since it started, so that a monitor can derive the load. */
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  /** How often the hub had to be started again. */
  readonly restarts: number;
  /** The hub's own process, for monitors; null between two lives. */
  readonly processId: number | null;
  /** Where RTMP is taken; null when it is off or the port was taken. */
  readonly rtmpPort: number | null;
}

export interface ViewerInRoom {
  readonly roomId: string;
  readonly memberId: string;
}

/** A message of another media server. */
export interface HookRequest {
  /** The part of the address that proves who speaks. */
  readonly key: string;
  readonly method: 'GET' | 'POST';
  readonly query: string;
  /** JSON as it was read; bytes of any other kind. */
  readonly body: unknown;
  /** X-Original-URI: the file that a web server asks about. */
  readonly originalUri: string | null;
  readonly address: string;
}

export interface HookReply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type MediaCheckName =
  | 'hub'
  | 'browser-push'
  | 'rtmp-push'
  | 'browser-play'
  | 'flv-play'
  | 'hls-play'
  | 'rtmp-play'
  | 'forged'
  | 'record'
  | 'server-push'
  | 'server-callback'
  | 'server-play'
  | 'server-forged';

/** Something that was really tried. `off`: not configured, so nothing was tried. */
export interface MediaCheck {
  readonly name: MediaCheckName;
  readonly state: 'ok' | 'failed' | 'off';
  readonly millis: number;
  /** Figures, or why it failed; for an operator. */
  readonly detail: string;
}

/** How live video is set up here, without any secret but the webhook's address, which an operator needs. */
export interface MediaSetup {
  readonly server: 'embedded' | 'srs' | 'mediamtx' | 'nginx-rtmp' | 'tencent' | 'aliyun';
  readonly rtmpPort: number | null;
  readonly httpPort: number | null;
  readonly isRecording: boolean;
  /** With {stream} and {token} in them; null without a media server. */
  readonly pushUrl: string | null;
  readonly playUrl: string | null;
  /** Where its webhook goes; null when it has none. */
  readonly hookKey: string | null;
}

/** Live video as the rest of the product sees it. */
export interface MediaEngine {
  /** Where the host sends a stream. Publishing the same stream again replaces the older connection. */
  createIngest(session: { readonly streamId: string; readonly memberId: string }): IngestDoor;
  /** Where a viewer in a room receives a stream. */
  playback(session: { readonly streamId: string }, viewer: ViewerInRoom): MediaDoor;
  /** A viewer's token alone, for what else it opens: the replay of the stream. */
  playToken(session: { readonly streamId: string }, viewer: ViewerInRoom): string;
  /** Checks the query string of a door; media servers that ask by webhook are answered with it. */
  authorize(action: MediaAction, token: string): MediaGrant | TokenRefusal;
  /** Closes matching connections and refuses their tokens from now on; tokens issued later work. */
  kick(target: KickTarget): void;
  health(): MediaHealth;
  /** Returns the function that stops listening. */
  on(listener: (event: MediaEvent) => void): () => void;
  /** Takes over a WebSocket upgrade under /media/. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers the webhook of another media server; null when there is none, or the key is wrong. */
  hook(request: HookRequest): HookReply | null;
  /** Answers an HTTP request under /media/: FLV without end, and HLS. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** Plays a prepared MP4 file in a circle as if a host published it. Returns the function that ends it. */
  publishFile(streamId: string, file: URL): () => void;
  /**
   * Makes one seekable MP4 with chapters and a poster of what was recorded of a stream: holes closed, no frame
   * encoded again. Null when nothing was. What is asked twice is made twice.
   */
  assembleRecording(request: RecordingRequest): Promise<AssembledRecording | null>;
  /**
   * Cuts a stretch at key frames out of an assembled movie, given the bytes of its moov box. Null when there is no
   * picture in it. No frame is read: the ranges say where they are.
   */
  cutClip(moov: Uint8Array, stretch: Stretch): Promise<Clip | null>;
  /** Deletes the raw recording, once what was made of it is safe. */
  discardRecording(streamId: string): Promise<void>;
  /** Ends every connection. Call it before the HTTP server's own close, which waits for its sockets. */
  close(): Promise<void>;
}
