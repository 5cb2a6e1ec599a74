import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openOrderWorld, type OrderWorld } from '../../../test/worlds/orders.ts';
import { openTestRedis, type TestRedis } from '../../../test/worlds/redis.ts';
import { addHost, shown, startReady } from '../../../test/worlds/stage.ts';
import { lineUpOf, pinItem, scheduleSession, sendChat } from '../../domains/live/index.ts';
import { openSessionNews } from '../../edge/feed/publish-session.ts';
import { keepStage } from '../../edge/feed/stage.ts';
import { feedTopics } from '../../edge/feed/topics.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import { startRedisFeed } from '../../engines/feed/redis/feed.ts';
import type { Actor } from '../../kernel/actor.ts';
import { addSeconds } from '../../kernel/clock.ts';
import { drainFacts, type RelayDeps } from '../relay.ts';
import { feedLiveSubscribers } from './feed-live.ts';
import { feedOrdersSubscribers } from './feed-orders.ts';
import { feedPoolsSubscribers } from './feed-pools.ts';

const patience = { timeout: 8_000, interval: 20 };
const failures: unknown[] = [];

/** One app node: its feed and what it knows of who is there. Facts are relayed by whichever holds the lease. */
interface Node {
  readonly feed: FeedEngine;
  readonly stage: ReturnType<typeof keepStage>;
  readonly relay: RelayDeps;
}

describe('two nodes of one alliance behind one Redis', () => {
  let redis: TestRedis;
  let orders: OrderWorld;
  let nodes: Node[];
  let host: Actor;
  let pool: { poolId: string; variantId: string };
  let sessionId: string;

  async function startNode(): Promise<Node> {
    const { world } = orders;
    const onError = (error: unknown) => failures.push(error);
    const feed = await startRedisFeed({ url: redis.url, clock: world.clock, onError, onLine: onError });
    const media = { on: () => () => undefined };
    const stage = keepStage({
      feed,
      media,
      clock: world.clock,
      onReconnecting: (...of) => news.state(...of),
    });
    const news = openSessionNews({ feed, funnel: world.app, stage });
    const deps = { feed, funnel: world.app, news };
    const subscribers = [
      ...feedLiveSubscribers(deps),
      ...feedPoolsSubscribers(deps),
      ...feedOrdersSubscribers(deps),
    ];
    const logger = { error: onError } as never;
    return { feed, stage, relay: { system: world.system, funnel: world.app, logger, subscribers } };
  }

  beforeAll(async () => {
    redis = await openTestRedis();
    orders = await openOrderWorld(2);
    nodes = [await startNode(), await startNode()];
    const { home, world } = orders;
    host = await addHost(orders, 1);
    pool = await orders.openRound();
    const plan = {
      title: '早市',
      hostMemberId: host.memberId,
      hostShopId: home.shops[0]!.shopId,
      startsAt: addSeconds(world.clock.now(), 60),
      plannedEndAt: addSeconds(world.clock.now(), 7_200),
      roomShopIds: home.shops.map(({ shopId }) => shopId),
      items: [shown({ variantId: pool.variantId, poolId: pool.poolId })],
    };
    sessionId = await home.transact(home.operator, (tx) => scheduleSession(tx, plan));
    await home.transact(host, (tx) => startReady(tx, sessionId));
    await drainFacts(nodes[0]!.relay);
  });
  afterAll(async () => {
    for (const { feed, stage } of nodes) {
      stage.close();
      await feed.close();
    }
    await orders.world.close();
    await redis.close();
  });

  /** Listens at one node; the latest event of a kind. */
  async function listen({ feed, stage }: Node, name: string) {
    const events: { kind: string }[] = [];
    const kinds = feedTopics({ stage, isMyOrder: async () => true, isMyRoute: async () => true });
    const [word, ...ids] = name.split(':');
    const kind = kinds.find((one) => one.kind === word)!;
    const scope = { allianceId: orders.home.allianceId, actor: null };
    const readState = () => orders.world.app.read(scope, (db) => kind.readState(db, ids));
    function send({ text }: { text: string }): void {
      const frame = JSON.parse(text) as { events?: { kind: string }[] };
      events.push(...(frame.events ?? []));
    }
    const leave = await feed.join({ allianceId: scope.allianceId, name }, { send }, { readState });
    return { leave, last: (wanted: string) => events.findLast((event) => event.kind === wanted) };
  }

  test('chat, pins and pools relayed by one are heard at the other', async () => {
    const { home } = orders;
    const [a, b] = nodes as [Node, Node];
    const shopId = home.shops[1]!.shopId;
    const room = await listen(b, `room:${sessionId}:${shopId}`);
    const items = await home.transact(host, (tx) => lineUpOf(tx, sessionId, shopId));
    const { sessionItemId } = items[0]!;
    const bar = await listen(b, `pool:${pool.poolId}`);
    const shopper = await orders.shopper();
    await home.transact(shopper, (tx) => sendChat(tx, { sessionId, shopId, text: '还有吗' }));
    await home.transact(host, (tx) => pinItem(tx, { sessionId, sessionItemId }));
    await orders.buy(pool.poolId, 7, 0);
    await drainFacts(a.relay);
    await vi.waitFor(() => {
      expect(room.last('chat')).toMatchObject({ message: { text: '还有吗' } });
      expect(room.last('pinned')).toMatchObject({ sessionItemId });
      expect(bar.last('progress')).toMatchObject({ progress: { paidQuantity: 7 } });
      expect(room.last('item')).toMatchObject({ item: { progress: { paidQuantity: 7 } } });
    }, patience);
    room.leave();
    bar.leave();
    expect(failures).toEqual([]);
  });

  test('viewers of a room are those of all nodes', async () => {
    const [a, b] = nodes as [Node, Node];
    const shopId = orders.home.shops[0]!.shopId;
    const name = `room:${sessionId}:${shopId}`;
    const ears = await Promise.all([a, a, b].map((node) => listen(node, name)));
    await vi.waitFor(() => {
      expect([a, b].map(({ stage }) => stage.viewersOf(sessionId).get(shopId))).toEqual([3, 3]);
      expect(ears.map((ear) => ear.last('viewers'))).toEqual(ears.map(() => ({ kind: 'viewers', count: 3 })));
    }, patience);
    for (const { leave } of ears) leave();
    await vi.waitFor(
      () => expect([a, b].map(({ stage }) => stage.viewersOf(sessionId).size)).toEqual([0, 0]),
      patience,
    );
  });
});
