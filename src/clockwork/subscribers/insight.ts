import {
  countDone,
  countPaidOrder,
  countPlacedOrder,
  countRefund,
  countSaving,
} from '../../domains/insight/index.ts';
import type { Subscriber } from '../subscriber.ts';
import { goodsReceived, linesDone, orderNews, orderRefunded } from './payload.ts';

/** Rollups grow with each fact, exactly once. */
export const insightSubscribers: readonly Subscriber[] = [
  {
    name: 'insight.placed',
    kinds: ['order-placed'],
    async handle(tx, fact) {
      const order = orderNews.parse(fact.payload);
      await countPlacedOrder(tx, order.at, order.lines);
    },
  },
  {
    name: 'insight.paid',
    kinds: ['order-paid'],
    async handle(tx, fact) {
      const order = orderNews.parse(fact.payload);
      // Without lines it is money that came too late and goes back: no sale.
      if (order.lines.length > 0) await countPaidOrder(tx, { ...order, paidAt: order.at });
    },
  },
  {
    name: 'insight.refunded',
    kinds: ['order-refunded'],
    handle: (tx, fact) => countRefund(tx, fact.at, orderRefunded.parse(fact.payload).lines),
  },
  {
    name: 'insight.done',
    kinds: ['lines-done'],
    handle: (tx, fact) => countDone(tx, linesDone.parse(fact.payload)),
  },
  {
    name: 'insight.saving',
    kinds: ['goods-received'],
    handle: (tx, fact) => countSaving(tx, fact.at, goodsReceived.parse(fact.payload)),
  },
];
