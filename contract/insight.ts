import { z } from 'zod';
import { endpoint, fen, id, instant, nothing } from './endpoint.ts';

const figures = z.object({
  gmvFen: fen,
  orders: z.number(),
  buyers: z.number(),
  newBuyers: z.number(),
  aovFen: fen,
  refundedFen: fen,
  savedFen: fen,
  onTimeBps: z.number().nullable(),
});

export const overviewState = z.object({
  now: instant,
  range: z.enum(['today', 'week', 'month']),
  figures,
  before: figures,
  /** GMV per hour (today) or day (week, month) of this range and the one before. */
  curve: z.array(z.object({ label: z.string(), gmvFen: fen.nullable(), beforeFen: fen.nullable() })),
  shops: z.array(
    z.object({
      shopId: id,
      name: z.string(),
      kind: z.string(),
      gmvFen: fen,
      orders: z.number(),
      onTimeBps: z.number().nullable(),
    }),
  ),
  categories: z.array(z.object({ code: z.string(), name: z.string(), gmvFen: fen, pieces: z.number() })),
  pools: z.object({ running: z.number(), formedBps: z.number().nullable() }),
  funnel: z.object({
    visits: z.number(),
    viewersNow: z.number(),
    orders: z.number(),
    paidOrders: z.number(),
  }),
});
const todo = z.object({
  kind: z.enum([
    'sums-differ',
    'pool-short-of-threshold',
    'purchase-order-unanswered',
    'purchase-order-short',
    'orders-to-ship',
    'wave-to-confirm',
    'lines-to-pick',
    'claims-open',
    'statements-to-check',
    'licence-expiring',
    'refund-failed',
    'stops-failed',
    'pickups-waiting',
  ]),
  count: z.number(),
  worst: z.string(),
  dueAt: instant.nullable(),
  /** Page of the console. */ href: z.string(),
});

const difference = z.object({
  what: z.enum(['counter', 'pool', 'books', 'balance', 'facts']),
  subjectKey: z.string(),
  subject: z.string(),
  expected: z.string(),
  found: z.string(),
  since: instant,
});

export const insight = {
  getOverview: endpoint({
    method: 'GET',
    path: '/api/overview',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'Figures of the alliance, or of one shop',
    input: z.object({ range: z.enum(['today', 'week', 'month']).default('today'), shopId: id.optional() }),
    output: overviewState,
  }),
  listTodos: endpoint({
    method: 'GET',
    path: '/api/todos',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'What needs me now, most urgent first',
    input: z.object({ shopId: id.optional() }),
    output: z.object({ rows: z.array(todo) }),
  }),
  listDifferences: endpoint({
    method: 'GET',
    path: '/api/differences',
    kind: 'read',
    who: ['operator'],
    summary: 'Sums that disagree with their parts, as the regular self-check found them, oldest first',
    input: nothing,
    output: z.object({ rows: z.array(difference) }),
  }),
};
