import type { Clock } from '../../kernel/clock.ts';
import { Gatherer, usualPace, type Pace } from './gather.ts';
import { firstFrameUnitMillis, idleTopicMillis } from './limits.ts';
import type { FeedEngine, FeedTopic } from './port.ts';
import { keyOf } from './topic-key.ts';
import { Topic } from './topic.ts';

export interface InProcessFeedOptions {
  readonly clock: Clock;
  /** A read for an event failed: its listeners were not told. */
  readonly onError: (error: unknown) => void;
  /** For measuring what gathering is worth. */
  readonly pace?: Pace;
}

interface Kept {
  readonly topic: Topic;
  readonly gatherer: Gatherer;
}

/** The feed of an installation that runs in one process. */
export function startInProcessFeed({ clock, onError, pace = usualPace }: InProcessFeedOptions): FeedEngine {
  const topics = new Map<string, Kept>();
  const watchers = new Set<(topic: FeedTopic, count: number) => void>();
  let framesTotal = 0;
  let deliveriesTotal = 0;

  function onFrame(listeners: number): void {
    framesTotal += 1;
    deliveriesTotal += listeners;
  }
  function ensure(key: string, name: string): Topic {
    const known = topics.get(key);
    if (known) return known.topic;
    const firstSeq = Math.floor(clock.now().getTime() / firstFrameUnitMillis);
    const topic = new Topic(name, firstSeq, onFrame);
    const gatherer = new Gatherer({
      pace,
      isHeard: () => true,
      send: (events) => topic.append(events),
      onLost: () => topic.startAnew(),
      onError,
    });
    topics.set(key, { topic, gatherer });
    return topic;
  }
  function tell(at: FeedTopic, topic: Topic): void {
    for (const watcher of watchers) watcher(at, topic.listenerCount);
  }
  const sweeper = setInterval(() => forgetIdle(topics), idleTopicMillis).unref();

  return {
    publish(at, publication) {
      const kept = topics.get(keyOf(at));
      if (!kept) return;
      if (kept.topic.isHeard) return kept.gatherer.add(publication);
      kept.gatherer.clear();
      kept.topic.startAnew();
    },
    async join(at, listener, options) {
      const topic = ensure(keyOf(at), at.name);
      await topic.join(listener, options);
      tell(at, topic);
      return () => {
        topic.leave(listener);
        tell(at, topic);
      };
    },
    countListeners: (at) => topics.get(keyOf(at))?.topic.listenerCount ?? 0,
    onAudience(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    isWhole: () => true,
    figures: () => ({
      topics: topics.size,
      listeners: sumListeners(topics.values()),
      framesTotal,
      deliveriesTotal,
      nodes: 1,
    }),
    async close() {
      clearInterval(sweeper);
      for (const { topic, gatherer } of topics.values()) {
        gatherer.stop();
        topic.clear();
      }
      topics.clear();
    },
  };
}

function forgetIdle(topics: Map<string, Kept>): void {
  for (const [key, { topic }] of topics) if (topic.isForgettable(idleTopicMillis)) topics.delete(key);
}

function sumListeners(topics: Iterable<Kept>): number {
  let sum = 0;
  for (const { topic } of topics) sum += topic.listenerCount;
  return sum;
}
