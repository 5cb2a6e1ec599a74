import { z } from 'zod';

/** Fen and instants inside a fact's payload, as the outbox writes them. */
export const fenText = z.string().transform((text) => BigInt(text));
export const instantText = z.string().transform((text) => new Date(text));

/** A line of `order-placed` and `order-paid`. */
export const factLine = z.object({
  orderLineId: z.string(),
  variantId: z.string(),
  poolId: z.string().nullable(),
  sellerShopId: z.string(),
  roomShopId: z.string().nullable(),
  sessionId: z.string().nullable(),
  quantity: z.number(),
  unitPriceFen: fenText,
  amountFen: fenText,
});

export const orderNews = z.object({
  orderGroupId: z.string(),
  memberId: z.string(),
  at: instantText,
  totalFen: fenText,
  deliveryFeeFen: fenText,
  late: z.boolean(),
  lines: z.array(factLine),
});

export const orderRefunded = z.object({
  refundId: z.string(),
  orderGroupId: z.string(),
  reason: z.string(),
  deliveryFeeFen: fenText,
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.number(), amountFen: fenText })),
});

export const linesDone = z.object({
  orderGroupId: z.string(),
  orderLineIds: z.array(z.string()),
  at: instantText,
  onTime: z.boolean(),
});

export const goodsReceived = z.object({
  poolId: z.string(),
  purchaseOrderId: z.string(),
  locationId: z.string(),
  quantity: z.number(),
});
