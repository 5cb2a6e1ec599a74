import { z } from 'zod';
import { roomsWithVariants } from '../../domains/live/index.ts';
import { publishChanged } from '../../edge/feed/publish-changed.ts';
import type { SessionNews } from '../../edge/feed/publish-session.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { Subscriber } from '../subscriber.ts';

export interface FeedChangesDeps {
  readonly feed: FeedEngine;
  readonly news: SessionNews;
}

/** Whom a fact concerns, as far as it says so itself. */
const concerned = z.object({
  orderGroupId: z.string().optional(),
  orderGroupIds: z.array(z.string()).optional(),
  routeId: z.string().optional(),
  sellerShopId: z.string().optional(),
  pickupShopId: z.string().nullable().optional(),
  fulfillerShopId: z.string().nullable().optional(),
});

/** Facts after which a buyer, a courier, a shop or the overview should read their page again. */
const kinds = [
  ...['order-refunded', 'refund-settled', 'lines-done', 'claim-opened', 'claim-decided'],
  ...['wave-confirmed', 'route-started', 'stop-completed', 'parcels-at-pickup', 'pickup-redeemed'],
];

export function feedChangesSubscribers({ feed, news }: FeedChangesDeps): Subscriber[] {
  return [
    {
      name: 'feed.changes',
      kinds,
      async handle({ allianceId }, { kind, payload, at }) {
        const who = concerned.parse(payload);
        const orders = [...(who.orderGroupIds ?? []), ...(who.orderGroupId ? [who.orderGroupId] : [])];
        const shops = [who.sellerShopId, who.pickupShopId, who.fulfillerShopId].filter(
          (id) => typeof id === 'string',
        );
        const topics = [
          ...orders.map((id) => `order:${id}`),
          ...shops.map((id) => `shop:${id}`),
          ...(who.routeId ? [`courier:${who.routeId}`] : []),
          'overview',
        ];
        return () => publishChanged(feed, allianceId, topics, kind, at);
      },
    },
    {
      name: 'feed.listings',
      kinds: ['listing-changed'],
      async handle(tx, { kind, payload, at }) {
        const { shopId, variantId } = z.object({ shopId: z.string(), variantId: z.string() }).parse(payload);
        const showing = await roomsWithVariants(tx, [variantId]);
        return () => {
          news.items(tx.allianceId, showing);
          publishChanged(feed, tx.allianceId, [`shop:${shopId}`], kind, at);
        };
      },
    },
  ];
}
