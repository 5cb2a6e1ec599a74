import { z } from 'zod';
import { endpoint, fen, id, instant, nothing, page, pageOf } from './endpoint.ts';

const claim = z.object({
  claimId: id,
  orderGroupId: id,
  orderNumber: z.string(),
  orderLineId: id,
  title: z.string(),
  pictureKey: z.string(),
  buyerName: z.string(),
  sellerShopName: z.string(),
  reason: z.string(),
  quantity: z.number(),
  note: z.string(),
  /** What was said with the decision. */ answer: z.string(),
  photoUrl: z.string().nullable(),
  askedFen: fen,
  refundFen: fen,
  liable: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  at: instant,
  decidedAt: instant.nullable(),
});

/** Part of the fulfilment contract: what a shopper says was wrong, and what is decided about it. */
export const claims = {
  openClaim: endpoint({
    method: 'POST',
    path: '/api/me/claims',
    kind: 'saga',
    who: 'member',
    summary: 'Bad fruit: a photo, how many pieces',
    upload: { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 8_000_000 },
    input: z.object({
      orderLineId: id,
      reason: z.enum(['bad-fruit', 'damaged', 'wrong-item']).default('bad-fruit'),
      quantity: z.coerce.number().int().min(1).max(10_000),
      note: z.string().trim().max(200).default(''),
    }),
    output: claim,
    refusals: ['claim-too-late', 'claim-open', 'photo-needed', 'order-state', 'quantity-over-order'],
  }),
  getClaimPhoto: endpoint({
    method: 'GET',
    path: '/api/claims/:claimId/photo',
    kind: 'read',
    who: 'member',
    download: true,
    summary: 'The photo of a claim: for its buyer, the seller and operators',
    input: z.object({ claimId: id }),
    output: nothing,
  }),
  listClaims: endpoint({
    method: 'GET',
    path: '/api/claims',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'Claims; shops see their own',
    input: z.object({ ...page, state: z.enum(['open', 'accepted', 'refused']).optional() }),
    output: pageOf(claim),
  }),
  decideClaim: endpoint({
    method: 'POST',
    path: '/api/claims/:claimId/decision',
    kind: 'act',
    who: ['operator', 'shop'],
    summary: 'Accept with a sum or refuse with a reason; who pays is the rule book’s word',
    input: z.object({
      claimId: id,
      accept: z.boolean(),
      refundFen: fen.optional(),
      note: z.string().trim().max(200).default(''),
    }),
    output: claim,
    refusals: ['claim-state', 'refund-over-paid'],
  }),
};
