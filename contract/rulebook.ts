import { z } from 'zod';
import { endpoint, fen, id, instant, nothing } from './endpoint.ts';

const bps = z.number().int().min(0).max(10_000);
const duty = z.enum(['catalogue', 'pooling', 'dispatch', 'settlement', 'live']);
const liable = z.enum(['supplier', 'hub', 'seller', 'fulfiller', 'courier', 'fund']);

/** The whole rule book of an alliance as one typed document. Rates in basis points, sums in fen. */
export const ruleBook = z.object({
  /** Which shops or operators hold which duty; operators hold those nobody is named for. */
  duties: z.array(z.object({ duty, shopId: id.nullable() })),
  /** Most specific match wins (category and shop, then shop, then category, then neither); order breaks ties. */
  commission: z.array(
    z.object({
      ruleId: z.string(),
      categoryCode: z.string().nullable(),
      shopId: id.nullable(),
      rateBps: bps,
    }),
  ),
  /** Paid to the shop whose room sold it, of the goods amount, when that shop is not the seller. */
  roomShareBps: bps,
  /** Paid to the host of the session, of the goods amount. */
  hostShareBps: bps,
  /** Paid by the seller to the alliance, of the goods amount. */
  serviceFeeBps: bps,
  fulfilOnBehalf: z.object({ perOrderFen: fen, perPieceFen: fen }),
  delivery: z.object({
    /** What a shopper pays per delivered parcel. */
    shopperFeeFen: fen,
    /** What a courier earns: base up to baseMetre, then per started km, at most cap. */
    courierBaseFen: fen,
    baseMetre: z.number().int(),
    perKmFen: fen,
    capFen: fen,
  }),
  /** Parts of a pool's saving; must sum to 10 000. */
  savingSplit: z.object({ shopsBps: bps, shoppersBps: bps, fundBps: bps }),
  afterSales: z.array(
    z.object({
      reason: z.enum(['bad-fruit', 'short-weight', 'short-delivery', 'late', 'wrong-item', 'damaged']),
      liable,
    }),
  ),
  claimWindowHours: z.number().int(),
  pickupHandlingFen: fen,
  holdSeconds: z.number().int().min(15).max(3_600),
  perPersonLimit: z.number().int().min(1),
});

const version = z.object({
  version: z.number().int(),
  effectiveFrom: instant,
  adoptedAt: instant,
  adoptedBy: z.string(),
  note: z.string(),
  rules: ruleBook,
});

export const rulebook = {
  getRuleBook: endpoint({
    method: 'GET',
    path: '/api/rule-book',
    kind: 'read',
    who: 'member',
    summary: 'The rule book in force',
    input: nothing,
    output: version,
  }),
  listRuleBookVersions: endpoint({
    method: 'GET',
    path: '/api/rule-book/versions',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'All versions, newest first',
    input: nothing,
    output: z.object({ rows: z.array(version) }),
  }),
};
