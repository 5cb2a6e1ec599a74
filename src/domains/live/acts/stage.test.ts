import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../../../test/worlds/server.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { openStageWorld, shown, type StageWorld } from '../../../../test/worlds/stage.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { putListing } from '../../catalog/index.ts';
import {
  clickItem,
  countSold,
  emptyStage,
  endAbandoned,
  endSession,
  getRoom,
  getSession,
  hostsOnAir,
  liveTerms,
  nameSubstitute,
  notePeaks,
  pinItem,
  roomsWithPools,
  roomsWithVariants,
  sessionAudience,
  setFlashPrice,
  takeOver,
  updateSession,
} from '../index.ts';

let stage: StageWorld;
beforeAll(async () => {
  stage = await openStageWorld();
});
afterAll(() => stage.world.close());

const media = { playback: () => ({ path: '/media/play?token', expiresAt: new Date(0) }) };
function room(sessionId: string, shopAt = 0) {
  const shopId = stage.home.shops[shopAt]!.shopId;
  return stage.home.transact(null, (tx) => getRoom(tx, { stage: emptyStage, media }, { sessionId, shopId }));
}
function asHost<T>(work: Parameters<typeof stage.home.transact<T>>[1]): Promise<T> {
  return stage.home.transact(stage.host, work);
}
async function end(sessionId: string): Promise<void> {
  await asHost((tx) => endSession(tx, { sessionId }));
}

test('the pinned item shows in every room and leaves marks for a replay', async () => {
  const { poolId, variantId } = await stage.openRound();
  const sessionId = await stage.goLive({
    items: [shown({ variantId: stage.eggs }), shown({ variantId, poolId })],
  });
  const [eggs, litchi] = (await room(sessionId)).items.map(({ sessionItemId }) => sessionItemId);
  const pin = (sessionItemId: string | null) => asHost((tx) => pinItem(tx, { sessionId, sessionItemId }));
  await pin(eggs!);
  stage.world.clock.forward(60);
  await pin(litchi!);
  await pin(litchi!);
  expect((await room(sessionId, 2)).session.pinned).toMatchObject({ sessionItemId: litchi, isPinned: true });
  stage.world.clock.forward(30);
  await pin(null);
  await pin(eggs!);
  await expect(pin(poolId)).rejects.toMatchObject({ code: 'not-found', field: 'sessionItemId' });
  await end(sessionId);
  const { rows } = await withClient(stage.world.url, (client) =>
    client.query<{ seconds: number }>(
      `select extract(epoch from unpinned_at - pinned_at)::int as seconds from pin_mark
       where session_id = $1 order by pinned_at, mark_id`,
      [sessionId],
    ),
  );
  expect(rows.map(({ seconds }) => seconds)).toEqual([60, 30, 0]);
  const over = await room(sessionId);
  expect(over.session).toMatchObject({ state: 'ended', pinned: null });
  expect(over.playUrl).toBeNull();
  await expect(pin(eggs!)).rejects.toThrow('session-state');
});

test('a flash price is one price in every room while live, and never for a pool', async () => {
  const { poolId, variantId } = await stage.openRound();
  const sessionId = await stage.goLive({
    items: [shown({ variantId: stage.eggs, flashPriceFen: '990' }), shown({ variantId, poolId })],
  });
  for (const shopAt of [0, 1, 2]) {
    const { items, playUrl } = await room(sessionId, shopAt);
    expect(playUrl).toBe('/media/play?token');
    expect(items[0]).toMatchObject({
      priceFen: 990n,
      usualPriceFen: 1_280n,
      isFlash: true,
      sellerShopId: stage.home.shops[0]!.shopId,
    });
    expect(items[1]).toMatchObject({ priceFen: 2_680n, isFlash: false });
  }
  const [eggs, litchi] = (await room(sessionId)).items.map(({ sessionItemId }) => sessionItemId);
  const flash = (sessionItemId: string, flashPriceFen: bigint | null) =>
    asHost((tx) => setFlashPrice(tx, { sessionId, sessionItemId, flashPriceFen }));
  await expect(flash(litchi!, 1n)).rejects.toMatchObject({ code: 'pool-state', field: 'flashPriceFen' });
  await flash(eggs!, 1_500n);
  expect((await room(sessionId)).items[0]).toMatchObject({ priceFen: 1_280n, usualPriceFen: null });
  await flash(eggs!, 800n);
  const terms = (await asHost((tx) => liveTerms(tx, [sessionId]))).get(sessionId)!;
  expect(terms).toMatchObject({ state: 'live', hostMemberId: stage.host.memberId });
  expect(terms.items.get(stage.eggs)).toMatchObject({ flashPriceFen: 800n, poolId: null });
  expect(terms.items.get(variantId)).toMatchObject({ flashPriceFen: null, poolId });
  await end(sessionId);
  expect((await room(sessionId)).items[0]).toMatchObject({ priceFen: 1_280n, isFlash: false });
  const after = (await asHost((tx) => liveTerms(tx, [sessionId]))).get(sessionId)!;
  expect(after.items.get(stage.eggs)!.flashPriceFen).toBeNull();
});

test('an own pool sells in each room at its shop’s price and is absent where the shop does not list it', async () => {
  const { poolId, variantId } = await stage.openRound({ mode: 'own' });
  const list = (shopAt: number, priceFen: bigint) =>
    stage.home.transact(stage.home.operator, (tx) =>
      putListing(tx, {
        shopId: stage.home.shops[shopAt]!.shopId,
        variantId,
        priceFen,
        exposureLimit: null,
        perPersonLimit: null,
        status: 'on',
      }),
    );
  await list(0, 2_500n);
  await list(1, 2_600n);
  const sessionId = await stage.goLive({ items: [shown({ variantId, poolId })] });
  const prices = await Promise.all(
    [0, 1, 2].map(async (at) => (await room(sessionId, at)).items.map((i) => i.priceFen)),
  );
  expect(prices).toEqual([[2_500n], [2_600n], []]);
  expect((await room(sessionId, 1)).items[0]!.sellerShopId).toBe(stage.home.shops[1]!.shopId);
  await end(sessionId);
});

test('a room shows the pool as it fills and the agency seller’s usual price when higher', async () => {
  const { poolId, variantId } = await stage.openRound();
  await stage.home.transact(stage.home.operator, (tx) =>
    putListing(tx, {
      shopId: stage.home.shops[0]!.shopId,
      variantId,
      priceFen: 3_200n,
      exposureLimit: null,
      perPersonLimit: null,
      status: 'on',
    }),
  );
  const sessionId = await stage.goLive({ items: [shown({ variantId, poolId })] });
  await stage.buy(poolId, 82, 1);
  await stage.hold(poolId, 10, 2);
  const [item] = (await room(sessionId, 2)).items;
  expect(item).toMatchObject({
    priceFen: 2_380n,
    usualPriceFen: 3_200n,
    available: 300 - 92,
    progress: { paidQuantity: 82, heldQuantity: 10, nextGap: 18, nextRetailFen: 1_990n },
  });
  const showing = await asHost((tx) => roomsWithPools(tx, [poolId]));
  expect(showing.map(({ shopId }) => shopId).toSorted()).toEqual(
    stage.home.shops.map(({ shopId }) => shopId).toSorted(),
  );
  expect(await asHost((tx) => roomsWithVariants(tx, [stage.eggs]))).toEqual([]);
  await end(sessionId);
  expect(await asHost((tx) => roomsWithPools(tx, [poolId]))).toEqual([]);
});

test('sold pieces are counted once per line and survive a changed line-up', async () => {
  const sessionId = await stage.goLive();
  const sold = (quantity: number) => ({ sessionId, variantId: stage.eggs, quantity });
  await asHost((tx) => countSold(tx, [sold(2), sold(3), { ...sold(9), variantId: stage.unlisted }]));
  await asHost((tx) => countSold(tx, [sold(1)]));
  const detail = await asHost((tx) => getSession(tx, emptyStage, sessionId));
  expect(detail.items[0]!.soldQuantity).toBe(6);
  const items = detail.items.map(({ item: { variantId }, ...rest }) => ({
    ...rest,
    variantId,
    flashPriceFen: 1_000n,
  }));
  await asHost((tx) => updateSession(tx, { ...detail, items }));
  expect((await room(sessionId)).items[0]).toMatchObject({ soldQuantity: 6, priceFen: 1_000n });
  await end(sessionId);
});

test('the peak of viewers is kept and a session nobody ends is ended', async () => {
  const sessionId = await stage.goLive();
  const [first, second] = stage.home.shops;
  const full = {
    ...emptyStage,
    viewersOf: () =>
      new Map([
        [first!.shopId, 7],
        [second!.shopId, 5],
      ]),
  };
  await asHost((tx) => notePeaks(tx, full));
  await asHost((tx) => notePeaks(tx, emptyStage));
  expect(await asHost((tx) => sessionAudience(tx, emptyStage, sessionId))).toMatchObject({
    viewers: 0,
    peakViewers: 12,
    visits: 0,
    chats: 0,
  });
  expect(await asHost((tx) => endAbandoned(tx, []))).toBe(0);
  stage.world.clock.forward(3 * 3_600 + 2 * 3_600 + 1);
  expect(await asHost((tx) => endAbandoned(tx, []))).toBe(1);
  const lost = await stage.goLive();
  expect(await asHost((tx) => endAbandoned(tx, [lost, sessionId]))).toBe(1);
  expect((await room(lost)).session.state).toBe('ended');
});

test('a room is read with the same number of statements however long its line-up', async () => {
  const count = async (sessionId: string) =>
    asHost(async (tx) => {
      const { handle, statements } = recordStatements(tx);
      await getRoom(handle, { stage: emptyStage, media }, { sessionId, shopId: stage.home.shops[0]!.shopId });
      return statements.length;
    });
  const rounds = await Promise.all([stage.openRound(), stage.openRound(), stage.openRound()]);
  const short = await stage.goLive({
    items: [
      shown({ variantId: stage.eggs }),
      shown({ variantId: rounds[0]!.variantId, poolId: rounds[0]!.poolId }),
    ],
  });
  const few = await count(short);
  await end(short);
  const long = await stage.goLive({
    items: [
      shown({ variantId: stage.eggs }),
      ...rounds.map(({ variantId, poolId }) => shown({ variantId, poolId })),
    ],
  });
  expect(await count(long)).toBe(few);
  expect(few).toBeLessThanOrEqual(20);
  await end(long);
});

test('a substitute goes on with the session, the host before them may take it back, others may not', async () => {
  const sessionId = await stage.goLive();
  const name = (actor: Actor, substituteMemberId: string | null) =>
    stage.home.transact(actor, (tx) => nameSubstitute(tx, { sessionId, substituteMemberId }));
  const take = (actor: Actor) => stage.home.transact(actor, (tx) => takeOver(tx, { sessionId }));
  await expect(take(stage.otherHost)).rejects.toThrow('not-host');
  await expect(name(stage.otherHost, stage.otherHost.memberId)).rejects.toThrow('not-host');
  await expect(name(stage.host, stage.home.owners[1]!.memberId)).rejects.toThrow('substitute-unfit');
  await expect(name(stage.host, stage.host.memberId)).rejects.toThrow('substitute-unfit');
  await name(stage.host, stage.otherHost.memberId);
  const before = stage.world.clock.now();
  stage.world.clock.forward(60);
  await take(stage.otherHost);
  await expect(end(sessionId)).rejects.toThrow('not-host');
  const onAir = (at: Date) => stage.home.transact(null, (tx) => hostsOnAir(tx, [sessionId], at));
  expect((await onAir(before)).get(sessionId)).toBe(stage.host.memberId);
  expect((await onAir(stage.world.clock.now())).get(sessionId)).toBe(stage.otherHost.memberId);
  stage.world.clock.forward(60);
  await take(stage.host);
  expect((await onAir(stage.world.clock.now())).get(sessionId)).toBe(stage.host.memberId);
  await end(sessionId);
});

test('visitors who open items are counted once each, by room', async () => {
  const sessionId = await stage.goLive();
  const [item] = (await room(sessionId)).items;
  const shopIds = stage.home.shops.map(({ shopId }) => shopId);
  const click = (shopId: string, visitorKey: string) =>
    stage.home.transact(null, (tx) =>
      clickItem(tx, { sessionId, shopId, sessionItemId: item!.sessionItemId, visitorKey }),
    );
  for (const visitor of ['visitor-1', 'visitor-2', 'visitor-1']) await click(shopIds[0]!, visitor);
  await click(shopIds[1]!, 'visitor-1');
  const seen = await asHost((tx) => sessionAudience(tx, emptyStage, sessionId));
  expect(seen).toMatchObject({
    clicks: 3,
    clickers: 3,
    rooms: [{ clickers: 2 }, { clickers: 1 }, { clickers: 0 }],
  });
  await end(sessionId);
});
