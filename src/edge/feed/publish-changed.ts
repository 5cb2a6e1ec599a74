import type { FeedEngine } from '../../engines/feed/port.ts';

/** Says on topics whose state pages read over HTTP that they should read it again; repeats within a tick are one. */
export function publishChanged(
  feed: FeedEngine,
  allianceId: string,
  topics: Iterable<string>,
  what: string,
  at: Date,
): void {
  for (const name of new Set(topics)) {
    const event = { kind: 'changed', what, at: at.toISOString() };
    feed.publish({ allianceId, name }, { mode: 'last', key: what, event });
  }
}
