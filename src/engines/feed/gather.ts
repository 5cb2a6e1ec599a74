import { eventsPerFrame, pendingEvents, tickMillis } from './limits.ts';
import type { FeedEvent, Publication } from './port.ts';

/** How news are cut into frames; the defaults are those of limits.ts. */
export interface Pace {
  readonly tickMillis: number;
  readonly eventsPerFrame: number;
}

export const usualPace: Pace = { tickMillis, eventsPerFrame };

export interface GatherOptions {
  readonly pace: Pace;
  /** Asked at the tick: what nobody hears is not even read. */
  readonly isHeard: () => boolean | Promise<boolean>;
  /** The events of one frame, at least one, in order. The next ones wait until it is done; it must not fail. */
  readonly send: (events: readonly FeedEvent[]) => void | Promise<void>;
  /** Nobody listened at the tick, or too much waits: who listened so far must start from the state. */
  readonly onLost: () => void;
  /** A read for an event failed. */
  readonly onError: (error: unknown) => void;
}

/** Gathers the events of one topic for a tick: those of one key supersede each other, all others keep their order. */
export class Gatherer {
  readonly #options: GatherOptions;
  readonly #pending = new Map<string, Publication['event']>();
  #eachCount = 0;
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;

  constructor(options: GatherOptions) {
    this.#options = options;
  }

  /** Nothing waits and nothing is under way. */
  get isIdle(): boolean {
    return this.#pending.size === 0 && !this.#isFlushing;
  }

  add(publication: Publication): void {
    const { pace, onLost } = this.#options;
    const key = publication.mode === 'each' ? `each ${(this.#eachCount += 1)}` : `last ${publication.key}`;
    this.#pending.delete(key);
    this.#pending.set(key, publication.event);
    if (this.#pending.size > pendingEvents) {
      this.clear();
      onLost();
    } else if (this.#pending.size >= pace.eventsPerFrame) void this.#flush();
    else this.#wait();
  }

  clear(): void {
    this.#pending.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#pending.clear();
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => void this.#flush(), this.#options.pace.tickMillis);
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    const heard = this.#options.isHeard();
    if (heard === true || (await heard)) await this.#sendPending();
    else this.#drop();
    this.#isFlushing = false;
    if (this.#pending.size > 0) this.#wait();
  }

  #drop(): void {
    if (this.#pending.size === 0) return;
    this.clear();
    this.#options.onLost();
  }

  async #sendPending(): Promise<void> {
    const gathered = [...this.#pending.values()];
    this.#pending.clear();
    const hasReads = gathered.some((event) => typeof event === 'function');
    const spelt = hasReads
      ? await Promise.all(gathered.map((event) => this.#spell(event)))
      : (gathered as FeedEvent[]);
    const events = spelt.filter((event) => event !== null);
    if (events.length > 0) await this.#options.send(events);
  }

  async #spell(event: Publication['event']): Promise<FeedEvent | null> {
    if (typeof event !== 'function') return event;
    try {
      return await event();
    } catch (error) {
      this.#options.onError(error);
      return null;
    }
  }
}
