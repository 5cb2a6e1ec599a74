import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openOrderWorld, type OrderWorld, type Shelf } from '../../../test/worlds/orders.ts';
import { addHost, shown, startReady } from '../../../test/worlds/stage.ts';
import { putListing } from '../../domains/catalog/index.ts';
import {
  endSession,
  mutePerson,
  pinItem,
  putBannedWords,
  remindMe,
  reviewChat,
  scheduleSession,
  sendChat,
  setFlashPrice,
} from '../../domains/live/index.ts';
import { claimCoupon, dropCoupon } from '../../domains/marketing/index.ts';
import { cancelOrder, goodsKeyOf } from '../../domains/ordering/index.ts';
import { answerPurchaseOrder, closePoolNow } from '../../domains/supply/index.ts';
import { openSessionNews } from '../../edge/feed/publish-session.ts';
import { keepStage } from '../../edge/feed/stage.ts';
import { feedTopics } from '../../edge/feed/topics.ts';
import { startInProcessFeed } from '../../engines/feed/in-process.ts';
import { tickMillis } from '../../engines/feed/limits.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { KickTarget, MediaEvent } from '../../engines/media/port.ts';
import type { Actor } from '../../kernel/actor.ts';
import { addSeconds } from '../../kernel/clock.ts';
import { drainFacts, type RelayDeps } from '../relay.ts';
import { feedChangesSubscribers } from './feed-changes.ts';
import { feedLiveSubscribers } from './feed-live.ts';
import { feedOrdersSubscribers } from './feed-orders.ts';
import { feedPoolsSubscribers } from './feed-pools.ts';
import { liveSubscribers } from './live.ts';

const patience = { timeout: 4_000, interval: 20 };
let orders: OrderWorld;
let feed: FeedEngine;
let relay: RelayDeps;
let stage: ReturnType<typeof keepStage>;
let sendMedia: (event: MediaEvent) => void;
let host: Actor;
let shelf: Shelf;
let pool: { poolId: string; variantId: string };
let sessionId: string;
const kicks: KickTarget[] = [];
const failures: unknown[] = [];
const leaves: (() => void)[] = [];

beforeAll(async () => {
  orders = await openOrderWorld(3);
  const { world, home } = orders;
  feed = startInProcessFeed({ clock: world.clock, onError: (error) => failures.push(error) });
  const media = {
    on: (listener: typeof sendMedia) => ((sendMedia = listener), () => undefined),
    kick: (target: KickTarget) => void kicks.push(target),
    discardRecording: async () => undefined,
  };
  stage = keepStage({
    feed,
    media,
    clock: world.clock,
    onReconnecting: (...changed) => news.state(...changed),
  });
  const news = openSessionNews({ feed, funnel: world.app, stage });
  const deps = { feed, funnel: world.app, news };
  relay = {
    system: world.system,
    funnel: world.app,
    logger: { error: (fact: unknown) => failures.push(fact) } as never,
    subscribers: [
      ...liveSubscribers(media),
      ...feedLiveSubscribers(deps),
      ...feedPoolsSubscribers(deps),
      ...feedOrdersSubscribers(deps),
      ...feedChangesSubscribers(deps),
    ],
  };
  host = await addHost(orders, 1);
  shelf = await orders.stockItem(20);
  pool = await orders.openRound();
  sessionId = await schedule(home.operator);
  await home.transact(host, (tx) => startReady(tx, sessionId));
  await drainFacts(relay);
});
afterAll(async () => {
  stage.close();
  await feed.close();
  await orders.world.close();
});
afterEach(async () => {
  for (const leave of leaves.splice(0)) leave();
  // What the last tick of one test still says must not be heard in the next.
  await drainFacts(relay);
  await new Promise((resolve) => setTimeout(resolve, tickMillis + 50));
  if (failures.length > 0) throw new AggregateError(failures.splice(0), 'a read or a fact failed');
});

function schedule(actor: Actor): Promise<string> {
  const { home, world } = orders;
  const plan = {
    title: '早市',
    hostMemberId: host.memberId,
    hostShopId: home.shops[0]!.shopId,
    startsAt: addSeconds(world.clock.now(), 60),
    plannedEndAt: addSeconds(world.clock.now(), 7_200),
    roomShopIds: home.shops.map(({ shopId }) => shopId),
    items: [shown({ variantId: shelf.variantId }), shown({ variantId: pool.variantId, poolId: pool.poolId })],
  };
  return home.transact(actor, (tx) => scheduleSession(tx, plan));
}

type Heard = Record<string, unknown> & { kind: string };
interface Ear {
  readonly state: Record<string, unknown>;
  readonly events: Heard[];
  /** Relays, then waits for an event of this kind and takes everything heard so far. */
  hears(kind: string): Promise<Heard[]>;
  leave(): void;
}

/** Listens as the gateway lets somebody listen. */
async function listen(name: string): Promise<Ear> {
  const { home, world } = orders;
  const kinds = feedTopics({ stage, isMyOrder: async () => true, isMyRoute: async () => true });
  const [word, ...ids] = name.split(':');
  const kind = kinds.find((one) => one.kind === word)!;
  const scope = { allianceId: home.allianceId, actor: null };
  let state: Record<string, unknown> = {};
  const events: Heard[] = [];
  const send = ({ text }: { text: string }): void => {
    const frame = JSON.parse(text) as { op: string; state: typeof state; events: Heard[] };
    if (frame.op === 'state') state = frame.state;
    else events.push(...frame.events);
  };
  const readState = () => world.app.read(scope, (db) => kind.readState(db, ids));
  const leave = await feed.join({ allianceId: home.allianceId, name }, { send }, { readState });
  leaves.push(leave);
  return {
    state,
    events,
    leave,
    async hears(wanted) {
      await drainFacts(relay);
      await vi.waitFor(() => expect(events.map((event) => event.kind)).toContain(wanted), patience);
      return events.splice(0);
    },
  };
}
function room(shopAt: number): string {
  return `room:${sessionId}:${orders.home.shops[shopAt]!.shopId}`;
}
function say(actor: Actor, text: string, shopAt: number) {
  const shopId = orders.home.shops[shopAt]!.shopId;
  return orders.home.transact(actor, (tx) => sendChat(tx, { sessionId, shopId, text }));
}
function only(events: Heard[], kind: string): Heard[] {
  return events.filter((event) => event.kind === kind);
}

test('a newcomer of a room gets the stage as it is, in the words of the contract', async () => {
  const ear = await listen(room(1));
  expect(ear.state).toMatchObject({ state: 'live', isReconnecting: false, pinned: null, chat: [] });
  expect(ear.state['items']).toMatchObject([
    { priceFen: '1500', available: 20, progress: null },
    { poolId: pool.poolId, priceFen: '2680', progress: { paidQuantity: 0 } },
  ]);
});

test('talk goes to its room and the host; the host’s words to every room; held ones to the host alone', async () => {
  const [wang, other, session] = [
    await orders.shopper(),
    await listen(room(2)),
    await listen(`session:${sessionId}`),
  ];
  const own = await listen(room(1));
  await say(wang, '大不大呀', 1);
  expect(only(await own.hears('chat'), 'chat')).toMatchObject([
    { message: { text: '大不大呀', isHost: false } },
  ]);
  await session.hears('chat');
  await say(host, '很大', 0);
  expect(only(await other.hears('chat'), 'chat')).toMatchObject([
    { message: { text: '很大', isHost: true } },
  ]);
  expect(only(await own.hears('chat'), 'chat')).toHaveLength(1);
  await session.hears('chat');
  await orders.home.transact(orders.home.operator, (tx) =>
    putBannedWords(tx, [{ word: '最便宜', suggestion: '报实价' }]),
  );
  const held = await say(wang, '是最便宜吗', 1);
  expect(only(await session.hears('chat'), 'chat')).toMatchObject([{ message: { state: 'held' } }]);
  expect(only(own.events, 'chat')).toEqual([]);
  const review = (state: 'shown' | 'removed') =>
    orders.home.transact(host, (tx) => reviewChat(tx, { sessionId, messageId: held.messageId, state }));
  await review('shown');
  expect(only(await own.hears('chat'), 'chat')).toMatchObject([{ message: { messageId: held.messageId } }]);
  await review('removed');
  expect(only(await own.hears('chat-removed'), 'chat-removed')).toEqual([
    { kind: 'chat-removed', messageId: held.messageId },
  ]);
  expect(only(other.events, 'chat')).toEqual([]);
  await orders.home.transact(host, (tx) =>
    mutePerson(tx, { sessionId, memberId: wang.memberId, minutes: 1, reason: '' }),
  );
});

test('pins, flash prices and other listings reach every room', async () => {
  const { home } = orders;
  const [ear, session] = [await listen(room(2)), await listen(`session:${sessionId}`)];
  const [tomato] = ear.state['items'] as { sessionItemId: string }[];
  const { sessionItemId } = tomato!;
  await home.transact(host, (tx) => pinItem(tx, { sessionId, sessionItemId }));
  expect(only(await ear.hears('pinned'), 'pinned')).toEqual([{ kind: 'pinned', sessionItemId }]);
  await session.hears('pinned');
  await home.transact(host, (tx) => setFlashPrice(tx, { sessionId, sessionItemId, flashPriceFen: 990n }));
  const [changed] = only(await ear.hears('line-up'), 'line-up');
  expect(changed!['items']).toMatchObject([
    { sessionItemId, priceFen: '990', usualPriceFen: '1500', isFlash: true, isPinned: true },
    { poolId: pool.poolId },
  ]);
  await session.hears('line-up');
  const list = (status: 'on' | 'off', priceFen = 1_400n) =>
    home.transact(home.owners[0]!, (tx) =>
      putListing(tx, { ...shelf, priceFen, exposureLimit: null, perPersonLimit: null, status }),
    );
  await list('on');
  expect(only(await ear.hears('item'), 'item')).toMatchObject([
    { item: { priceFen: '990', usualPriceFen: '1400' } },
  ]);
  await list('off');
  expect(only(await ear.hears('line-up'), 'line-up').at(-1)!['items']).toMatchObject([
    { poolId: pool.poolId },
  ]);
  await list('on', 1_500n);
  await home.transact(host, (tx) => setFlashPrice(tx, { sessionId, sessionItemId, flashPriceFen: null }));
  await drainFacts(relay);
});

test('coupons reach every room, and how many are left', async () => {
  const ear = await listen(room(2));
  expect(ear.state['coupon']).toBeNull();
  const money = { title: '券', discountFen: 100n, minSpendFen: 0n, quantity: 2, fundShareBps: 0 };
  const drop = { ...money, sessionId, opensInSeconds: 0, claimSeconds: 60, useHours: 1 };
  const dropId = await orders.home.transact(host, (tx) => dropCoupon(tx, drop, { hostShopId: shelf.shopId }));
  await orders.home.transact(await orders.shopper(), (tx) => claimCoupon(tx, { dropId }));
  expect(only(await ear.hears('coupon'), 'coupon').at(-1)).toMatchObject({ coupon: { dropId, left: 1 } });
});

test('an order moves the pool’s bar in every room, says who bought, and tells buyer, shops and overview', async () => {
  const { home } = orders;
  const buyer = await orders.shopper();
  const roomShopId = home.shops[1]!.shopId;
  const where = { sessionId, roomShopId };
  await orders.buy(pool.poolId, 40, 0);
  const placed = await orders.order(
    buyer,
    {
      goodsKey: goodsKeyOf({ kind: 'pool', poolId: pool.poolId, shopId: roomShopId }),
      quantity: 20,
      priceFen: 2_680n,
      ...where,
    },
    shelf.line(2, where),
  );
  const [near, far, session, bar, board, mine, seller, overview] = await Promise.all(
    [
      room(1),
      room(2),
      `session:${sessionId}`,
      `pool:${pool.poolId}`,
      'board',
      `order:${placed.orderGroupId}`,
      `shop:${home.shops[0]!.shopId}`,
      'overview',
    ].map(listen),
  );
  await drainFacts(relay);
  await far!.hears('item');
  await orders.pay(buyer, placed);
  await drainFacts(relay);
  // A flush may fall between two facts of one order: wait for what the rooms settle on.
  await vi.waitFor(
    () =>
      expect(only(near!.events, 'bought')).toEqual([
        { kind: 'bought', name: '街**', title: '白糖罂荔枝', quantity: 20 },
        { kind: 'bought', name: '街**', title: '沙瓤番茄', quantity: 2 },
      ]),
    patience,
  );
  const barInRoom = () =>
    only(far!.events, 'item').findLast(({ item }) => (item as { poolId: string }).poolId === pool.poolId);
  await vi.waitFor(() => {
    expect(barInRoom()).toMatchObject({
      item: { priceFen: '2380', progress: { paidQuantity: 60, state: 'formed' } },
    });
    expect(only(session!.events, 'bought')).toHaveLength(2);
    expect(only(bar!.events, 'progress').at(-1)).toEqual({
      kind: 'progress',
      progress: expect.objectContaining({ paidQuantity: 60, tierIndex: 1 }),
    });
    expect(only(board!.events, 'progress').at(-1)).toMatchObject({
      byShop: expect.arrayContaining([{ shopId: roomShopId, paid: 20, held: 0 }]),
    });
  }, patience);
  expect(only(far!.events, 'bought')).toEqual([]);
  await session!.hears('funnel-changed');
  for (const ear of [mine!, seller!, overview!])
    await vi.waitFor(
      () => expect(only(ear.events, 'changed').map(({ what }) => what)).toContain('order-paid'),
      patience,
    );
  const detail = await listen(room(0));
  expect(detail.state['items']).toMatchObject([{ soldQuantity: 2, available: 18 }, { soldQuantity: 20 }]);
});

test('what an unpaid order held comes back to the rooms when it is called off', async () => {
  const buyer = await orders.shopper();
  const { orderGroupId } = await orders.order(
    buyer,
    shelf.line(5, { sessionId, roomShopId: orders.home.shops[0]!.shopId }),
  );
  await drainFacts(relay);
  const ear = await listen(room(0));
  expect(ear.state['items']).toMatchObject([{ available: 13 }, {}]);
  await orders.home.transact(buyer, (tx) => cancelOrder(tx, { orderGroupId }));
  expect(only(await ear.hears('item'), 'item').at(-1)).toMatchObject({ item: { available: 18 } });
});

test('viewers are open subscriptions or open videos of a room, whichever are more', async () => {
  const shopId = orders.home.shops[1]!.shopId;
  const ears = await Promise.all([
    listen(room(1)),
    listen(room(1)),
    listen(room(2)),
    listen(`session:${sessionId}`),
  ]);
  expect(stage.viewersOf(sessionId).get(shopId)).toBe(2);
  sendMedia({ type: 'viewers', streamId: sessionId, roomId: shopId, count: 9 });
  expect(stage.viewersOf(sessionId).get(shopId)).toBe(9);
  // A tick may fall between the listening and the video: what counts is the last word.
  await vi.waitFor(
    () => expect(only(ears[3]!.events, 'viewers').at(-1)).toMatchObject({ count: 10 }),
    patience,
  );
  sendMedia({ type: 'viewers', streamId: sessionId, roomId: shopId, count: 0 });
  for (const ear of ears) ear.leave();
  expect(stage.viewersOf(sessionId).size).toBe(0);
});

test('a video that breaks off keeps the session and says so', async () => {
  const ear = await listen(room(1));
  sendMedia({ type: 'published', streamId: sessionId });
  sendMedia({ type: 'unpublished', streamId: sessionId, reason: 'lost' });
  expect(only(await ear.hears('session'), 'session')).toEqual([
    { kind: 'session', state: 'live', isReconnecting: true },
  ]);
  orders.world.clock.forward(7_300);
  expect(stage.lostLongerThan(7_200)).toEqual([sessionId]);
  sendMedia({ type: 'published', streamId: sessionId });
  expect(only(await ear.hears('session'), 'session')).toEqual([
    { kind: 'session', state: 'live', isReconnecting: false },
  ]);
  expect(stage.lostLongerThan(0)).toEqual([]);
});

test('the end reaches every room, stops the video and frees the host; the next start tells who asked', async () => {
  const { home } = orders;
  const ear = await listen(room(2));
  await home.transact(host, (tx) => endSession(tx, { sessionId }));
  expect(only(await ear.hears('session'), 'session')).toMatchObject([{ state: 'ended' }]);
  expect(kicks).toEqual([{ streamId: sessionId, action: 'publish' }]);
  const fan = await orders.shopper();
  pool = await orders.openRound();
  const next = await schedule(home.operator);
  await home.transact(fan, (tx) => remindMe(tx, { sessionId: next, shopId: home.shops[1]!.shopId }));
  const jobsBefore = orders.world.jobs.length;
  await home.transact(host, (tx) => startReady(tx, next));
  await drainFacts(relay);
  expect(orders.world.jobs.slice(jobsBefore).map(({ queue }) => queue)).toEqual(['send-notification']);
});

test('what a supplier answers reaches who watches its pool, and the overview', async () => {
  const { home, world } = orders;
  const { poolId } = pool;
  await orders.buy(poolId, 40, 0);
  const card = await home.transact(home.operator, (tx) => closePoolNow(tx, { poolId }));
  await drainFacts(relay);
  const [watcher, overview] = [await listen(`pool:${poolId}`), await listen('overview')];
  world.clock.forward(60);
  const { purchaseOrderId } = card.purchaseOrder!;
  const answer = { purchaseOrderId, answer: 'confirm', note: '' } as const;
  await home.transact(null, (tx) => answerPurchaseOrder(tx, answer));
  await drainFacts(relay);
  // Read after the answer: what the cut-off still had to say is older.
  const progress = expect.objectContaining({ poolId, serverNow: world.clock.now().toISOString() });
  await vi.waitFor(() => {
    expect(watcher.events).toContainEqual({ kind: 'progress', progress });
    expect(overview.events.map(({ what }) => what)).toContain('purchase-order-answered');
  }, patience);
});
