import type { Clock } from '../../../kernel/clock.ts';
import type { EmbeddedMedia } from '../embedded.ts';
import type { ForwardNote, RefusalNote } from '../hub/ipc.ts';
import { reportMillis } from '../hub/limits.ts';
import { Refusals } from '../hub/refusals.ts';
import type { MediaEngine, MediaEvent } from '../port.ts';
import { addressOf, asksUs, relayMember } from './addresses.ts';
import { Audience } from './audience.ts';
import { Forwards, type ForwardState } from './forwards.ts';
import { answerHook, hookKeyOf } from './hook-desk.ts';
import type { ServerConfig } from './server.ts';

export interface ShowThroughOptions {
  readonly config: ServerConfig;
  readonly secret: string;
  readonly clock: Clock;
  readonly onRefused?: (note: RefusalNote) => void;
  readonly onTrouble?: (text: string) => void;
}

/** What another server shows. */
export interface ShownThrough extends MediaEngine {
  /** For the self-check. */
  forwardOf(streamId: string): ForwardState;
}

const relayHours = 12;
const playHours = 2;

/**
 * Hosts still publish to the hub, from a browser or by RTMP, so that recording, reconnecting and kicking stay as they
 * are; what is published goes on to the server, and viewers are sent there.
 */
export function showThrough(hub: EmbeddedMedia, options: ShowThroughOptions): ShownThrough {
  const { config, secret, clock } = options;
  const listeners = new Set<(event: MediaEvent) => void>();
  const emit = (event: MediaEvent): void => listeners.forEach((listener) => listener(event));
  const audience = new Audience(emit);
  const forwards = new Forwards(hub, (note) => options.onTrouble?.(troubleOf(note)));
  const refusals = new Refusals((note) => options.onRefused?.(note));
  const sweeper = setInterval(() => refusals.sweep(), reportMillis);
  sweeper.unref();
  const desk = {
    kind: config.kind,
    key: hookKeyOf(secret),
    authorize: hub.authorize,
    audience,
    onAsked: (streamId: string) => forwards.noteAsked(streamId),
    refused: refusals.note.bind(refusals),
  };

  function timesOf(hours: number) {
    const issuedAtMillis = clock.now().getTime();
    return { issuedAtMillis, expiresAtMillis: issuedAtMillis + hours * 3_600_000 };
  }

  function follow(event: MediaEvent): void {
    if (event.type === 'published') {
      const holder = { streamId: event.streamId, roomId: '', memberId: relayMember };
      const grant = { action: 'publish', ...holder, ...timesOf(relayHours) } as const;
      forwards.start(event.streamId, addressOf(config, secret, grant));
    } else if (event.type === 'unpublished') {
      forwards.stop(event.streamId);
      audience.empty(event.streamId);
    }
    // A server that tells who watches is believed alone: two counts of a room would take turns.
    if (event.type !== 'viewers' || !asksUs(config.kind)) emit(event);
  }

  hub.on(follow);
  return {
    ...hub,
    playback({ streamId }, viewer) {
      const times = timesOf(playHours);
      const path = addressOf(config, secret, { action: 'play', streamId, ...viewer, ...times });
      return { path, expiresAt: new Date(times.expiresAtMillis) };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hook: (request) => answerHook(desk, request),
    forwardOf: (streamId) => forwards.stateOf(streamId),
    async close() {
      audience.close();
      clearInterval(sweeper);
      await hub.close();
    },
  };
}

function troubleOf({ streamId, reason }: ForwardNote): string {
  return `直播 ${streamId} 转推不出去：${reason} / live ${streamId} is not taken by the media server: ${reason}`;
}
