import { useEffect, useState } from 'react';
import { currentAlliance } from './client/browser.ts';
import { Feed, type FeedEvent } from './feed.ts';

let pageFeed: Feed | undefined;

function theFeed(): Feed {
  const url = new URL('/feed', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const alliance = currentAlliance();
  if (alliance !== null) url.searchParams.set('alliance', alliance);
  pageFeed ??= new Feed({ open: () => new WebSocket(url) as never });
  return pageFeed;
}

export interface TopicView<State> {
  /** Undefined until the first state is heard. */
  state: State | undefined;
  /** Refusal code when the topic is not ours to hear. */
  refused: string | undefined;
}

/**
 * The state of a topic, kept up to date by its events. `reduce` must be a stable, pure function (declare it outside the
 * component). Pass `undefined` as topic to hear nothing.
 *
 * ```ts
 * const { state } = useTopic(`pool:${poolId}`, (state: PoolState, event: PoolEvent) => event.progress);
 * ```
 */
export function useTopic<State, Event extends FeedEvent>(
  topic: string | undefined,
  reduce: (state: State, event: Event) => State,
): TopicView<State> {
  const [view, setView] = useState<TopicView<State>>({ state: undefined, refused: undefined });
  useEffect(() => {
    setView({ state: undefined, refused: undefined });
    if (topic === undefined) return undefined;
    return theFeed().subscribe(topic, {
      onState: (state) => setView({ state: state as State, refused: undefined }),
      onDelta: (events) =>
        setView(({ state, refused }) => ({
          state: state === undefined ? state : (events as Event[]).reduce(reduce, state),
          refused,
        })),
      onRefused: (refused) => setView({ state: undefined, refused }),
    });
  }, [topic, reduce]);
  return view;
}

/** Calls `onEvents` for each batch of a topic; for topics that only say "read it again" (`order:`, `shop:`, `overview`). */
export function useTopicEvents(
  topic: string | undefined,
  onEvents: (events: readonly FeedEvent[]) => void,
): void {
  useEffect(() => {
    if (topic === undefined) return undefined;
    return theFeed().subscribe(topic, { onState: () => onEvents([]), onDelta: onEvents });
  }, [topic, onEvents]);
}
