import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint, Input, Output } from '../../contract/endpoint.ts';
import { joinShopper } from '../../test/worlds/alliance.ts';
import { openStageWorld, shown, type StageWorld } from '../../test/worlds/stage.ts';
import { emptyStage } from '../domains/live/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { addSeconds } from '../kernel/clock.ts';
import { liveDoors } from './live.ts';
import { mediaCheckDoors } from './media-check.ts';
import type { FileAnswer } from './route.ts';

const { live } = contract;
const path = (what: string) => ({ path: `/media/${what}`, expiresAt: new Date(0) });
let stage: StageWorld;
let shopId: string;
let shopper: Actor;
const doors = liveDoors({
  stage: { ...emptyStage, viewersOf: () => new Map([[shopId, 3]]) },
  media: {
    createIngest: ({ streamId, memberId }) => ({
      ...path(`ingest?${streamId}&${memberId}`),
      rtmp: { port: 1935, app: 'live', streamKey: `${streamId}?${memberId}` },
    }),
    playback: ({ streamId }, { roomId }) => path(`play?${streamId}&${roomId}`),
    playToken: ({ streamId }, { roomId }) => `${streamId}&${roomId}`,
  },
  readSales: async () => ({
    orders: 4,
    paidOrders: 3,
    gmvFen: 9_900n,
    hostEarningFen: 297n,
    rooms: new Map([[shopId, { orders: 4, gmvFen: 9_900n }]]),
  }),
  originOf: () => 'https://lianbo.example',
});
beforeAll(async () => {
  stage = await openStageWorld(2);
  shopId = stage.home.shops[0]!.shopId;
  shopper = await joinShopper(stage.world, stage.home.allianceId, 1);
});
afterAll(() => stage.world.close());

/** Through the door as the binder opens it; the answer must be sayable in the words of the contract. */
async function open<E extends Endpoint>(
  endpoint: E,
  actor: Actor | null,
  input: Input<E>,
): Promise<Output<E>> {
  const door = doors.find((one) => one.endpoint === endpoint);
  if (!door) throw new Error(`No door for ${endpoint.path}`);
  const answer = await door.run({
    funnel: stage.world.app,
    scope: { allianceId: stage.home.allianceId, actor },
    input: input as never,
    call: { slug: stage.home.slug, idempotencyKey: null } as never,
    operation: 'test',
    dryRun: false,
    afterAct: async () => {},
  });
  if (!endpoint.download) z.encode(endpoint.output, answer as never);
  return answer as Output<E>;
}

test('every endpoint of the contract has its door, once', () => {
  const names = (endpoints: readonly Endpoint[]) =>
    endpoints.map(({ method, path: at }) => `${method} ${at}`).toSorted();
  const unused = () => expect.unreachable('doors are counted, not opened');
  const all = [...doors, ...mediaCheckDoors({ setup: unused, run: unused })];
  expect(names(all.map(({ endpoint }) => endpoint))).toEqual(names(Object.values(live)));
});

test('a session from plan to end through its doors', async () => {
  const { home, host, world, eggs } = stage;
  const planned = await open(live.scheduleSession, home.owners[0]!, {
    title: '早市',
    hostMemberId: host.memberId,
    hostShopId: shopId,
    startsAt: addSeconds(world.clock.now(), 600),
    plannedEndAt: addSeconds(world.clock.now(), 7_200),
    roomShopIds: [],
    items: [shown({ variantId: eggs, flashPriceFen: '990' })],
  });
  const { sessionId } = planned;
  const room = { sessionId, shopId };
  const neighbour = { sessionId, shopId: home.shops[1]!.shopId };
  await expect(open(live.getRoom, null, neighbour)).rejects.toThrow('room-closed');
  await open(live.joinSession, home.owners[1]!, neighbour);
  expect(await open(live.remindMe, shopper, neighbour)).toEqual({ reminderCount: 1 });
  const { upcoming } = await open(live.listLiveNow, shopper, { shopId: neighbour.shopId });
  expect(upcoming).toMatchObject([{ sessionId, isReminded: true, roomShopId: neighbour.shopId }]);
  const { publishUrl, rtmp } = await open(live.getPublishUrl, host, { sessionId });
  expect(rtmp).toEqual({ port: 1935, app: 'live', streamKey: `${sessionId}?${host.memberId}` });
  expect(publishUrl).toBe(`/media/ingest?${sessionId}&${host.memberId}`);
  await expect(open(live.getPublishUrl, stage.otherHost, { sessionId })).rejects.toThrow('not-host');
  await expect(open(live.startSession, host, { sessionId })).rejects.toThrow('checklist-open');
  const { checks } = await open(live.tickCheck, host, { sessionId, item: 'self-review', isTicked: true });
  expect(checks.every(({ isDone }) => isDone)).toBe(true);
  const started = await open(live.startSession, host, { sessionId });
  expect(started).toMatchObject({ publishUrl, session: { state: 'live' } });

  const { shareCode, ...share } = await open(live.shareRoom, shopper, room);
  expect(share).toMatchObject({
    path: `/s/${shareCode}?alliance=guihua`,
    cardPath: `/api/shares/${shareCode}/card`,
  });
  await open(live.enterRoom, null, { ...room, visitorKey: 'browser-1', shareCode });
  const seen = await open(live.getRoom, null, neighbour);
  expect(seen).toMatchObject({
    playUrl: `/media/play?${sessionId}&${neighbour.shopId}`,
    items: [{ priceFen: 990n, usualPriceFen: 1_280n }],
  });
  expect(Object.keys(seen.items[0]!)).not.toContain('script');
  const { sessionItemId } = seen.items[0]!;
  await open(live.pinItem, host, { sessionId, sessionItemId });
  await open(live.setFlashPrice, host, {
    sessionId,
    sessionItemId,
    flashPriceFen: null,
    flashQuantity: null,
  });
  await open(live.sendChat, shopper, { ...room, text: '新鲜吗' });
  expect(await open(live.getFunnel, host, { sessionId })).toEqual({
    viewers: 3,
    peakViewers: 3,
    visits: 1,
    clicks: 0,
    clickers: 0,
    chats: 1,
    orders: 4,
    paidOrders: 3,
    gmvFen: 9_900n,
    gpmFen: 9_900_000n,
    hostEarningFen: 297n,
    rooms: [
      {
        shopId,
        shopName: home.shops[0]!.name,
        viewers: 3,
        visits: 1,
        clickers: 0,
        orders: 4,
        gmvFen: 9_900n,
      },
      {
        ...neighbour,
        sessionId: undefined,
        shopName: home.shops[1]!.name,
        viewers: 0,
        visits: 0,
        clickers: 0,
        orders: 0,
        gmvFen: 0n,
      },
    ],
  });
  await expect(open(live.getFunnel, stage.otherHost, { sessionId })).rejects.toThrow('not-allowed');
  const ended = await open(live.endSession, host, { sessionId });
  expect(ended).toMatchObject({ state: 'ended', pinned: null });
  await expect(open(live.getPublishUrl, host, { sessionId })).rejects.toThrow('session-state');

  const file = (await open(live.getShareCard, null, { shareCode })) as unknown as FileAnswer;
  expect(file.type).toContain('image/svg+xml');
  expect(String(file.bytes)).toContain(shareCode);
  expect(await open(live.resolveShare, null, { shareCode })).toMatchObject(room);
});

test('banned words are kept through their doors', async () => {
  const word = { word: '最牛', suggestion: '说出产地' };
  await open(live.putBannedWord, stage.home.operator, word);
  expect(await open(live.listBannedWords, stage.host, {})).toEqual({ rows: [word] });
  await open(live.removeBannedWord, stage.home.operator, { word: '最牛' });
  expect(await open(live.listBannedWords, stage.host, {})).toEqual({ rows: [] });
});
