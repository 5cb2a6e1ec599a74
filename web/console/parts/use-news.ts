import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { FeedEvent } from '../../kit/feed.ts';
import { useTopicEvents } from '../../kit/use-topic.ts';
import type { Domain } from '../../kit/use-api.ts';

/** On a busy evening a shop changes many times a second; its pages are read again at most this often. */
const restMs = 3_000;

/**
 * Reads a domain again when a topic says that something happened. A state without events comes first, where reads are
 * fresh, and after a gap, where stale ones are read again.
 */
export function useNews(topic: string | undefined, domain: Domain): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onEvents = useCallback(
    (events: readonly FeedEvent[]) => {
      if (events.length === 0) {
        void client.refetchQueries({ queryKey: [domain], type: 'active', stale: true });
        return;
      }
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        void client.invalidateQueries({ queryKey: [domain] });
      }, restMs);
    },
    [client, domain],
  );
  useTopicEvents(topic, onEvents);
}
