import { noteServerTime } from './server-time.ts';

/** One thing that happened on a topic; its shape by `kind` is declared in contract/feed.ts. */
export type FeedEvent = { kind: string };

/** What a subscriber hears. `onState` replaces all it knew, `onDelta` follows on, `onRefused` ends the topic. */
export interface TopicListener {
  onState(state: unknown): void;
  onDelta(events: readonly FeedEvent[]): void;
  onRefused?(code: string): void;
}

/** The parts of a browser WebSocket the feed needs. */
export interface FeedSocket {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface FeedOptions {
  open(): FeedSocket;
  /** 0 ≤ x < 1, spreads reconnects of a whole street. */
  random?(): number;
}

interface Topic {
  listeners: Set<TopicListener>;
  /** Number of the last frame taken; undefined until the first state. */
  seq: number | undefined;
  /** A gap was reported and is not yet filled: later frames wait for the answer. */
  isResuming: boolean;
}

type ServerFrame =
  | { op: 'state'; topic: string; seq: number; state: unknown }
  | { op: 'delta'; topic: string; seq: number; events: FeedEvent[] }
  | { op: 'refused'; topic: string; code: string }
  | { op: 'pong'; now: string | number };

const firstRetryMs = 500;
const longestRetryMs = 20_000;
const pingMs = 20_000;
/** Two pings unanswered: the line is dead though the socket says otherwise (a phone changed its network). */
const silentMs = 45_000;

/**
 * A client of the feed gateway: one WebSocket for all topics of the page, opened with the first subscription. Frames of
 * a topic are numbered; a gap or a reconnect asks for what was missed with `since`, and the gateway answers with the
 * missing frames or with a fresh state. Connection state is for the screen only: subscribers never have to resubscribe.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #topics = new Map<string, Topic>();
  readonly #watchers = new Set<() => void>();
  #socket: FeedSocket | undefined;
  #isOpen = false;
  #failures = 0;
  #heardMs = 0;
  #pingedMs = 0;
  #pinger: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  isConnected(): boolean {
    return this.#isOpen;
  }

  /** Calls `watcher` whenever the connection comes or goes; returns the way to stop. */
  onConnection(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Returns the way to leave again. */
  subscribe(name: string, listener: TopicListener): () => void {
    const known = this.#topics.get(name);
    const topic = known ?? { listeners: new Set(), seq: undefined, isResuming: false };
    // A second listener has heard nothing yet: ask for the whole state again, all listeners take it.
    topic.seq = undefined;
    topic.listeners.add(listener);
    this.#topics.set(name, topic);
    if (this.#socket === undefined && this.#retry === undefined) this.#connect();
    else this.#askFor(name, topic);
    return () => this.#leave(name, listener);
  }

  #leave(name: string, listener: TopicListener): void {
    const topic = this.#topics.get(name);
    if (!topic?.listeners.delete(listener) || topic.listeners.size > 0) return;
    this.#topics.delete(name);
    this.#send({ op: 'unsub', topic: name });
    if (this.#topics.size > 0) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#drop(this.#socket);
  }

  #connect(): void {
    this.#retry = undefined;
    const socket = this.#options.open();
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#socket === socket) this.#begin();
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      this.#heardMs = Date.now();
      this.#take(JSON.parse(String(data)) as ServerFrame);
    };
    socket.onclose = () => this.#drop(socket);
  }

  #begin(): void {
    this.#failures = 0;
    this.#heardMs = Date.now();
    this.#setOpen(true);
    for (const [name, topic] of this.#topics) this.#askFor(name, topic);
    this.#pinger = setInterval(() => this.#ping(), pingMs);
  }

  #ping(): void {
    if (Date.now() - this.#heardMs > silentMs) return this.#drop(this.#socket);
    this.#pingedMs = Date.now();
    this.#send({ op: 'ping' });
  }

  #drop(socket: FeedSocket | undefined): void {
    if (socket === undefined || this.#socket !== socket) return;
    this.#socket = undefined;
    clearInterval(this.#pinger);
    socket.close();
    for (const topic of this.#topics.values()) topic.isResuming = false;
    this.#setOpen(false);
    if (this.#topics.size === 0) return;
    const random = this.#options.random ?? Math.random;
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), waitMs * (0.5 + random() / 2));
  }

  #take(frame: ServerFrame): void {
    if (frame.op === 'pong') {
      noteServerTime(new Date(frame.now).getTime(), Date.now() - this.#pingedMs);
      return;
    }
    const topic = this.#topics.get(frame.topic);
    if (topic === undefined) return;
    if (frame.op === 'delta') return this.#takeDelta(topic, frame);
    if (frame.op === 'refused') {
      for (const listener of topic.listeners) listener.onRefused?.(frame.code);
      return;
    }
    topic.seq = frame.seq;
    topic.isResuming = false;
    for (const listener of topic.listeners) listener.onState(frame.state);
  }

  #takeDelta(topic: Topic, { topic: name, seq, events }: Extract<ServerFrame, { op: 'delta' }>): void {
    if (topic.seq === undefined || seq <= topic.seq) return;
    if (seq > topic.seq + 1) {
      if (!topic.isResuming) this.#askFor(name, topic);
      topic.isResuming = true;
      return;
    }
    topic.seq = seq;
    topic.isResuming = false;
    for (const listener of topic.listeners) listener.onDelta(events);
  }

  #askFor(name: string, { seq }: Topic): void {
    this.#send(seq === undefined ? { op: 'sub', topic: name } : { op: 'sub', topic: name, since: seq });
  }

  #send(frame: object): void {
    if (this.#isOpen) this.#socket?.send(JSON.stringify(frame));
  }

  #setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    for (const watcher of this.#watchers) watcher();
  }
}
