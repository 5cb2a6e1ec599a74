import type { Stage } from '../../domains/live/index.ts';
import type { FeedEngine, FeedTopic } from '../../engines/feed/port.ts';
import type { MediaEngine } from '../../engines/media/port.ts';
import type { Clock } from '../../kernel/clock.ts';
import { countRooms } from './count-rooms.ts';

/** Counts are told at most this often. */
const tellMillis = 1_000;
/** Sessions whose video broke off, remembered at most; the oldest is forgotten first. */
const lostMax = 10_000;

export interface KeptStage extends Stage {
  /** Sessions whose video has been away for so long. They may have ended since. */
  lostLongerThan(seconds: number): string[];
  close(): void;
}

export interface StageOptions {
  readonly feed: FeedEngine;
  readonly media: Pick<MediaEngine, 'on'>;
  readonly clock: Clock;
  /** The video of a session went or came back while these rooms have viewers. */
  readonly onReconnecting: (allianceId: string, sessionId: string, shopIds: readonly string[]) => void;
}

/**
 * Keeps who is there: open feed subscriptions of `room:<sessionId>:<shopId>` and open videos of the same room, whichever
 * are more, because a page may have its video off and a player may run without the page.
 */
export function keepStage({ feed, media, clock, onReconnecting }: StageOptions): KeptStage {
  const rooms = countRooms();
  const alliances = new Map<string, string>();
  const lostAt = new Map<string, Date>();

  function setLost(sessionId: string, isLost: boolean): void {
    if (lostAt.has(sessionId) === isLost) return;
    if (isLost) lostAt.set(sessionId, clock.now());
    else lostAt.delete(sessionId);
    const [oldest] = lostAt.keys();
    if (lostAt.size > lostMax && oldest !== undefined) lostAt.delete(oldest);
    const allianceId = alliances.get(sessionId);
    if (allianceId !== undefined)
      onReconnecting(allianceId, sessionId, [...rooms.viewersOf(sessionId).keys()]);
  }
  function tell(): void {
    for (const { sessionId, shopId } of rooms.takeChanged()) {
      const allianceId = alliances.get(sessionId);
      if (allianceId === undefined) continue;
      const viewers = rooms.viewersOf(sessionId);
      publishViewers(
        feed,
        { allianceId, name: `room:${sessionId}:${shopId}` },
        { count: viewers.get(shopId) ?? 0 },
      );
      publishViewers(feed, { allianceId, name: `session:${sessionId}` }, summary(viewers));
      if (viewers.size === 0) alliances.delete(sessionId);
    }
  }

  const stopAudience = feed.onAudience(({ allianceId, name }, listeners) => {
    const [kind, sessionId, shopId] = name.split(':');
    if (kind !== 'room' || sessionId === undefined || shopId === undefined) return;
    alliances.set(sessionId, allianceId);
    rooms.count(sessionId, shopId, { listeners });
  });
  const stopMedia = media.on((event) => {
    if (event.type === 'viewers') rooms.count(event.streamId, event.roomId, { watchers: event.count });
    else setLost(event.streamId, event.type === 'unpublished');
  });
  const teller = setInterval(tell, tellMillis);
  teller.unref();

  return {
    viewersOf: rooms.viewersOf,
    isReconnecting: (sessionId) => lostAt.has(sessionId),
    lostLongerThan(seconds) {
      const before = clock.now().getTime() - seconds * 1_000;
      return [...lostAt].filter(([, at]) => at.getTime() < before).map(([sessionId]) => sessionId);
    },
    close() {
      clearInterval(teller);
      stopAudience();
      stopMedia();
    },
  };
}

function summary(viewers: ReadonlyMap<string, number>) {
  const rooms = [...viewers].map(([shopId, count]) => ({ shopId, count }));
  return { count: rooms.reduce((sum, room) => sum + room.count, 0), rooms };
}

function publishViewers(feed: FeedEngine, topic: FeedTopic, counted: object): void {
  feed.publish(topic, { mode: 'last', key: 'viewers', event: { kind: 'viewers', ...counted } });
}
