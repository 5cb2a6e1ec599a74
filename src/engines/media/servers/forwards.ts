import type { EmbeddedMedia } from '../embedded.ts';
import type { ForwardNote } from '../hub/ipc.ts';

/** How it goes with sending one stream on. */
export interface ForwardState {
  /** What the server said last; null before it said anything. */
  readonly note: ForwardNote | null;
  /** Whether it asked before it took the stream. */
  readonly wasAsked: boolean;
}

interface Kept extends ForwardState {
  note: ForwardNote | null;
  wasAsked: boolean;
  readonly stop: () => void;
}

/** The streams that are sent on to a server now. */
export class Forwards {
  readonly #hub: Pick<EmbeddedMedia, 'forward'>;
  readonly #onBroken: (note: ForwardNote) => void;
  readonly #kept = new Map<string, Kept>();

  constructor(hub: Pick<EmbeddedMedia, 'forward'>, onBroken: (note: ForwardNote) => void) {
    this.#hub = hub;
    this.#onBroken = onBroken;
  }

  start(streamId: string, url: string): void {
    this.stop(streamId);
    const stop = this.#hub.forward(streamId, url, (note) => {
      kept.note = note;
      if (note.state === 'broken') this.#onBroken(note);
    });
    const kept: Kept = { note: null, wasAsked: false, stop };
    this.#kept.set(streamId, kept);
  }

  stop(streamId: string): void {
    this.#kept.get(streamId)?.stop();
    this.#kept.delete(streamId);
  }

  noteAsked(streamId: string): void {
    const kept = this.#kept.get(streamId);
    if (kept !== undefined) kept.wasAsked = true;
  }

  stateOf(streamId: string): ForwardState {
    const { note, wasAsked } = this.#kept.get(streamId) ?? { note: null, wasAsked: false };
    return { note, wasAsked };
  }
}
