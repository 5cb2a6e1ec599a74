import { z } from 'zod';
import { item } from './catalog.ts';
import { day, endpoint, fen, id, instant, nothing } from './endpoint.ts';
import { lineUpAdvice } from './line-up-advice.ts';

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

const peerLevel = z.enum(['city-type3', 'city-type2', 'type3', 'type2', 'type1']);
/** Fen and orders per trading day, fen per order; the others are basis points. */
export const benchmarkMetric = z.enum([
  'sales-per-day',
  'orders-per-day',
  'order-value',
  'returning-buyers',
  'refund-share',
  'on-time',
]);

const benchmark = z.object({
  quarter: z.string(),
  /** The weeks that are compared next, unless a metric says otherwise. */
  window: z.object({ fromDay: day, toDay: day }),
  frozenAt: instant.nullable(),
  group: z.object({ level: peerLevel, type: z.string(), shopCount: z.number() }).nullable(),
  whyNoGroup: z.enum(['alliance-too-small', 'no-sales', 'too-few-alike', 'not-yet']).nullable(),
  /** A group has at least so many shops, the asking one included. */
  shopsNeeded: z.number(),
  shopCount: z.number(),
  metrics: z.array(
    z.object({
      metric: benchmarkMetric,
      fromDay: day,
      toDay: day,
      own: z.number().nullable(),
      /** 1 is the lowest quarter of the group, 4 the highest. */
      band: z.number().int().min(1).max(4).nullable(),
      /** Null: too few shops of the group have this figure, or one would dominate. */
      bands: z
        .object({ lower: z.number(), median: z.number(), upper: z.number(), shopCount: z.number() })
        .nullable(),
      history: z.array(z.object({ fromDay: day, value: z.number().nullable() })),
    }),
  ),
});

const benchmarkCoverage = z.object({
  quarter: z.string(),
  frozenAt: instant.nullable(),
  checkedWeekEnd: day.nullable(),
  shopsNeeded: z.number(),
  shopCount: z.number(),
  groups: z.array(
    z.object({
      groupId: id,
      level: peerLevel,
      type: z.string(),
      shopCount: z.number(),
      /** Names of the shops that are shown its bands. */
      readers: z.array(z.string()),
      published: z.array(benchmarkMetric),
    }),
  ),
  /** Names of the shops without a group. */
  without: z.array(z.string()),
});

const forecastMethod = z.enum(['trees', 'ets', 'mstl', 'same-weekday']);

const forecastRun = z.object({
  runId: id,
  /** First day the forecast knows nothing of. */
  asOf: day,
  cause: z.enum(['nightly', 'asked']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  progressPercent: z.number(),
  queuedAt: instant,
  endedAt: instant.nullable(),
  /** nothing-sold: there is no demand to learn from yet; defect: it is in the log. */
  error: z.enum(['nothing-sold', 'defect']).nullable(),
  historyFrom: day.nullable(),
  horizonDays: z.number().nullable(),
  seriesCount: z.number().nullable(),
  method: forecastMethod.nullable(),
  /** What series were really forecast with, most first: short histories fall back. */
  methods: z.array(z.object({ method: forecastMethod, seriesCount: z.number() })),
  /** What the backtest measured; null where the history is too short for one. */
  accuracy: z
    .object({
      reason: z.enum(['won-backtest', 'history-too-short']),
      /** Weighted quantile loss by method, lower is better. */
      losses: z.array(z.object({ method: forecastMethod, loss: z.number() })),
      coverage: z.number().nullable(),
      /** Sum of |sales − mean| ÷ sum of sales. */
      wape: z.number().nullable(),
      originCount: z.number(),
    })
    .nullable(),
});

const suggestion = z.object({
  item,
  method: forecastMethod,
  /** Pieces that can still be sold: on the shelf, or for the hub in the whole alliance. */
  available: z.number(),
  /** Pieces wanted on hand when the order arrives. */
  target: z.number(),
  suggested: z.number(),
  reason: z.enum([
    'covers-until-next-order',
    'limited-by-shelf-life',
    'stock-suffices',
    'no-margin',
    'no-demand',
  ]),
  /** Mean demand until the order arrives, which the stock must serve. */
  demandBefore: z.number(),
  /** Days the order covers from then on, and the mean demand of them. */
  coverDays: z.number(),
  expectedDemand: z.number(),
  /** Share of futures in which it suffices; rounded to a tenth for shops. */
  serviceLevel: z.number(),
  /** False: half the price was taken for the cost. */
  isCostKnown: z.boolean(),
});

const forecastDetail = suggestion.extend({
  shopId: id.nullable(),
  run: forecastRun,
  levels: z.array(z.number()),
  days: z.array(z.object({ day, mean: z.number(), quantiles: z.array(z.number()), isLive: z.boolean() })),
  history: z.array(
    z.object({ day, pieces: z.number(), poolPieces: z.number(), isEmpty: z.boolean(), isLive: z.boolean() }),
  ),
  inputs: z.object({
    priceFen: fen,
    /** Null for shops, which are not told. */
    costFen: fen.nullable(),
    /** What a leftover brings; null where it outlasts the forecast and is sold later. */
    salvageFen: fen.nullable(),
    shelfLifeDays: z.number().nullable(),
    leadTimeDays: z.number(),
    reviewDays: z.number(),
    packSize: z.number(),
    supplierName: z.string().nullable(),
    historyDays: z.number(),
    soldDays: z.number(),
    emptyDays: z.number(),
  }),
});

export const insight = {
  ...lineUpAdvice,
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
  getBenchmark: endpoint({
    method: 'GET',
    path: '/api/benchmark',
    kind: 'read',
    who: ['shop'],
    shopField: 'shopId',
    summary: 'A shop’s own figures among the bands of its peers; operators do not see them',
    input: z.object({ shopId: id }),
    output: benchmark,
  }),
  getBenchmarkCoverage: endpoint({
    method: 'GET',
    path: '/api/benchmark/coverage',
    kind: 'read',
    who: ['operator'],
    summary: 'Which shops have peers to be compared with',
    input: nothing,
    output: benchmarkCoverage,
  }),
  startForecast: endpoint({
    method: 'POST',
    path: '/api/forecast/runs',
    kind: 'act',
    who: ['operator'],
    summary: 'Make the forecast of all shelves and the hub now',
    input: nothing,
    output: forecastRun,
    refusals: ['forecast-running'],
  }),
  getForecastRuns: endpoint({
    method: 'GET',
    path: '/api/forecast/runs',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'The forecast that is being made, if any, and the one that is shown',
    input: nothing,
    output: z.object({ newest: forecastRun.nullable(), shown: forecastRun.nullable() }),
  }),
  listSuggestions: endpoint({
    method: 'GET',
    path: '/api/forecast/suggestions',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'What to order for a shop, or without one for the hub, what is needed most first',
    input: z.object({ shopId: id.optional() }),
    output: z.object({ rows: z.array(suggestion) }),
  }),
  getForecast: endpoint({
    method: 'GET',
    path: '/api/forecast/items/:variantId',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'The forecast of an item at a shop, or for the hub, with everything it was computed from',
    input: z.object({ variantId: id, shopId: id.optional() }),
    output: forecastDetail,
  }),
};
