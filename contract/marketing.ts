import { z } from 'zod';
import { done, endpoint, fen, id, instant, positiveFen } from './endpoint.ts';
import { hostRefusals } from './live-chat.ts';

/** Coupons dropped into a live session, as its rooms show them. */
export const couponDrop = z.object({
  dropId: id,
  sessionId: id,
  title: z.string(),
  discountFen: fen,
  /** 0 for no lower limit. */ minSpendFen: fen,
  quantity: z.number(),
  left: z.number(),
  /** The end of the countdown. */ opensAt: instant,
  claimUntil: instant,
  useUntil: instant,
});

/** A coupon somebody has. Good for goods of its session, once. */
export const coupon = z.object({
  couponId: id,
  dropId: id,
  sessionId: id,
  title: z.string(),
  discountFen: fen,
  minSpendFen: fen,
  useUntil: instant,
  claimedAt: instant,
  state: z.enum(['free', 'used', 'expired']),
  orderGroupId: id.nullable(),
});

/** At most ¥1,000 a coupon: a slip of the thumb must not ruin a shop. */
const discountFen = positiveFen.refine(
  (amountFen) => amountFen > 0n && amountFen <= 100_000n,
  '优惠在 ¥0.01 到 ¥1000 之间 / ¥0.01 to ¥1000',
);

export const marketing = {
  dropCoupon: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/coupon-drops',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'Drop coupons into every room of a live session, with a countdown',
    input: z.object({
      sessionId: id,
      title: z.string().trim().min(1).max(20),
      discountFen,
      minSpendFen: positiveFen.prefault('0'),
      quantity: z.coerce.number().int().min(1).max(5_000),
      opensInSeconds: z.coerce.number().int().min(0).max(600).default(10),
      claimSeconds: z.coerce.number().int().min(10).max(7_200).default(300),
      useHours: z.coerce.number().int().min(1).max(720).default(24),
      /** The part the alliance fund bears, for those with the duty; the host's shop bears the rest. */
      fundShareBps: z.coerce.number().int().min(0).max(10_000).default(0),
    }),
    output: couponDrop,
    refusals: [...hostRefusals, 'coupon-drop-open'],
  }),
  endCouponDrop: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/coupon-drops/:dropId/end',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'End the claiming; what was claimed stays good',
    input: z.object({ sessionId: id, dropId: id }),
    output: done,
    refusals: [...hostRefusals],
  }),
  listCouponDrops: endpoint({
    method: 'GET',
    path: '/api/sessions/:sessionId/coupon-drops',
    kind: 'read',
    who: ['operator', 'host', 'shop'],
    summary: 'Coupon drops of a session and what became of them',
    input: z.object({ sessionId: id }),
    output: z.object({
      rows: z.array(couponDrop.extend({ usedQuantity: z.number(), fundShareBps: z.number() })),
    }),
  }),
  claimCoupon: endpoint({
    method: 'POST',
    path: '/api/coupon-drops/:dropId/claims',
    kind: 'act',
    who: 'member',
    summary: 'Claim a coupon: one per person, a repeat answers with the same one',
    input: z.object({ dropId: id }),
    output: coupon,
    refusals: ['coupon-early', 'coupon-gone', 'room-banned'],
  }),
  listMyCoupons: endpoint({
    method: 'GET',
    path: '/api/me/coupons',
    kind: 'read',
    who: 'member',
    summary: 'My coupons, newest first',
    input: z.object({ sessionId: id.optional() }),
    output: z.object({ rows: z.array(coupon) }),
  }),
};
