import type { Clock } from '../../kernel/clock.ts';
import { Gate } from './gate.ts';
import { HubKeeper } from './hub-keeper.ts';
import type { ForwardNote, ListenAt, RefusalNote } from './hub/ipc.ts';
import type { IngestDoor, MediaAction, MediaDoor, MediaEngine, MediaEvent } from './port.ts';
import { type Archive, openArchive } from './recording/archive.ts';
import { cutInThread } from './recording/cut-in-thread.ts';
import { rtmpApp, writeStreamKey } from './rtmp/stream-key.ts';
import { signToken } from './token.ts';

export interface EmbeddedMediaOptions {
  /** Signs the tokens; at least 32 characters, the same on every node that shares the streams. */
  readonly secret: string;
  readonly clock: Clock;
  /** Told when the hub's process died and is being started again. */
  readonly onRestart?: (cause: string) => void;
  /** Told of peers that were turned away: at most a line a second for each door and reason. */
  readonly onRefused?: (note: RefusalNote) => void;
  /** Told of what an operator must set right, in both languages. */
  readonly onTrouble?: (text: string) => void;
  /** Where encoders such as OBS publish; absent for nowhere. */
  readonly rtmp?: ListenAt | null;
  /** A port of the hub's own for HTTP and WebSocket, for a proxy that sends /media/ there; absent for none. */
  readonly http?: ListenAt | null;
  /** Folder of raw recordings, on a disk with room for hours; absent: nothing is recorded. */
  readonly recordings?: string | null;
}

/** A host may stay on air for a working day without asking for a new token. */
const ingestHours = 12;
/** Checked when a viewer connects; his page asks for a fresh one when it reconnects later than this. */
const playbackHours = 2;

export interface EmbeddedMedia extends MediaEngine {
  /** What the hub's process holds open, by Node's name for its kind, and its `liveBytes` after a collection. For soaks. */
  countResources(): Promise<Readonly<Record<string, number>>>;
  /** Sends a stream on to an RTMP address, and again after every break, until the returned function is called. */
  forward(streamId: string, url: string, onNote: (note: ForwardNote) => void): () => void;
}

/** Live video in a process of its own on this machine. Resolves when it accepts connections. */
export async function startEmbeddedMedia(options: EmbeddedMediaOptions): Promise<EmbeddedMedia> {
  const nowMillis = (): number => options.clock.now().getTime();
  const listeners = new Set<(event: MediaEvent) => void>();
  const gate = new Gate(options.secret, nowMillis);
  const keeper = new HubKeeper({
    secret: options.secret,
    kicks: () => gate.kicks,
    onEvent: (event) => listeners.forEach((listener) => listener(event)),
    onRestart: options.onRestart ?? (() => undefined),
    onRefused: options.onRefused ?? (() => undefined),
    onTrouble: options.onTrouble ?? (() => undefined),
    rtmp: options.rtmp ?? null,
    http: options.http ?? null,
    recordings: options.recordings ?? null,
  });
  await keeper.start();
  const archive = options.recordings
    ? openArchive(options.recordings, (streamId) => keeper.seal(streamId))
    : noArchive;

  function door(action: MediaAction, hours: number, holder: Holder): MediaDoor & { readonly token: string } {
    const issuedAtMillis = nowMillis();
    const expiresAtMillis = issuedAtMillis + hours * 3_600_000;
    const token = signToken(options.secret, { action, ...holder, issuedAtMillis, expiresAtMillis });
    return { path: `${pathOf[action]}?${token}`, token, expiresAt: new Date(expiresAtMillis) };
  }

  function createIngest(session: { readonly streamId: string; readonly memberId: string }): IngestDoor {
    const { streamId, memberId } = session;
    const { path, token, expiresAt } = door('publish', ingestHours, { streamId, memberId, roomId: '' });
    const { rtmpPort: port } = keeper.health();
    const streamKey = writeStreamKey(streamId, token);
    return { path, expiresAt, rtmp: port === null ? null : { port, app: rtmpApp, streamKey } };
  }

  return {
    createIngest,
    playback({ streamId }, viewer) {
      const { path, expiresAt } = door('play', playbackHours, { streamId, ...viewer });
      return { path, expiresAt };
    },
    playToken: ({ streamId }, viewer) => door('play', playbackHours, { streamId, ...viewer }).token,
    authorize: (action, token) => gate.authorize(action, token),
    kick: (target) => {
      const kick = { target, atMillis: nowMillis() };
      gate.remember(kick);
      keeper.tell({ type: 'kick', ...kick });
    },
    health: () => keeper.health(),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accept: (request, socket, head) => keeper.accept(request, socket, head),
    hook: () => null,
    answer: (request, response) => keeper.answer(request, response),
    countResources: () => keeper.countResources(),
    forward: (streamId, url, onNote) => keeper.forward(streamId, url, onNote),
    publishFile: (streamId, file) => keeper.publishFile(streamId, file),
    assembleRecording: (request) => archive.assemble(request),
    cutClip: cutInThread,
    discardRecording: (streamId) => archive.discard(streamId),
    close: () => keeper.close(),
  };
}

const noArchive: Archive = { assemble: async () => null, discard: async () => undefined };

interface Holder {
  readonly streamId: string;
  readonly roomId: string;
  readonly memberId: string;
}

const pathOf: Readonly<Record<MediaAction, string>> = { publish: '/media/ingest', play: '/media/play' };
