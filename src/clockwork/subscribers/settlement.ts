import { z } from 'zod';
import { requestRefunds } from '../../domains/ordering/index.ts';
import {
  postClaim,
  postDone,
  postOnBehalf,
  postPaid,
  postPickup,
  postPoolPurchase,
  postRefund,
  postStop,
} from '../../domains/settlement/index.ts';
import type { Subscriber } from '../subscriber.ts';
import { fenText, goodsReceived, linesDone, orderNews, orderRefunded } from './payload.ts';

const onBehalfServed = z.object({
  rows: z.array(
    z.object({
      allocationId: z.string(),
      orderLineId: z.string(),
      orderGroupId: z.string(),
      shopOrderId: z.string(),
      orderNumber: z.string(),
      title: z.string(),
      quantity: z.number(),
      feeFen: fenText,
      goodsCostFen: fenText.nullable(),
      sellerShopId: z.string(),
      fulfillerShopId: z.string().nullable(),
      ruleVersion: z.number(),
    }),
  ),
});

const stopCompleted = z.object({
  stopId: z.string(),
  routeNumber: z.string(),
  name: z.string(),
  metre: z.number(),
  feeFen: fenText,
  courierMemberId: z.string().nullable(),
  ruleVersion: z.number(),
});

const pickupRedeemed = z.object({
  orderGroupId: z.string(),
  shopOrderId: z.string(),
  orderNumber: z.string(),
  sellerShopId: z.string(),
  pickupShopId: z.string(),
});

const claimDecided = z.object({
  claimId: z.string(),
  orderLineId: z.string(),
  sellerShopId: z.string(),
  reason: z.string(),
  liable: z.string(),
  ruleVersion: z.number(),
  accepted: z.boolean(),
  refundFen: fenText,
  poolId: z.string().nullable(),
  fulfillerShopId: z.string().nullable(),
  courierMemberId: z.string().nullable(),
});

/** Every fact with money in it becomes entries; the business keys make a second telling harmless. */
export const settlementSubscribers: readonly Subscriber[] = [
  {
    name: 'settlement.paid',
    kinds: ['order-paid'],
    handle: (tx, fact) => {
      const { lines, ...paid } = orderNews.parse(fact.payload);
      return postPaid(tx, { ...paid, sessionIds: lines.flatMap((line) => line.sessionId ?? []) });
    },
  },
  {
    name: 'settlement.refunded',
    kinds: ['order-refunded'],
    handle: (tx, fact) => {
      const { lines, deliveryFeeFen, ...refund } = orderRefunded.parse(fact.payload);
      const amountFen = lines.reduce((sum, line) => sum + line.amountFen, deliveryFeeFen);
      return postRefund(tx, { ...refund, amountFen });
    },
  },
  {
    name: 'settlement.done',
    kinds: ['lines-done'],
    handle: (tx, fact) => postDone(tx, linesDone.parse(fact.payload).orderLineIds),
  },
  {
    name: 'settlement.purchase',
    kinds: ['goods-received'],
    async handle(tx, fact) {
      const rebates = await postPoolPurchase(tx, goodsReceived.parse(fact.payload));
      const requests = [...rebates].filter(([, amountFen]) => amountFen > 0n);
      await requestRefunds(
        tx,
        requests.map(([orderLineId, amountFen]) => ({
          orderLineId,
          amountFen,
          quantity: 0,
          reason: 'saving-rebate',
        })),
      );
    },
  },
  {
    name: 'settlement.on-behalf',
    kinds: ['on-behalf-served'],
    handle: (tx, fact) => postOnBehalf(tx, onBehalfServed.parse(fact.payload).rows),
  },
  {
    name: 'settlement.stop',
    kinds: ['stop-completed'],
    async handle(tx, fact) {
      const { courierMemberId, ...stop } = stopCompleted.parse(fact.payload);
      if (courierMemberId) await postStop(tx, { ...stop, courierMemberId });
    },
  },
  {
    name: 'settlement.pickup',
    kinds: ['pickup-redeemed'],
    handle: (tx, fact) => postPickup(tx, pickupRedeemed.parse(fact.payload)),
  },
  {
    name: 'settlement.claim',
    kinds: ['claim-decided'],
    async handle(tx, fact) {
      const claim = claimDecided.parse(fact.payload);
      if (claim.accepted && claim.refundFen > 0n) await postClaim(tx, claim);
    },
  },
];
