import { z } from 'zod';
import { instant } from './endpoint.ts';
import { chatMessage } from './live-chat.ts';
import { lineUpItem, sessionState } from './live.ts';
import { couponDrop } from './marketing.ts';
import { poolProgress } from './supply.ts';

/**
 * The feed: one WebSocket at /feed, JSON text frames.
 * Client → `{op:'sub',topic,since?}` `{op:'unsub',topic}` `{op:'ping'}`.
 * Server → `{op:'state',topic,seq,state}` once, then `{op:'delta',topic,seq,events:[…]}` per tick; `{op:'refused',topic,code}`; `{op:'pong',now}`.
 * `seq` grows by one per delta frame of a topic; after a gap or reconnect the client subscribes with `since` and gets the
 * missing deltas, or a fresh state when they are gone. What happens while a state is read may be in it and come again as
 * an event: `chat` is known by its messageId, every other kind may be applied twice.
 */
export const clientFrame = z.discriminatedUnion('op', [
  z.object({ op: z.literal('sub'), topic: z.string().max(120), since: z.number().int().min(0).optional() }),
  z.object({ op: z.literal('unsub'), topic: z.string().max(120) }),
  z.object({ op: z.literal('ping') }),
]);

/** Events by topic. `last` kinds supersede earlier ones of the same key within a tick, `each` kinds are never dropped. */
export const feedEvents = {
  /** room:<sessionId>:<shopId> — anyone. State: `feedStates.room`. An open subscription counts as a viewer. */
  room: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chat'), message: chatMessage }),
    z.object({ kind: z.literal('chat-removed'), messageId: z.string() }),
    z.object({ kind: z.literal('viewers'), count: z.number() }),
    z.object({ kind: z.literal('session'), state: sessionState, isReconnecting: z.boolean() }),
    z.object({ kind: z.literal('pinned'), sessionItemId: z.string().nullable() }),
    z.object({ kind: z.literal('item'), item: lineUpItem }),
    /** The line-up was changed: these are its items now. */
    z.object({ kind: z.literal('line-up'), items: z.array(lineUpItem) }),
    /** Coupons wait, can be claimed, or are over (null). */
    z.object({ kind: z.literal('coupon'), coupon: couponDrop.nullable() }),
    z.object({ kind: z.literal('bought'), name: z.string(), title: z.string(), quantity: z.number() }),
  ]),
  /**
   * session:<sessionId> — host and operator: all rooms' chat with held messages, funnel figures. State: `feedStates.session`.
   * A `chat` with a known messageId is that message reviewed.
   */
  session: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chat'), message: chatMessage }),
    z.object({
      kind: z.literal('viewers'),
      count: z.number(),
      rooms: z.array(z.object({ shopId: z.string(), count: z.number() })),
    }),
    z.object({ kind: z.literal('funnel-changed') }),
    z.object({ kind: z.literal('pinned'), sessionItemId: z.string().nullable() }),
    z.object({ kind: z.literal('item'), item: lineUpItem }),
    z.object({ kind: z.literal('line-up'), items: z.array(lineUpItem) }),
    /** Coupons wait, can be claimed, or are over (null). */
    z.object({ kind: z.literal('coupon'), coupon: couponDrop.nullable() }),
    z.object({ kind: z.literal('bought'), name: z.string(), title: z.string(), quantity: z.number() }),
    z.object({ kind: z.literal('session'), state: sessionState, isReconnecting: z.boolean() }),
    /** Another host went on with the session. */
    z.object({ kind: z.literal('host'), hostMemberId: z.string() }),
  ]),
  /**
   * pool:<poolId> and pools — anyone. State: progress, or {pools: progress[]}. board — operator, shop and host: pools with
   * `byShop` in its events, which is nobody else's business.
   */
  pool: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('progress'),
      progress: poolProgress,
      byShop: z.array(z.object({ shopId: z.string(), paid: z.number(), held: z.number() })).optional(),
    }),
  ]),
  /** order:<orderGroupId> — its buyer. shop:<shopId>, courier:<routeId>, overview — their people. Something changed: read it again. */
  changed: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('changed'), what: z.string(), at: instant }),
  ]),
  /** import:<importId> — the operator. */
  progress: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('progress'), done: z.number(), total: z.number(), state: z.string() }),
  ]),
} as const;

/** What a newcomer of a topic is told first; topics of `changed` and `progress` begin with an empty object. */
export const feedStates = {
  room: z.object({
    chat: z.array(chatMessage),
    viewers: z.number(),
    state: sessionState,
    isReconnecting: z.boolean(),
    pinned: z.string().nullable(),
    items: z.array(lineUpItem),
    coupon: couponDrop.nullable(),
  }),
  session: z.object({
    chat: z.array(chatMessage),
    viewers: z.number(),
    rooms: z.array(z.object({ shopId: z.string(), count: z.number() })),
    state: sessionState,
    isReconnecting: z.boolean(),
    pinned: z.string().nullable(),
    items: z.array(lineUpItem),
    coupon: couponDrop.nullable(),
  }),
  pool: poolProgress,
  pools: z.object({ pools: z.array(poolProgress) }),
} as const;
