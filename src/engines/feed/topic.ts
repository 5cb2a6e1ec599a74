import { deltaParts, stateFrame, type FeedFrame } from './frame.ts';
import { ringBytes, ringFrames, tickMillis } from './limits.ts';
import type { FeedEvent, FeedListener, JoinOptions } from './port.ts';
import { Ring } from './ring.ts';

interface State {
  readonly seq: number;
  readonly frame: Promise<FeedFrame>;
  readonly freshUntilMillis: number;
}

/** One topic as this process hears it: who listens, the state for newcomers, the latest frames for who missed some. */
export class Topic {
  readonly #name: string;
  readonly #onFrame: (listeners: number) => void;
  readonly #ring = new Ring(ringFrames, ringBytes);
  readonly #listeners = new Set<FeedListener>();
  #seq: number;
  /** Whether anybody may hold the current number. */
  #isKnown = false;
  #joining = 0;
  #state: State | null = null;
  #readState: (() => Promise<unknown>) | null = null;
  #idleSinceMillis = performance.now();

  constructor(name: string, firstSeq: number, onFrame: (listeners: number) => void) {
    this.#name = name;
    this.#seq = firstSeq;
    this.#onFrame = onFrame;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Somebody listens or is about to. */
  get isHeard(): boolean {
    return this.#listeners.size + this.#joining > 0;
  }

  /** Resolves when the listener has what it missed and hears all that follows. */
  async join(listener: FeedListener, { since, readState }: JoinOptions): Promise<void> {
    this.#readState = readState;
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
    return !this.isHeard && performance.now() - this.#idleSinceMillis > idleMillis;
  }

  /** Gives the events the next number and sends them. */
  append(events: readonly FeedEvent[]): void {
    const { before, after } = deltaParts(this.#name, events);
    const seq = this.#seq + 1;
    this.take({ seq, text: `${before}${seq}${after}` });
  }

  /** A frame numbered elsewhere. Where numbers are missing, whoever listens sees the gap and asks for the state. */
  take(frame: FeedFrame): void {
    if (frame.seq <= this.#seq) return;
    if (frame.seq !== this.#seq + 1) this.#ring.clear();
    this.#seq = frame.seq;
    this.#ring.push(frame);
    this.#onFrame(this.#listeners.size);
    for (const listener of this.#listeners) listener.send(frame);
  }

  /**
   * Begins at a number with these frames before it, as another process left them. What was taken from beyond that number
   * meanwhile stays.
   */
  begin(seq: number, frames: readonly FeedFrame[]): void {
    const later = this.#ring.after(seq, this.#seq) ?? [];
    this.#ring.clear();
    for (const frame of [...frames, ...later]) this.#ring.push(frame);
    this.#seq = seq + later.length;
    this.#state = null;
  }

  /** Leaves a gap in the numbers: whoever had an earlier one will be given the state. */
  startAnew(): void {
    if (!this.#isKnown) return;
    this.#isKnown = this.isHeard;
    this.begin(this.#seq + 2, []);
  }

  /** Gives everyone who listens the state again, from this number on. Fails when it cannot be read. */
  async restate(seq: number): Promise<void> {
    this.begin(seq, []);
    if (this.#listeners.size === 0 || !this.#readState) return;
    const state = this.#freshState(this.#readState);
    const frame = await state.frame;
    const later = this.#ring.after(state.seq, this.#seq) ?? [];
    for (const listener of this.#listeners) for (const one of [frame, ...later]) listener.send(one);
  }

  clear(): void {
    this.#listeners.clear();
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
      for (const later of missed) listener.send(later);
      this.#listeners.add(listener);
      return;
    }
  }

  #freshState(readState: () => Promise<unknown>): State {
    const nowMillis = performance.now();
    if (this.#state && nowMillis < this.#state.freshUntilMillis) return this.#state;
    const seq = this.#seq;
    const frame = readState().then((state) => stateFrame(this.#name, seq, state));
    const fresh: State = { seq, frame, freshUntilMillis: nowMillis + tickMillis };
    this.#state = fresh;
    frame.catch(() => {
      if (this.#state === fresh) this.#state = null;
    });
    return fresh;
  }
}
