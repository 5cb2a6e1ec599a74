import { z } from 'zod';
import { describeItems } from '../../domains/catalog/index.ts';
import { roomsWithVariants } from '../../domains/live/index.ts';
import { describeMembers } from '../../domains/membership/index.ts';
import { describeLines } from '../../domains/ordering/index.ts';
import { publishChanged } from '../../edge/feed/publish-changed.ts';
import { said, topicOf, type SessionNews } from '../../edge/feed/publish-session.ts';
import type { RelayedFact } from '../../engines/db/outbox.ts';
import type { Tx } from '../../engines/db/tx.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import { maskName } from '../../kernel/mask.ts';
import type { AfterCommit, Subscriber } from '../subscriber.ts';

export interface FeedOrdersDeps {
  readonly feed: FeedEngine;
  readonly news: SessionNews;
}

const orderNews = z.object({
  orderGroupId: z.string(),
  memberId: z.string(),
  lines: z.array(
    z.object({
      variantId: z.string(),
      poolId: z.string().nullable(),
      sellerShopId: z.string(),
      sessionId: z.string().nullable(),
      roomShopId: z.string().nullable(),
      quantity: z.number(),
    }),
  ),
});
type OrderNews = z.infer<typeof orderNews>;
const endedOrder = z.object({ orderGroupId: z.string(), orderLineIds: z.array(z.string()) });

/** Orders, to the rooms they came from, to their buyer and to the shops that sell. */
export function feedOrdersSubscribers({ feed, news }: FeedOrdersDeps): Subscriber[] {
  return [
    {
      name: 'feed.orders',
      kinds: ['order-placed', 'order-paid'],
      async handle(tx, fact) {
        const order = orderNews.parse(fact.payload);
        // Pools tell their own progress; goods from stock are fewer now.
        const variantIds = order.lines.filter(({ poolId }) => poolId === null).map((line) => line.variantId);
        const showing = await roomsWithVariants(tx, variantIds);
        const cheer = fact.kind === 'order-paid' ? await readBought(tx, order, feed) : () => undefined;
        return () => {
          news.items(tx.allianceId, showing);
          tellOrder(feed, tx.allianceId, fact, order);
          cheer();
        };
      },
    },
    {
      name: 'feed.ended-orders',
      kinds: ['order-expired', 'order-cancelled'],
      async handle(tx, { kind, payload, at }) {
        const { orderGroupId, orderLineIds } = endedOrder.parse(payload);
        const lines = [...(await describeLines(tx, orderLineIds)).values()];
        const showing = await roomsWithVariants(
          tx,
          lines.map(({ variantId }) => variantId),
        );
        const shops = lines.map(({ sellerShopId }) => `shop:${sellerShopId}`);
        return () => {
          news.items(tx.allianceId, showing);
          publishChanged(feed, tx.allianceId, [`order:${orderGroupId}`, 'overview', ...shops], kind, at);
        };
      },
    },
  ];
}

function tellOrder(feed: FeedEngine, allianceId: string, { kind, at }: RelayedFact, order: OrderNews): void {
  const shops = order.lines.flatMap(({ sellerShopId, roomShopId }) => [
    sellerShopId,
    roomShopId ?? sellerShopId,
  ]);
  const topics = [`order:${order.orderGroupId}`, ...shops.map((shopId) => `shop:${shopId}`)];
  publishChanged(feed, allianceId, kind === 'order-paid' ? [...topics, 'overview'] : topics, kind, at);
  for (const sessionId of new Set(order.lines.flatMap((line) => line.sessionId ?? [])))
    feed.publish(
      { allianceId, name: topicOf(sessionId, null) },
      { mode: 'last', key: 'funnel', event: { kind: 'funnel-changed' } },
    );
}

/** "陈** 刚买了 2 箱" in the room it was bought in, and for the host. */
async function readBought(tx: Tx, { memberId, lines }: OrderNews, feed: FeedEngine): Promise<AfterCommit> {
  const inRooms = lines.filter(({ sessionId, roomShopId }) => sessionId !== null && roomShopId !== null);
  if (inRooms.length === 0) return () => undefined;
  const { allianceId } = tx;
  const items = await describeItems(
    tx,
    inRooms.map(({ variantId }) => variantId),
  );
  const buyer = (await describeMembers(tx, [memberId])).get(memberId);
  return () => {
    for (const { sessionId, roomShopId, variantId, quantity } of inRooms) {
      const title = items.get(variantId)?.name ?? '';
      const event = said({ kind: 'bought', name: maskName(buyer?.name ?? ''), title, quantity });
      for (const shopId of [roomShopId, null])
        feed.publish({ allianceId, name: topicOf(sessionId!, shopId) }, event);
    }
  };
}
