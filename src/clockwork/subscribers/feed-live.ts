import { z } from 'zod';
import { findMessage, roomShopsOf } from '../../domains/live/index.ts';
import { said, topicOf, type SessionNews } from '../../edge/feed/publish-session.ts';
import { publishChanged } from '../../edge/feed/publish-changed.ts';
import type { RelayedFact } from '../../engines/db/outbox.ts';
import type { Tx } from '../../engines/db/tx.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { AfterCommit, Subscriber } from '../subscriber.ts';

export interface FeedLiveDeps {
  readonly feed: FeedEngine;
  readonly news: SessionNews;
}

const ofSession = z.object({ sessionId: z.string() });
const ofHost = z.object({ sessionId: z.string(), hostMemberId: z.string() });
const ofMessage = z.object({ sessionId: z.string(), shopId: z.string(), messageId: z.string() });

/** What happens on the stage, to its rooms. */
export function feedLiveSubscribers({ feed, news }: FeedLiveDeps): Subscriber[] {
  return [
    {
      name: 'feed.stage',
      kinds: [
        'session-scheduled',
        'session-started',
        'session-ended',
        'session-cancelled',
        'line-up-changed',
      ],
      async handle(tx, { kind, payload, at }) {
        const { allianceId } = tx;
        const { sessionId } = ofSession.parse(payload);
        const shopIds = await roomShopsOf(tx, sessionId);
        return () => {
          // Flash prices begin and end with the session, so its prices change with its state.
          news.lineUp(allianceId, sessionId, shopIds);
          if (kind !== 'line-up-changed') news.state(allianceId, sessionId, shopIds);
          publishChanged(feed, allianceId, ['overview', ...shopIds.map((id) => `shop:${id}`)], kind, at);
        };
      },
    },
    {
      name: 'feed.pinned',
      kinds: ['item-pinned'],
      async handle(tx, { payload }) {
        const { sessionId } = ofSession.parse(payload);
        const shopIds = await roomShopsOf(tx, sessionId);
        return () => news.pinned(tx.allianceId, sessionId, shopIds);
      },
    },
    {
      name: 'feed.coupon',
      kinds: ['coupon-dropped', 'coupons-claimed', 'coupon-drop-ended'],
      async handle(tx, { payload }) {
        const { sessionId } = ofSession.parse(payload);
        const shopIds = await roomShopsOf(tx, sessionId);
        return () => news.coupon(tx.allianceId, sessionId, shopIds);
      },
    },
    {
      name: 'feed.host',
      kinds: ['host-changed'],
      async handle({ allianceId }, { payload }) {
        const { sessionId, hostMemberId } = ofHost.parse(payload);
        return () =>
          feed.publish(
            { allianceId, name: topicOf(sessionId, null) },
            { mode: 'last', key: 'host', event: { kind: 'host', hostMemberId } },
          );
      },
    },
    {
      name: 'feed.chat',
      kinds: ['chat-said', 'chat-reviewed'],
      handle: (tx, fact) => tellChat(tx, fact, feed),
    },
  ];
}

/** A message goes to host and operator always, to its room when shown; the host's words go to every room. */
async function tellChat(
  tx: Tx,
  { kind, payload }: RelayedFact,
  feed: FeedEngine,
): Promise<AfterCommit | void> {
  const { sessionId, messageId } = ofMessage.parse(payload);
  const message = await findMessage(tx, sessionId, messageId);
  if (!message) return;
  const shopIds = message.isHost ? await roomShopsOf(tx, sessionId) : [message.shopId];
  const { allianceId } = tx;
  return () => {
    feed.publish({ allianceId, name: topicOf(sessionId, null) }, said({ kind: 'chat', message }));
    for (const shopId of shopIds) {
      const name = topicOf(sessionId, shopId);
      if (message.state === 'shown') feed.publish({ allianceId, name }, said({ kind: 'chat', message }));
      else if (kind === 'chat-reviewed')
        feed.publish({ allianceId, name }, said({ kind: 'chat-removed', messageId }));
    }
  };
}
