import type { Clock } from '../../../kernel/clock.ts';
import { newId } from '../../ids.ts';
import { deltaParts, type FeedFrame } from '../frame.ts';
import { Gatherer, usualPace, type Pace } from '../gather.ts';
import { firstFrameUnitMillis } from '../limits.ts';
import type {
  FeedEngine,
  FeedEvent,
  FeedFigures,
  FeedListener,
  FeedTopic,
  JoinOptions,
  Publication,
} from '../port.ts';
import { keyOf } from '../topic-key.ts';
import { Topic } from '../topic.ts';
import { Audience } from './audience.ts';
import { openLine, type Line } from './line.ts';

/** Gatherers with nothing to do are put away this often. */
const sweepMillis = 5_000;
/** A line that breaks while a topic is joined is tried again so often before the topic begins alone. */
const attachAttempts = 3;

export interface RedisFeedOptions {
  /** redis[s]://[user:password@]host:port */
  readonly url: string;
  readonly clock: Clock;
  /** In front of every key and channel. Topics carry the id of their alliance, so installations may share it. */
  readonly prefix?: string;
  /** A read for an event or a state failed: its listeners were not told. */
  readonly onError: (error: unknown) => void;
  /** The other nodes are out of reach (once per loss, with the cause), or here again (null). */
  readonly onLine: (lost: Error | null) => void;
  readonly pace?: Pace;
}

interface Kept {
  readonly at: FeedTopic;
  readonly key: string;
  readonly topic: Topic;
  /** Resolves when numbers and latest frames are known. */
  readonly ready: Promise<void>;
  /** Those who listen and those about to. */
  users: number;
}

/**
 * The feed of an installation with several nodes: Redis numbers each frame, keeps the latest ones and sends it to every
 * node that has a listener, once per topic and tick. While Redis is away each node goes on by itself with numbers nobody
 * else gives; when it is back everyone who listens is given the state again.
 */
export async function startRedisFeed(options: RedisFeedOptions): Promise<FeedEngine> {
  const feed = new RedisFeed(options);
  await feed.start();
  return feed;
}

class RedisFeed implements FeedEngine {
  readonly #options: RedisFeedOptions;
  readonly #nodeId = newId();
  readonly #topics = new Map<string, Kept>();
  readonly #gatherers = new Map<string, Gatherer>();
  readonly #watchers = new Set<(topic: FeedTopic, count: number) => void>();
  readonly #line: Line;
  readonly #audience: Audience;
  readonly #sweeper: NodeJS.Timeout;
  #rejoining: Promise<void> = Promise.resolve();
  #isLost = false;
  #framesTotal = 0;
  #deliveriesTotal = 0;

  constructor(options: RedisFeedOptions) {
    this.#options = options;
    this.#line = openLine({
      url: options.url,
      prefix: options.prefix ?? 'lianbo:',
      onFrame: (key, frame) => this.#take(key, frame),
      onWhole: () => void (this.#rejoining = this.#rejoin()),
      onBroken: (error) => this.#goAlone(error),
    });
    const tell = (topic: FeedTopic) => this.#tell(topic);
    this.#audience = new Audience({ nodeId: this.#nodeId, line: this.#line, onChange: tell });
    this.#sweeper = setInterval(() => this.#sweep(), sweepMillis);
    this.#sweeper.unref();
  }

  async start(): Promise<void> {
    await this.#line.start();
    if (!this.#line.isWhole()) this.#lose(new Error('Redis cannot be reached'));
    await this.#rejoining;
  }

  publish(at: FeedTopic, publication: Publication): void {
    const key = keyOf(at);
    const known = this.#gatherers.get(key);
    const gatherer = known ?? this.#gathererOf(at, key);
    if (!known) this.#gatherers.set(key, gatherer);
    gatherer.add(publication);
  }

  async join(at: FeedTopic, listener: FeedListener, options: JoinOptions): Promise<() => void> {
    const kept = this.#ensure(at);
    kept.users += 1;
    try {
      await kept.ready;
      await kept.topic.join(listener, options);
    } catch (error) {
      this.#release(kept);
      throw error;
    }
    this.#note(kept);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      kept.topic.leave(listener);
      this.#note(kept);
      this.#release(kept);
    };
  }

  countListeners(at: FeedTopic): number {
    return this.#audience.total(keyOf(at));
  }

  onAudience(watcher: (topic: FeedTopic, count: number) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  isWhole(): boolean {
    return this.#line.isWhole();
  }

  figures(): FeedFigures {
    const kept = [...this.#topics.values()];
    return {
      topics: kept.length,
      listeners: kept.reduce((sum, { topic }) => sum + topic.listenerCount, 0),
      framesTotal: this.#framesTotal,
      deliveriesTotal: this.#deliveriesTotal,
      nodes: this.#audience.nodes(),
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    for (const gatherer of this.#gatherers.values()) gatherer.stop();
    for (const { topic } of this.#topics.values()) topic.clear();
    this.#topics.clear();
    await this.#audience.close();
    this.#line.close();
  }

  #gathererOf(at: FeedTopic, key: string): Gatherer {
    return new Gatherer({
      pace: this.#options.pace ?? usualPace,
      isHeard: () => this.#isHeard(key),
      send: (events) => this.#send(at, key, events),
      onLost: () => void this.#skip(key),
      onError: this.#options.onError,
    });
  }

  #isHeard(key: string): boolean | Promise<boolean> {
    const isHeardHere = this.#topics.get(key)?.topic.isHeard === true;
    if (isHeardHere || !this.#line.isWhole()) return isHeardHere;
    return this.#line.isHeard(key).catch(() => isHeardHere);
  }

  async #send(at: FeedTopic, key: string, events: readonly FeedEvent[]): Promise<void> {
    try {
      await this.#line.say(key, deltaParts(at.name, events));
    } catch {
      // Away: whoever listens here hears it, the others are given the state when the line is back.
      this.#topics.get(key)?.topic.append(events);
    }
  }

  /** News were lost: numbers known so far must lead to the state, at every node. Where nobody listens Redis has seen to it. */
  async #skip(key: string): Promise<void> {
    const topic = this.#topics.get(key)?.topic;
    try {
      if (topic?.isHeard) await this.#line.lift(key, topic.seq);
    } catch {
      topic?.startAnew();
    }
  }

  #take(key: string, frame: FeedFrame): void {
    const kept = this.#topics.get(key);
    if (kept) kept.topic.take(frame);
    else this.#line.stopHearing(key);
  }

  #ensure(at: FeedTopic): Kept {
    const key = keyOf(at);
    const known = this.#topics.get(key);
    if (known) return known;
    const topic = new Topic(at.name, 0, (listeners) => {
      this.#framesTotal += 1;
      this.#deliveriesTotal += listeners;
    });
    const kept: Kept = { at, key, topic, users: 0, ready: this.#attach(key, topic) };
    this.#topics.set(key, kept);
    return kept;
  }

  async #attach(key: string, topic: Topic): Promise<void> {
    for (let attempt = 0; attempt < attachAttempts && this.#line.isWhole(); attempt += 1) {
      try {
        await this.#line.hear(key);
        const { seq, frames } = await this.#line.look(key);
        return topic.begin(seq, frames);
      } catch {
        // The line broke: either it is there again by now, or the topic begins alone until it is.
      }
    }
    this.#beginAlone(topic);
  }

  /** Numbers far enough from those of every other node that nobody takes one for the other. */
  #beginAlone(topic: Topic): void {
    const first = Math.floor(this.#options.clock.now().getTime() / firstFrameUnitMillis);
    const apart = 2 + (Number.parseInt(this.#nodeId.slice(-4), 16) || 0);
    topic.begin(Math.max(topic.seq, first) + apart, []);
  }

  #goAlone(error: Error): void {
    for (const { topic } of this.#topics.values()) this.#beginAlone(topic);
    this.#audience.end();
    this.#lose(error);
  }

  #lose(error: Error): void {
    if (!this.#isLost) this.#options.onLine(error);
    this.#isLost = true;
  }

  /** Everything said while the line was away is in the states. */
  async #rejoin(): Promise<void> {
    try {
      await this.#audience.begin();
      await Promise.all([...this.#topics.values()].map((kept) => this.#resume(kept)));
      if (this.#isLost) this.#options.onLine(null);
      this.#isLost = false;
    } catch (error) {
      // A line that breaks again begins again; a state that cannot be read is the database's trouble.
      if (this.#line.isWhole()) this.#options.onError(error);
    }
  }

  async #resume({ key, topic, ready }: Kept): Promise<void> {
    await ready;
    await this.#line.hear(key);
    await topic.restate(await this.#line.lift(key, topic.seq));
  }

  #note({ at, topic }: Kept): void {
    this.#audience.note(at, topic.listenerCount);
    this.#tell(at);
  }

  #tell(at: FeedTopic): void {
    const count = this.countListeners(at);
    for (const watcher of this.#watchers) watcher(at, count);
  }

  #release(kept: Kept): void {
    kept.users -= 1;
    if (kept.users > 0 || this.#topics.get(kept.key) !== kept) return;
    this.#topics.delete(kept.key);
    this.#line.stopHearing(kept.key);
  }

  #sweep(): void {
    for (const [key, gatherer] of this.#gatherers) if (gatherer.isIdle) this.#gatherers.delete(key);
  }
}
