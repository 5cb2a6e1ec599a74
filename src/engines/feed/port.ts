import type { FeedFrame } from './frame.ts';

/** What happened, as it travels: plain JSON with fen as text and instants as ISO strings. Shapes: contract/feed.ts. */
export interface FeedEvent {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Names are those of the contract ('pools', 'room:<sessionId>:<shopId>'); every alliance has its own. */
export interface FeedTopic {
  readonly allianceId: string;
  readonly name: string;
}

/**
 * `each`: everyone who listens gets it, in order. `last`: only the latest of a key within a tick is sent.
 * A function is called at the tick, once for all that superseded it, and only if anybody listens; null says nothing.
 */
export type Publication =
  | { readonly mode: 'each'; readonly event: FeedEvent }
  | {
      readonly mode: 'last';
      readonly key: string;
      readonly event: FeedEvent | (() => Promise<FeedEvent | null>);
    };

/** One end of a connection. */
export interface FeedListener {
  /** The same object for everyone. Must not throw and must not wait. */
  send(frame: FeedFrame): void;
}

export interface JoinOptions {
  /** The last frame number this listener took; absent asks for the state. */
  readonly since?: number | undefined;
  /** Reads what a newcomer must know. Shared by those who come within one tick. */
  readonly readState: () => Promise<unknown>;
}

/** Live news: topics with a state, numbered frames and catch-up. */
export interface FeedEngine {
  publish(topic: FeedTopic, publication: Publication): void;
  /**
   * Sends the listener the missing frames, or the state, and from then on every frame. Returns the way out.
   * What happens while the state is read may arrive in it and again as an event.
   */
  join(topic: FeedTopic, listener: FeedListener, options: JoinOptions): Promise<() => void>;
  /** How many listen now, at every node. Those of other nodes are known within a second. */
  countListeners(topic: FeedTopic): number;
  /** Told when the number of listeners has changed, here or elsewhere. Returns the way to stop it. */
  onAudience(listener: (topic: FeedTopic, count: number) => void): () => void;
  /** False while other nodes cannot be reached: until then everyone hears what happens at the own node only. */
  isWhole(): boolean;
  figures(): FeedFigures;
  close(): Promise<void>;
}

export interface FeedFigures {
  readonly topics: number;
  readonly listeners: number;
  readonly framesTotal: number;
  readonly deliveriesTotal: number;
  /** Processes that share the feed, this one included. */
  readonly nodes: number;
}
