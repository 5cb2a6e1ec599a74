import { z } from 'zod';
import { item } from './catalog.ts';
import { day, endpoint, fen, id, instant } from './endpoint.ts';

/** Why an item is suggested; the client has the words. What `value` counts depends on the code. */
const reason = z.object({
  code: z.enum([
    /** value: days on which this shop sold it */ 'sells-here',
    /** value: days since it last did, longer than usual */ 'due-again',
    /** other: what this shop sells that goes with it */ 'goes-with',
    /** value: percent over the last four weeks, in all shops */ 'rising',
    /** value: selling days of all shops in 28 days */ 'network-favourite',
    /** value: selling days of all shops in these weeks a year ago */ 'season',
    'new',
    /** value: pieces to the pool's next tier */ 'pool-near',
    'pool-running',
    'margin',
    /** value: days from the live until the first pieces expire */ 'sell-fresh',
    /** value: percent more pieces per visit than usual */ 'converts',
    /** value: percent more pieces per visit of its category with this host */ 'host-strong',
    /** value: pieces left */ 'stock-short',
  ]),
  value: z.number().nullable(),
  /** Name of the other item. */
  other: z.string().nullable(),
});

const suggestion = z.object({
  item,
  poolId: id.nullable(),
  cutOffAt: instant.nullable(),
  /** What this shop asks; null for agency pools, whose ladder is the price. */
  priceFen: fen.nullable(),
  /** Pieces free in this shop; null for pools. */
  available: z.number().nullable(),
  /** New to the shop and to all others: tried out, not foreseen. */
  isExploration: z.boolean(),
  reasons: z.array(reason),
  /** Others of these suggestions that sell together with it. */
  pairsWith: z.array(id),
});

export const lineUpAdvice = {
  suggestLineUp: endpoint({
    method: 'GET',
    path: '/api/shops/:shopId/line-up-suggestions',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: "What to show in a shop's next live, with reasons",
    input: z.object({
      shopId: id,
      /** When it begins; now when left out. */
      startsAt: instant.optional(),
      hostMemberId: id.optional(),
      size: z.coerce.number().int().min(1).max(20).default(10),
    }),
    output: z.object({
      /** How last night's ranking came about; null before the first. */
      ranking: z
        .object({
          /** Learned from the alliance's own history, or plain frequency and trend. */
          kind: z.enum(['learned', 'blend']),
          asOf: day,
          historyDays: z.number(),
          /** Selling days learned from. */
          lessons: z.number(),
          /** What learning gained over frequency and trend on the last four weeks, in percent; null without a test. */
          gainPercent: z.number().nullable(),
        })
        .nullable(),
      rows: z.array(suggestion),
    }),
  }),
};
