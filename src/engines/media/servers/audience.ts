import { reportMillis, viewersPerHub } from '../hub/limits.ts';
import type { MediaEvent } from '../port.ts';

interface Place {
  readonly streamId: string;
  readonly roomId: string;
}

/** Counts whom another server says it is showing a stream to, and tells at most once a second per room. */
export class Audience {
  readonly #emit: (event: MediaEvent) => void;
  readonly #places = new Map<string, Place>();
  readonly #counts = new Map<string, Place & { count: number }>();
  readonly #changed = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(emit: (event: MediaEvent) => void) {
    this.#emit = emit;
    this.#timer = setInterval(() => this.#tell(), reportMillis);
    this.#timer.unref();
  }

  /** Said twice it counts once. Beyond the bound nobody is counted, which only makes the number too small. */
  arrive(clientId: string, place: Place): void {
    if (clientId === '' || this.#places.has(clientId) || this.#places.size >= viewersPerHub) return;
    this.#places.set(clientId, place);
    this.#count(place, 1);
  }

  leave(clientId: string): void {
    const place = this.#places.get(clientId);
    if (place === undefined) return;
    this.#places.delete(clientId);
    this.#count(place, -1);
  }

  /** A stream is over: whoever the server forgot to mention has left too. */
  empty(streamId: string): void {
    for (const [clientId, place] of this.#places) if (place.streamId === streamId) this.leave(clientId);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #count({ streamId, roomId }: Place, change: 1 | -1): void {
    const key = `${streamId} ${roomId}`;
    const count = (this.#counts.get(key)?.count ?? 0) + change;
    this.#counts.set(key, { streamId, roomId, count });
    this.#changed.add(key);
  }

  #tell(): void {
    for (const key of this.#changed) {
      const { streamId, roomId, count } = this.#counts.get(key)!;
      this.#emit({ type: 'viewers', streamId, roomId, count });
      if (count === 0) this.#counts.delete(key);
    }
    this.#changed.clear();
  }
}
