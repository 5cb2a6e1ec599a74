import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { poolLine } from '../../../../test/worlds/orders.ts';
import { openWaveWorld, type WaveDetail, type WaveWorld } from '../../../../test/worlds/waves.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { getMyOrder } from '../../ordering/index.ts';
import { checkCounters } from '../../stock/index.ts';
import {
  completeStop,
  getLabels,
  getPickingList,
  getRoute,
  listMyRoutes,
  listPickups,
  pickAll,
  pickLine,
  readOrderExtras,
  redeemPickup,
  startRoute,
} from '../index.ts';

let waves: WaveWorld;
beforeAll(async () => {
  waves = await openWaveWorld();
});
afterAll(() => waves.world.close());

type Work<T> = Parameters<typeof waves.home.transact<T>>[1];
const as = <T>(actor: Actor | null, work: Work<T>) => waves.home.transact(actor, work);
const operate = <T>(work: Work<T>) => as(waves.home.operator, work);
const driver = () => waves.couriers[0]!;
const door = (room: string, lng = 120.2105) => ({ building: '6 栋', room, lng, lat: 30.2505 });

/** Plans, confirms, picks and starts one route with these deliveries, one order each. */
async function onTheRoad(
  rooms: readonly string[],
): Promise<{ wave: WaveDetail; routeId: string; buyers: Actor[] }> {
  const shelf = await waves.stockItem(50);
  const buyers: Actor[] = [];
  for (const [i, room] of rooms.entries()) {
    const buyer = await waves.shopper();
    await waves.purchase(buyer, await waves.door(buyer, door(room, 120.2105 + i / 1_000)), shelf.line(1));
    buyers.push(buyer);
  }
  const wave = await waves.packed();
  const { routeId } = wave.routes[0]!;
  await as(driver(), (tx) => startRoute(tx, routeId));
  return { wave: await waves.readWave(wave.waveId), routeId, buyers };
}
const complete = (stopId: string, over: Partial<Parameters<typeof completeStop>[1]> = {}, who = driver()) =>
  as(who, (tx) => completeStop(tx, { stopId, outcome: 'done', failReason: '', ...over }));
const factsOf = (kind: string) =>
  operate(async (tx) => {
    const { rows } = await sql<{ payload: Record<string, unknown> }>`
      select payload from outbox where kind = ${kind} order by fact_id`.execute(tx);
    return rows.map(({ payload }) => payload);
  });
const orderOf = (buyer: Actor, orderGroupId: string) =>
  as(buyer, (tx) => getMyOrder(tx, { orderGroupId }, readOrderExtras));

describe('from paid to done', () => {
  test('a delivery: picked, weighed light and refunded, loaded, handed over on time', async () => {
    const shelf = await waves.stockItem(10, { nominalGram: 500 });
    const buyer = await waves.shopper();
    const order = await waves.purchase(buyer, await waves.door(buyer, door('1201')), shelf.line(2));
    const draft = await waves.plan();
    const wave = await waves.confirm(draft.waveId);
    expect(wave).toMatchObject({
      state: 'confirmed',
      routes: [{ state: 'confirmed', courierName: '小赵0' }],
    });
    const { orderLineId } = wave.allocations[0]!;
    const { routeId, stops } = wave.routes[0]!;
    const pick = (actualGram?: number) =>
      operate((tx) => pickLine(tx, { waveId: wave.waveId, orderLineId, actualGram }));

    await expect(as(driver(), (tx) => startRoute(tx, routeId))).rejects.toMatchObject({
      code: 'not-picked',
      data: { count: 1 },
    });
    await expect(pick()).rejects.toMatchObject({ code: 'weight-missing' });
    await expect(pick(499)).rejects.toMatchObject({ code: 'weight-implausible', field: 'actualGram' });
    expect(await pick(900)).toEqual({ refundFen: 300n });
    expect(await pick(900)).toEqual({ refundFen: 0n });
    await expect(pick(800)).rejects.toMatchObject({ code: 'already-picked' });

    await as(driver(), (tx) => startRoute(tx, routeId));
    expect(await waves.stockOf(shelf)).toEqual([8, 0, 0]);
    await as(driver(), (tx) => startRoute(tx, routeId));
    expect(await waves.stockOf(shelf)).toEqual([8, 0, 0]);
    for (const { stopId } of stops) await complete(stopId);

    const done = await orderOf(buyer, order.orderGroupId);
    expect(done).toMatchObject({ state: 'done', refundedFen: 300n });
    expect(done.shopOrders[0]!.lines).toMatchObject([
      { state: 'done', actualGram: 900, fulfillerName: '桂花里 0 号店', canClaim: true, claim: null },
    ]);
    expect(done.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['preparing', 'on-the-way', 'loaded', 'delivered']),
    );
    expect(await waves.readWave(wave.waveId)).toMatchObject({ state: 'done', routes: [{ state: 'done' }] });
    expect((await factsOf('lines-done')).at(-1)).toEqual({
      orderGroupId: order.orderGroupId,
      orderLineIds: [orderLineId],
      at: waves.world.clock.now().toISOString(),
      onTime: true,
    });
    expect((await factsOf('stop-completed')).slice(-2)).toMatchObject([
      { stopKind: 'load', feeFen: '0', metre: 0 },
      {
        stopKind: 'delivery',
        feeFen: '500',
        outcome: 'done',
        courierMemberId: driver().memberId,
        ruleVersion: 1,
      },
    ]);
  });

  test('a pickup brought by a courier: at the point with a code, handed over against it once', async () => {
    const shelf = await waves.stockItem(10);
    const buyer = await waves.shopper();
    const order = await waves.purchase(buyer, waves.pickupAt(3), shelf.line(2));
    const wave = await waves.packed();
    const point = waves.home.shops[3]!.shopId;
    const code = (await orderOf(buyer, order.orderGroupId)).shopOrders[0]!.pickupCode!;
    expect(code).toMatch(/^\d{6}$/);
    const owner = waves.home.owners[3]!;
    const redeem = (given: string, shopId = point) =>
      as(owner, (tx) => redeemPickup(tx, { shopId, code: given }));
    await expect(redeem(code)).rejects.toMatchObject({ code: 'parcels-not-here' });
    await as(driver(), (tx) => startRoute(tx, wave.routes[0]!.routeId));
    for (const { stopId } of wave.routes[0]!.stops) await complete(stopId);
    expect((await as(owner, (tx) => listPickups(tx, { shopId: point }))).rows).toMatchObject([
      {
        state: 'waiting',
        pieceCount: 2,
        temperatureZones: ['ambient'],
        maskedPhone: expect.stringContaining('****'),
      },
    ]);
    await expect(redeem('000000' === code ? '000001' : '000000')).rejects.toMatchObject({
      code: 'pickup-code-wrong',
      field: 'code',
    });
    await expect(redeem(code, waves.home.shops[4]!.shopId)).rejects.toMatchObject({
      code: 'pickup-code-wrong',
    });
    expect(await redeem(code)).toMatchObject({ lines: [{ title: '沙瓤番茄 约 500 g', quantity: 2 }] });
    await expect(redeem(code)).rejects.toMatchObject({ code: 'pickup-code-wrong' });
    expect(await orderOf(buyer, order.orderGroupId)).toMatchObject({ state: 'done' });
    expect((await factsOf('pickup-redeemed')).at(-1)).toMatchObject({
      pickupShopId: point,
      sellerShopId: shelf.shopId,
    });
    expect((await as(owner, (tx) => listPickups(tx, { shopId: point }))).rows).toMatchObject([
      { state: 'redeemed' },
    ]);
  });

  test('a pickup packed where it is fetched needs no courier: picked is arrived, and the stock is out', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, 11, 5);
    const buyer = await waves.shopper();
    const order = await waves.purchase(buyer, waves.pickupAt(11), shelf.line(2));
    const draft = await waves.plan();
    await waves.confirm(draft.waveId);
    const owner = waves.home.owners[11]!;
    expect(await as(waves.home.owners[2]!, (tx) => pickAll(tx, draft.waveId))).toEqual({
      picked: 0,
      toWeigh: 0,
    });
    expect(await as(owner, (tx) => pickAll(tx, draft.waveId))).toEqual({ picked: 1, toWeigh: 0 });
    expect(await waves.readWave(draft.waveId)).toMatchObject({ state: 'done', routes: [] });
    expect(await waves.stockOf(there)).toEqual([3, 0, 0]);
    const view = await orderOf(buyer, order.orderGroupId);
    expect(view.shopOrders[0]!.lines[0]).toMatchObject({
      state: 'at-pickup',
      fulfillerName: '桂花里 11 号店',
    });
    await as(owner, (tx) =>
      redeemPickup(tx, { shopId: there.shopId, code: view.shopOrders[0]!.pickupCode! }),
    );
    const [served] = (await factsOf('on-behalf-served')).slice(-1);
    expect(served).toMatchObject({
      waveId: draft.waveId,
      rows: [
        {
          feeFen: '260',
          quantity: 2,
          sellerShopId: shelf.shopId,
          fulfillerShopId: there.shopId,
          ruleVersion: 1,
        },
      ],
    });
  });
});

describe('on the road', () => {
  test('a courier neither sees nor moves another one’s route', async () => {
    const { routeId, wave } = await onTheRoad(['101']);
    const other = waves.couriers[1]!;
    const { stopId } = wave.routes[0]!.stops[0]!;
    await expect(as(other, (tx) => getRoute(tx, { routeId }))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(as(other, (tx) => startRoute(tx, routeId))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(complete(stopId, {}, other)).rejects.toMatchObject({ code: 'not-allowed' });
    const mine = await as(driver(), (tx) => listMyRoutes(tx));
    expect(mine.rows.map((route) => route.routeId)).toContain(routeId);
    const theirs = await as(other, (tx) => listMyRoutes(tx));
    expect(theirs.rows.map((route) => route.routeId)).not.toContain(routeId);
  });

  test('told twice it is done once; the other outcome comes too late', async () => {
    const { wave, routeId } = await onTheRoad(['102', '103']);
    const stop = wave.routes[0]!.stops.find(({ kind }) => kind === 'delivery')!;
    const before = (await factsOf('lines-done')).length;
    await Promise.all([complete(stop.stopId), complete(stop.stopId), complete(stop.stopId)]);
    expect((await factsOf('lines-done')).length).toBe(before + 1);
    await expect(complete(stop.stopId, { outcome: 'failed' })).rejects.toMatchObject({ code: 'stop-state' });
    expect(await as(driver(), (tx) => getRoute(tx, { routeId }))).toMatchObject({
      state: 'running',
      doneCount: 1,
    });
  });

  test('a phone that was offline tells the real time, which decides whether it was on time', async () => {
    const { wave } = await onTheRoad(['104', '105']);
    const stops = wave.routes[0]!.stops.filter(({ kind }) => kind === 'delivery');
    const inTime = waves.world.clock.now();
    waves.world.clock.forward(6 * 3_600);
    const tooEarly = new Date(inTime.getTime() - 20 * 3_600_000);
    await expect(complete(stops[0]!.stopId, { doneAt: tooEarly })).rejects.toMatchObject({
      code: 'done-at-implausible',
      field: 'doneAt',
    });
    await complete(stops[0]!.stopId, { doneAt: inTime });
    await complete(stops[1]!.stopId);
    const [first, second] = (await factsOf('lines-done')).slice(-2);
    expect(first).toMatchObject({ at: inTime.toISOString(), onTime: true });
    expect(second).toMatchObject({ onTime: false });
  });

  test('nothing can be completed before the route has started', async () => {
    const shelf = await waves.stockItem(5);
    const buyer = await waves.shopper();
    await waves.purchase(buyer, await waves.door(buyer, door('106')), shelf.line(1));
    const wave = await waves.packed();
    await expect(complete(wave.routes[0]!.stops[0]!.stopId)).rejects.toMatchObject({ code: 'wave-state' });
  });

  test('a failed stop brings the parcel back packed; it goes with the next wave, its stock stays out', async () => {
    const { wave, buyers } = await onTheRoad(['107']);
    const stop = wave.routes[0]!.stops.find(({ kind }) => kind === 'delivery')!;
    const [shipmentId] = stop.parcels.map((parcel) => parcel.shipmentId);
    const { orderGroupId } = (await factsOf('order-paid')).findLast(
      (one) => one['memberId'] === buyers[0]!.memberId,
    )!;
    await complete(stop.stopId, { outcome: 'failed', failReason: '家里没人' });
    const order = await orderOf(buyers[0]!, String(orderGroupId));
    expect(order.shopOrders[0]!.lines[0]).toMatchObject({ state: 'picked' });
    expect(order.timeline.find(({ kind }) => kind === 'came-back')).toMatchObject({
      text: '这次没有送到：家里没人，随下一波再送',
    });
    expect((await factsOf('stop-completed')).at(-1)).toMatchObject({ outcome: 'failed', feeFen: '0' });

    const again = await waves.plan();
    expect(again).toMatchObject({ allocations: [], parcelCount: 1 });
    await waves.confirm(again.waveId);
    const labels = await operate((tx) => getLabels(tx, { waveId: again.waveId, order: 'building-item' }));
    expect(labels.rows).toMatchObject([{ shipmentId, room: '107', routeNumber: again.routes[0]!.number }]);
    await as(driver(), (tx) => startRoute(tx, again.routes[0]!.routeId));
    for (const { stopId } of again.routes[0]!.stops) await complete(stopId);
    expect(await orderOf(buyers[0]!, String(orderGroupId))).toMatchObject({ state: 'done' });
  });

  test('what could not be loaded is not asked for at the door', async () => {
    const { wave, routeId } = await onTheRoad(['108', '109']);
    const load = wave.routes[0]!.stops.find(({ kind }) => kind === 'load')!;
    await complete(load.stopId, { outcome: 'failed', failReason: '店没开门' });
    const route = await as(driver(), (tx) => getRoute(tx, { routeId }));
    expect(route.stops.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(route.state).toBe('done');
    expect((await waves.plan()).parcelCount).toBe(2);
  });

  test('completing takes as many statements for a point with eight parcels as for one with two', async () => {
    const counts: number[] = [];
    for (const orders of [2, 8]) {
      const shelf = await waves.stockItem(50);
      for (let i = 0; i < orders; i += 1) {
        await waves.purchase(await waves.shopper(), waves.pickupAt(5), shelf.line(1));
      }
      const wave = await waves.packed();
      const route = wave.routes.find(({ stops }) =>
        stops.some(({ kind }) => kind === 'drop-at-pickup-point'),
      )!;
      await as(driver(), (tx) => startRoute(tx, route.routeId));
      const drop = route.stops.find(({ name }) => name === '桂花里 5 号店')!;
      await as(driver(), async (tx) => {
        const { handle, statements } = recordStatements(tx);
        await completeStop(handle, { stopId: drop.stopId, outcome: 'done', failReason: '' });
        counts.push(statements.length);
      });
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(30);
  });
});

describe('picking and papers', () => {
  test('totals by item, then bags; shop people see and pick their own place', async () => {
    const shelf = await waves.stockItem(20, { shopAt: 6 });
    const weighed = await waves.stockItem(20, { nominalGram: 400 });
    for (const pieces of [2, 3]) {
      const buyer = await waves.shopper();
      await waves.purchase(buyer, waves.pickupAt(6), shelf.line(pieces), weighed.line(1));
    }
    const { waveId } = await waves.plan();
    const list = await operate((tx) => getPickingList(tx, { waveId }));
    const own = list.locations.find(({ locationId }) => locationId === shelf.locationId)!;
    expect(own.items).toMatchObject([
      { quantity: 5, soldBy: 'piece', byShop: [{ shopName: '店6', quantity: 5 }] },
    ]);
    expect(own.lines.map(({ quantity, isPicked }) => [quantity, isPicked])).toEqual([
      [2, false],
      [3, false],
    ]);
    expect(new Set(own.lines.map(({ bagLabel }) => bagLabel)).size).toBe(2);
    const owner = waves.home.owners[6]!;
    const theirs = await as(owner, (tx) => getPickingList(tx, { waveId }));
    expect(theirs.locations.map(({ locationId }) => locationId)).toEqual([shelf.locationId]);
    const foreign = list.locations.find(({ locationId }) => locationId === weighed.locationId)!.lines[0]!;
    expect(foreign).toMatchObject({ soldBy: 'gram', nominalGram: 400 });
    await waves.confirm(waveId);
    await expect(
      as(owner, (tx) => pickLine(tx, { waveId, orderLineId: foreign.orderLineId, actualGram: 400 })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await operate((tx) => pickAll(tx, waveId))).toMatchObject({ toWeigh: 2 });
  });
});

describe('pickup codes', () => {
  test('an order whose pool goods come a wave later is fetched twice, with a code each; the point earns once', async () => {
    const shelf = await waves.stockItem(10);
    const { poolId } = await waves.openRound();
    const buyer = await waves.shopper();
    const lines = [shelf.line(1), poolLine(poolId, shelf.shopId, 30)];
    const { orderGroupId } = await waves.purchase(buyer, waves.pickupAt(8), ...lines);
    const before = (await factsOf('pickup-redeemed')).length;
    const fetchAll = async () => {
      const wave = await waves.packed();
      for (const { routeId, stops } of wave.routes) {
        await as(driver(), (tx) => startRoute(tx, routeId));
        for (const { stopId } of stops) await complete(stopId);
      }
      const order = await orderOf(buyer, orderGroupId);
      expect(order.shopOrders).toHaveLength(1);
      const code = order.shopOrders[0]!.pickupCode!;
      const shopId = waves.home.shops[8]!.shopId;
      return as(waves.home.owners[8]!, (tx) => redeemPickup(tx, { shopId, code }));
    };
    expect((await fetchAll()).lines).toMatchObject([{ quantity: 1 }]);
    await waves.receivePool(poolId, 30);
    expect((await fetchAll()).lines).toMatchObject([{ quantity: 30 }]);
    expect(await orderOf(buyer, orderGroupId)).toMatchObject({ state: 'done' });
    expect((await factsOf('pickup-redeemed')).length).toBe(before + 1);
  });

  test('no two open orders at a point share one, however the dice fall and whoever confirms at the same time', async () => {
    const shelf = await waves.stockItem(50);
    const drafts: WaveDetail[] = [];
    for (let wave = 0; wave < 2; wave += 1) {
      for (let i = 0; i < 5; i += 1)
        await waves.purchase(await waves.shopper(), waves.pickupAt(7), shelf.line(1));
      drafts.push(await waves.plan());
    }
    const dice = () => {
      let rolled = 0;
      return () => String(rolled++ % 15).padStart(6, '0');
    };
    await Promise.all(drafts.map(({ waveId }) => waves.confirm(waveId, dice())));
    const codes = await operate(async (tx) => {
      const { rows } = await sql<{ code: string }>`
        select code from pickup_ticket where pickup_shop_id = ${waves.home.shops[7]!.shopId}`.execute(tx);
      return rows.map(({ code }) => code);
    });
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
  });
});

test('after all of this the counters are the sum of their movements', async () => {
  expect(await operate(checkCounters)).toEqual([]);
});
