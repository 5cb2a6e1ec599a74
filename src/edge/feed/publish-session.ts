import { z } from 'zod';
import { feedEvents } from '../../../contract/feed.ts';
import {
  findStageOf,
  lineUpOf,
  type LineUpItem,
  type ShowingRoom,
  type Stage,
} from '../../domains/live/index.ts';
import { currentDrop, type CouponDrop } from '../../domains/marketing/index.ts';
import type { Reader } from '../../engines/db/tx.ts';
import type { Funnel } from '../../engines/db/funnel.ts';
import type { FeedEngine, FeedEvent, Publication } from '../../engines/feed/port.ts';

export interface SessionNewsDeps {
  readonly feed: FeedEngine;
  /** For what is read at the tick, after the news. */
  readonly funnel: Funnel;
  readonly stage: Stage;
}

type RoomEvent = z.output<typeof feedEvents.room>;

/** Tells the rooms of sessions, and host and operator, what has changed on the stage. */
export interface SessionNews {
  /** Goods that were shown may cost something else, or be fewer. */
  items(allianceId: string, showing: readonly ShowingRoom[]): void;
  /** The line-up itself changed. */
  lineUp(allianceId: string, sessionId: string, shopIds: readonly string[]): void;
  /** Started, ended, broke off, came back. */
  state(allianceId: string, sessionId: string, shopIds: readonly string[]): void;
  pinned(allianceId: string, sessionId: string, shopIds: readonly string[]): void;
  /** Coupons were dropped, claimed or are over. */
  coupon(allianceId: string, sessionId: string, shopIds: readonly string[]): void;
}

/** What is read at a tick, each once however many topics ask. */
function openReaders(funnel: Funnel) {
  const as = <T>(allianceId: string, work: (db: Reader) => Promise<T>) =>
    funnel.read({ allianceId, actor: null }, work);
  return {
    readLineUp: shareReads<LineUpItem[]>((allianceId, sessionId, shopId) =>
      as(allianceId, (db) => lineUpOf(db, sessionId, shopId)),
    ),
    readDrop: shareReads<CouponDrop | null>((allianceId, sessionId) =>
      as(allianceId, (db) => currentDrop(db, sessionId)),
    ),
    readStage: (allianceId: string, sessionId: string) => as(allianceId, (db) => findStageOf(db, sessionId)),
  };
}

export function openSessionNews({ feed, funnel, stage }: SessionNewsDeps): SessionNews {
  const { readLineUp, readDrop, readStage } = openReaders(funnel);
  /** The rooms and, as null, the topic of host and operator. */
  function each(shopIds: readonly string[], tell: (shopId: string | null) => void): void {
    for (const shopId of new Set([...shopIds, null])) tell(shopId);
  }
  function publish(
    allianceId: string,
    sessionId: string,
    shopId: string | null,
    key: string,
    event: () => Promise<FeedEvent | null>,
  ): void {
    feed.publish({ allianceId, name: topicOf(sessionId, shopId) }, { mode: 'last', key, event });
  }

  return {
    items(allianceId, showing) {
      for (const [sessionId, rooms] of Map.groupBy(showing, (room) => room.sessionId)) {
        for (const [sessionItemId, same] of Map.groupBy(rooms, (room) => room.sessionItemId)) {
          const shopIds = same.map((room) => room.shopId);
          each(shopIds, (shopId) =>
            publish(allianceId, sessionId, shopId, `item ${sessionItemId}`, async () => {
              const items = await readLineUp(allianceId, sessionId, shopId);
              const item = items.find((one) => one.sessionItemId === sessionItemId);
              // Its seller has stopped offering it there: only the whole line-up can say that something is gone.
              return encode(item ? { kind: 'item', item } : { kind: 'line-up', items });
            }),
          );
        }
      }
    },
    lineUp(allianceId, sessionId, shopIds) {
      each(shopIds, (shopId) =>
        publish(allianceId, sessionId, shopId, 'line-up', async () =>
          encode({ kind: 'line-up', items: await readLineUp(allianceId, sessionId, shopId) }),
        ),
      );
    },
    state(allianceId, sessionId, shopIds) {
      each(shopIds, (shopId) =>
        publish(allianceId, sessionId, shopId, 'session', async () => {
          const session = await readStage(allianceId, sessionId);
          if (!session) return null;
          const isReconnecting = session.state === 'live' && stage.isReconnecting(sessionId);
          return encode({ kind: 'session', state: session.state, isReconnecting });
        }),
      );
    },
    coupon(allianceId, sessionId, shopIds) {
      each(shopIds, (shopId) =>
        publish(allianceId, sessionId, shopId, 'coupon', async () => {
          const coupon = await readDrop(allianceId, sessionId, null);
          return encode({ kind: 'coupon', coupon });
        }),
      );
    },
    pinned(allianceId, sessionId, shopIds) {
      each(shopIds, (shopId) =>
        publish(allianceId, sessionId, shopId, 'pinned', async () => {
          const session = await readStage(allianceId, sessionId);
          return session && encode({ kind: 'pinned', sessionItemId: session.pinnedItemId });
        }),
      );
    },
  };
}

type ReadShared<T> = (allianceId: string, sessionId: string, shopId: string | null) => Promise<T>;

/** All that asks for the same at one tick shares one reading: the tick asks in one go. */
function shareReads<T>(read: ReadShared<T>): ReadShared<T> {
  const reading = new Map<string, Promise<T>>();
  return (allianceId, sessionId, shopId) => {
    const key = `${sessionId}:${shopId}`;
    const shared = reading.get(key) ?? read(allianceId, sessionId, shopId);
    reading.set(key, shared);
    queueMicrotask(() => reading.delete(key));
    return shared;
  };
}

/** The topic of one room, or with null that of host and operator. */
export function topicOf(sessionId: string, shopId: string | null): string {
  return shopId === null ? `session:${sessionId}` : `room:${sessionId}:${shopId}`;
}

/** As it travels. Both kinds of topic know the kinds of events made here. */
export function encode(event: RoomEvent): FeedEvent {
  return z.encode(feedEvents.room, event);
}

/** An event that everybody in a room must hear. */
export function said(event: RoomEvent): Publication {
  return { mode: 'each', event: encode(event) };
}
