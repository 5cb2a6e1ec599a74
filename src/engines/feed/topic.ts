import { eventsPerFrame, pendingEvents, ringBytes, ringFrames, tickMillis } from './limits.ts';
import type { FeedEvent, FeedListener, JoinOptions, Publication } from './port.ts';
import { Ring } from './ring.ts';

export interface TopicHooks {
  /** A read for a state or an event failed. */
  readonly onError: (error: unknown) => void;
  readonly onFrame: (listeners: number) => void;
}

interface State {
  readonly seq: number;
  readonly frame: Promise<string>;
  readonly freshUntilMillis: number;
}

/** One topic: numbers frames, gathers events for a tick, serialises once, remembers the latest frames. */
export class Topic {
  readonly #name: string;
  readonly #hooks: TopicHooks;
  readonly #ring = new Ring(ringFrames, ringBytes);
  readonly #listeners = new Set<FeedListener>();
  /** Events of the coming frame, in order; those of one key supersede each other. */
  readonly #pending = new Map<string, Publication['event']>();
  #seq: number;
  /** Whether anybody may hold the current number. */
  #isKnown = false;
  #eachCount = 0;
  #joining = 0;
  #state: State | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;
  #idleSinceMillis = performance.now();

  constructor(name: string, firstSeq: number, hooks: TopicHooks) {
    this.#name = name;
    this.#seq = firstSeq;
    this.#hooks = hooks;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  publish(publication: Publication): void {
    if (this.#listeners.size + this.#joining === 0) return this.#startAnew();
    const key = publication.mode === 'each' ? `each ${(this.#eachCount += 1)}` : `last ${publication.key}`;
    this.#pending.delete(key);
    this.#pending.set(key, publication.event);
    if (this.#pending.size > pendingEvents) this.#startAnew();
    else if (this.#pending.size >= eventsPerFrame) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), tickMillis);
  }

  /** Resolves when the listener has what it missed and hears all that follows. */
  async join(listener: FeedListener, { since, readState }: JoinOptions): Promise<void> {
    const missed = since === undefined ? null : this.#ring.after(since, this.#seq);
    this.#isKnown = true;
    if (missed) {
      for (const frame of missed) listener.send(frame);
      this.#listeners.add(listener);
      return;
    }
    this.#joining += 1;
    try {
      await this.#joinFromState(listener, readState);
    } finally {
      this.#joining -= 1;
    }
  }

  leave(listener: FeedListener): void {
    this.#listeners.delete(listener);
    this.#idleSinceMillis = performance.now();
  }

  isForgettable(idleMillis: number): boolean {
    return (
      this.#listeners.size + this.#joining === 0 && performance.now() - this.#idleSinceMillis > idleMillis
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#pending.clear();
  }

  /** Repeats the reading in the rare case that more frames than the ring holds went by meanwhile. */
  async #joinFromState(listener: FeedListener, readState: () => Promise<unknown>): Promise<void> {
    for (;;) {
      const state = this.#freshState(readState);
      const frame = await state.frame;
      const missed = this.#ring.after(state.seq, this.#seq);
      if (missed === null) {
        this.#state = null;
        continue;
      }
      listener.send(frame);
      for (const text of missed) listener.send(text);
      this.#listeners.add(listener);
      return;
    }
  }

  #freshState(readState: () => Promise<unknown>): State {
    const nowMillis = performance.now();
    if (this.#state && nowMillis < this.#state.freshUntilMillis) return this.#state;
    const seq = this.#seq;
    const frame = readState().then((state) => JSON.stringify({ op: 'state', topic: this.#name, seq, state }));
    const fresh: State = { seq, frame, freshUntilMillis: nowMillis + tickMillis };
    this.#state = fresh;
    frame.catch(() => {
      if (this.#state === fresh) this.#state = null;
    });
    return fresh;
  }

  /** Leaves a gap in the numbers: whoever had an earlier one will be given the state. */
  #startAnew(): void {
    if (!this.#isKnown) return;
    this.#isKnown = this.#listeners.size + this.#joining > 0;
    this.#seq += 2;
    this.#ring.clear();
    this.#pending.clear();
    this.#state = null;
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    const gathered = [...this.#pending.values()];
    this.#pending.clear();
    const events = await Promise.all(gathered.map((event) => this.#spell(event)));
    this.#isFlushing = false;
    this.#send(events.filter((event) => event !== null));
    if (this.#pending.size > 0) this.#timer ??= setTimeout(() => void this.#flush(), tickMillis);
  }

  async #spell(event: Publication['event']): Promise<FeedEvent | null> {
    if (typeof event !== 'function') return event;
    try {
      return await event();
    } catch (error) {
      this.#hooks.onError(error);
      return null;
    }
  }

  #send(events: readonly FeedEvent[]): void {
    if (events.length === 0) return;
    this.#seq += 1;
    const frame = JSON.stringify({ op: 'delta', topic: this.#name, seq: this.#seq, events });
    this.#ring.push(this.#seq, frame);
    this.#hooks.onFrame(this.#listeners.size);
    for (const listener of this.#listeners) listener.send(frame);
  }
}
