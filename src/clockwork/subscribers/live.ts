import { z } from 'zod';
import { addSeconds } from '../../kernel/clock.ts';
import { countSold, tellReminded } from '../../domains/live/index.ts';
import { enqueue } from '../../engines/jobs/port.ts';
import type { MediaEngine } from '../../engines/media/port.ts';
import type { Subscriber } from '../subscriber.ts';

/** The video is stopped by the same fact; its last pictures are on their way to the disk. */
const archiveAfterSeconds = 2;

/** A substitute has this long to send their picture before the host before them is cut off. */
const handOverSeconds = 20;

const ofHosts = z.object({ sessionId: z.string(), formerMemberId: z.string() });
const ofSession = z.object({ sessionId: z.string() });
const paidOrder = z.object({
  lines: z.array(z.object({ sessionId: z.string().nullable(), variantId: z.string(), quantity: z.number() })),
});

/** What the live domain learns from facts, its own and those from above. */
export function liveSubscribers(media: Pick<MediaEngine, 'kick' | 'discardRecording'>): Subscriber[] {
  return [
    {
      name: 'live.count-sold',
      kinds: ['order-paid'],
      async handle(tx, { payload }) {
        const { lines } = paidOrder.parse(payload);
        await countSold(
          tx,
          lines.flatMap(({ sessionId, ...line }) => (sessionId === null ? [] : [{ ...line, sessionId }])),
        );
      },
    },
    {
      name: 'live.tell-reminded',
      kinds: ['session-started', 'session-cancelled'],
      async handle(tx, { payload }) {
        await tellReminded(tx, ofSession.parse(payload).sessionId);
      },
    },
    {
      name: 'live.stop-video',
      kinds: ['session-ended', 'session-cancelled'],
      async handle(_tx, { payload }) {
        const { sessionId } = ofSession.parse(payload);
        return () => media.kick({ streamId: sessionId, action: 'publish' });
      },
    },
    {
      // The substitute's picture replaces the one before without an end in between; only then the old door is shut.
      name: 'live.silence-former-host',
      kinds: ['host-changed'],
      async handle(tx, { payload }) {
        const { sessionId, formerMemberId } = ofHosts.parse(payload);
        const runAt = addSeconds(tx.now, handOverSeconds);
        await enqueue(tx, { queue: 'silence-former-host', data: { sessionId, formerMemberId }, runAt });
      },
    },
    {
      name: 'live.archive-video',
      kinds: ['session-ended'],
      async handle(tx, { payload }) {
        const { sessionId } = ofSession.parse(payload);
        const runAt = addSeconds(tx.now, archiveAfterSeconds);
        await enqueue(tx, { queue: 'archive-session', data: { sessionId }, runAt });
      },
    },
    {
      name: 'live.discard-video',
      kinds: ['session-cancelled'],
      async handle(_tx, { payload }) {
        const { sessionId } = ofSession.parse(payload);
        return () => void media.discardRecording(sessionId);
      },
    },
  ];
}
