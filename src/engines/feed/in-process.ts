import type { Clock } from '../../kernel/clock.ts';
import { firstFrameUnitMillis, idleTopicMillis } from './limits.ts';
import type { FeedEngine, FeedTopic } from './port.ts';
import { Topic } from './topic.ts';

export interface InProcessFeedOptions {
  readonly clock: Clock;
  /** A read for an event failed: its listeners were not told. */
  readonly onError: (error: unknown) => void;
}

/** The feed of an installation that runs in one process. */
export function startInProcessFeed({ clock, onError }: InProcessFeedOptions): FeedEngine {
  const topics = new Map<string, Topic>();
  const watchers = new Set<(topic: FeedTopic, count: number) => void>();
  let framesTotal = 0;
  let deliveriesTotal = 0;

  function onFrame(listeners: number): void {
    framesTotal += 1;
    deliveriesTotal += listeners;
  }
  function ensure(key: string, name: string): Topic {
    const known = topics.get(key);
    if (known) return known;
    const firstSeq = Math.floor(clock.now().getTime() / firstFrameUnitMillis);
    const topic = new Topic(name, firstSeq, { onError, onFrame });
    topics.set(key, topic);
    return topic;
  }
  function tell(at: FeedTopic, topic: Topic): void {
    for (const watcher of watchers) watcher(at, topic.listenerCount);
  }

  const sweeper = setInterval(() => {
    for (const [key, topic] of topics) if (topic.isForgettable(idleTopicMillis)) topics.delete(key);
  }, idleTopicMillis);
  sweeper.unref();

  return {
    publish: (at, publication) => topics.get(keyOf(at))?.publish(publication),
    async join(at, listener, options) {
      const topic = ensure(keyOf(at), at.name);
      await topic.join(listener, options);
      tell(at, topic);
      return () => {
        topic.leave(listener);
        tell(at, topic);
      };
    },
    countListeners: (at) => topics.get(keyOf(at))?.listenerCount ?? 0,
    onAudience(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    figures: () => ({
      topics: topics.size,
      listeners: [...topics.values()].reduce((sum, topic) => sum + topic.listenerCount, 0),
      framesTotal,
      deliveriesTotal,
    }),
    close() {
      clearInterval(sweeper);
      for (const topic of topics.values()) topic.stop();
      topics.clear();
    },
  };
}

function keyOf({ allianceId, name }: FeedTopic): string {
  return `${allianceId} ${name}`;
}
