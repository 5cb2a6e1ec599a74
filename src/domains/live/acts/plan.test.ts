import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinShopper } from '../../../../test/worlds/alliance.ts';
import { openStageWorld, shown, startReady, type StageWorld } from '../../../../test/worlds/stage.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import {
  cancelSession,
  emptyStage,
  getSession,
  joinSession,
  leaveSession,
  listLiveNow,
  listSessions,
  roomsOpen,
  scheduleSession,
  startSession,
  updateSession,
  type SessionDetail,
} from '../index.ts';

let stage: StageWorld;
beforeAll(async () => {
  stage = await openStageWorld();
});
afterAll(() => stage.world.close());

function session(sessionId: string): Promise<SessionDetail> {
  return stage.home.transact(stage.home.operator, (tx) => getSession(tx, emptyStage, sessionId));
}
function inHours(hours: number): Date {
  return addSeconds(stage.world.clock.now(), hours * 3_600);
}
function span(from: number, to: number) {
  return { startsAt: inHours(from), plannedEndAt: inHours(to) };
}
function update(detail: SessionDetail, changes: object = {}) {
  const { sessionId, title, hostMemberId, startsAt, plannedEndAt } = detail;
  const items = detail.items.map(({ item: { variantId }, poolId, ...rest }) => ({
    variantId,
    poolId,
    ...rest,
  }));
  return { sessionId, title, hostMemberId, startsAt, plannedEndAt, items, ...changes };
}

test('a session is scheduled with its rooms and its line-up', async () => {
  const { poolId, variantId } = await stage.openRound();
  const sessionId = await stage.schedule({
    ...span(20, 21),
    items: [
      shown({ variantId: stage.eggs, script: '今早的蛋', sellingPoints: ['散养'] }),
      shown({ variantId, poolId }),
    ],
  });
  const planned = await session(sessionId);
  expect(planned).toMatchObject({
    state: 'scheduled',
    roomCount: 3,
    hostName: '主播1',
    viewers: 0,
    pinned: null,
  });
  expect(planned.items).toMatchObject([
    {
      position: 1,
      item: { name: '土鸡蛋' },
      priceFen: 1_280n,
      available: 40,
      script: '今早的蛋',
      sellingPoints: ['散养'],
    },
    { position: 2, poolId, priceFen: 2_680n, available: 300, progress: { paidQuantity: 0 } },
  ]);
  expect(planned.rooms).toHaveLength(3);
});

test('a host is in one place at a time, also when two plans race', async () => {
  await stage.schedule(span(40, 42));
  await expect(stage.schedule(span(41, 43))).rejects.toMatchObject({ code: 'host-busy', field: 'startsAt' });
  await expect(stage.schedule(span(39, 50))).rejects.toMatchObject({ code: 'host-busy' });
  await stage.schedule(span(42, 43));
  await stage.schedule({ ...span(40, 42), hostMemberId: stage.otherHost.memberId });
  const race = await Promise.allSettled(Array.from({ length: 6 }, () => stage.schedule(span(60, 61))));
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('plans that cannot stand are refused with the field at fault', async () => {
  const { poolId, variantId } = await stage.openRound();
  const refused = (changes: Parameters<StageWorld['schedule']>[0], code: string, field: string) =>
    expect(stage.schedule({ ...span(70, 71), ...changes })).rejects.toMatchObject({ code, field });
  await refused(span(71, 70), 'session-times', 'plannedEndAt');
  await refused(span(70, 83), 'session-times', 'plannedEndAt');
  await refused({ hostMemberId: stage.home.operator.memberId }, 'not-found', 'hostMemberId');
  await refused({ items: [shown({ variantId: stage.unlisted })] }, 'not-for-sale', 'items.0.variantId');
  await refused({ items: [shown({ variantId: stage.eggs, poolId })] }, 'not-found', 'items.0.poolId');
  // The pool is cut off after 24 hours.
  await refused({ items: [shown({ variantId, poolId })] }, 'cut-off-too-early', 'items.0.poolId');
  await refused({ hostShopId: poolId }, 'not-found', 'hostShopId');
  await refused({ roomShopIds: [poolId] }, 'not-found', 'roomShopIds');
});

test('a shop places a session in its own room only; others join by themselves and leave before the start', async () => {
  const [mine, other] = stage.home.shops;
  const [owner, neighbour] = stage.home.owners;
  const plan = {
    title: '邻里一场',
    hostMemberId: stage.host.memberId,
    hostShopId: mine!.shopId,
    ...span(80, 81),
    items: [shown({ variantId: stage.eggs })],
  };
  const place = (roomShopIds: string[]) =>
    stage.home.transact(owner!, (tx) => scheduleSession(tx, { ...plan, roomShopIds }));
  await expect(place([other!.shopId])).rejects.toMatchObject({ code: 'not-allowed', field: 'roomShopIds' });
  const sessionId = await place([]);
  const room = { sessionId, shopId: other!.shopId };
  const isOpen = () => stage.home.transact(null, async (tx) => (await roomsOpen(tx, [room])).size === 1);
  expect(await isOpen()).toBe(false);
  await stage.home.transact(neighbour!, (tx) => joinSession(tx, room));
  await stage.home.transact(neighbour!, (tx) => joinSession(tx, room));
  expect(await isOpen()).toBe(true);
  await stage.home.transact(neighbour!, (tx) => leaveSession(tx, room));
  expect(await isOpen()).toBe(false);
  const own = { sessionId, shopId: mine!.shopId };
  await expect(stage.home.transact(owner!, (tx) => leaveSession(tx, own))).rejects.toThrow('session-state');
  await stage.home.transact(stage.host, (tx) => startReady(tx, sessionId));
  await stage.home.transact(neighbour!, (tx) => joinSession(tx, room));
  await expect(stage.home.transact(neighbour!, (tx) => leaveSession(tx, room))).rejects.toThrow(
    'session-state',
  );
});

test('an item that stays in a changed line-up keeps its id', async () => {
  const { poolId, variantId } = await stage.openRound();
  const sessionId = await stage.schedule(span(10, 11));
  const before = await session(sessionId);
  const items = [shown({ variantId, poolId }), shown({ variantId: stage.eggs, flashPriceFen: '990' })];
  await stage.home.transact(stage.host, (tx) => updateSession(tx, update(before, { title: '改了', items })));
  const after = await session(sessionId);
  expect(after.title).toBe('改了');
  expect(after.items.map(({ item }) => item.variantId)).toEqual([variantId, stage.eggs]);
  expect(after.items[1]).toMatchObject({
    sessionItemId: before.items[0]!.sessionItemId,
    flashPriceFen: 990n,
    // The flash price waits for the session to begin.
    priceFen: 1_280n,
    isFlash: false,
  });
  const stranger = stage.home.transact(stage.otherHost, (tx) => updateSession(tx, update(after)));
  await expect(stranger).rejects.toThrow('not-host');
});

test('a cancelled session is over', async () => {
  const sessionId = await stage.schedule(span(12, 13));
  const by = (actor: typeof stage.host) =>
    stage.home.transact(actor, (tx) => cancelSession(tx, { sessionId }));
  await expect(by(stage.home.owners[1]!)).rejects.toThrow('not-allowed');
  await by(stage.home.owners[0]!);
  expect((await session(sessionId)).state).toBe('cancelled');
  await expect(by(stage.home.operator)).rejects.toThrow('session-state');
  await expect(stage.home.transact(stage.host, (tx) => startSession(tx, { sessionId }))).rejects.toThrow(
    'session-state',
  );
  // The host is free again.
  await stage.schedule(span(12, 13));
});

test('an empty session does not start, and only its host or an operator starts it', async () => {
  const empty = await stage.schedule({ ...span(14, 15), items: [] });
  const start = (sessionId: string, actor = stage.host) =>
    stage.home.transact(actor, (tx) => startSession(tx, { sessionId }));
  await expect(start(empty)).rejects.toThrow('line-up-empty');
  const full = await stage.schedule(span(15, 16));
  await expect(start(full, stage.otherHost)).rejects.toThrow('not-host');
  await expect(start(full)).rejects.toMatchObject({ code: 'checklist-open', data: { missing: '主播自查' } });
  await stage.home.transact(stage.host, (tx) => startReady(tx, full));
  await expect(start(full)).rejects.toThrow('session-state');
});

test('lists page by start, hosts see their own, shoppers what is near', async () => {
  const read = (actor: typeof stage.host, more: object = {}) =>
    stage.home.transact(actor, (tx) => listSessions(tx, emptyStage, { limit: 3, mine: false, ...more }));
  const pages = async (filter: object) => {
    const rows = [];
    for (let cursor: string | null = null; ;) {
      const page = await read(stage.home.operator, { ...filter, ...(cursor && { cursor }) });
      rows.push(...page.rows);
      cursor = page.nextCursor;
      if (cursor === null) return rows;
    }
  };
  const all = await pages({});
  expect(all.length).toBeGreaterThan(6);
  expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(all.length);
  expect(all.map(({ startsAt }) => startsAt.getTime())).toEqual(
    all.map(({ startsAt }) => startsAt.getTime()).toSorted((a, b) => b - a),
  );
  const toCome = await pages({ state: 'scheduled' });
  expect(toCome.length).toBeGreaterThan(3);
  expect(toCome.map(({ sessionId }) => sessionId).toSorted()).toEqual(
    all
      .filter(({ state }) => state === 'scheduled')
      .map(({ sessionId }) => sessionId)
      .toSorted(),
  );
  expect(toCome.map(({ startsAt }) => startsAt.getTime())).toEqual(
    toCome.map(({ startsAt }) => startsAt.getTime()).toSorted((a, b) => a - b),
  );
  const own = await read(stage.otherHost, { limit: 50 });
  expect(own.rows.every(({ hostMemberId }) => hostMemberId === stage.otherHost.memberId)).toBe(true);
  const shopper = await joinShopper(stage.world, stage.home.allianceId, 77);
  const near = await stage.home.transact(shopper, (tx) =>
    listLiveNow(tx, emptyStage, { lng: stage.home.shops[2]!.lng, lat: stage.home.shops[2]!.lat }),
  );
  expect(near.now.length).toBeGreaterThan(0);
  expect(near.upcoming.every(({ state }) => state === 'scheduled')).toBe(true);
  const everywhere = near.upcoming.filter(({ roomCount }) => roomCount === 3);
  expect(everywhere.map(({ roomShopName }) => roomShopName)).toContain(stage.home.shops[2]!.name);
});
