import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWaveWorld, type WaveWorld } from '../../../../test/worlds/waves.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { poolLine } from '../../../../test/worlds/orders.ts';
import { defaultRules } from '../../rulebook/index.ts';
import { allocateStock, checkCounters, receiveStock } from '../../stock/index.ts';
import { listWaves, overrideAllocation, planWave } from '../index.ts';
import { choosePlaces } from './choose-places.ts';
import { gatherPlaces } from './gather-places.ts';
import { gatherReady } from './gather-ready.ts';

let waves: WaveWorld;
beforeAll(async () => {
  waves = await openWaveWorld();
});
afterAll(() => waves.world.close());

const asOperator: WaveWorld['home']['transact'] = (_who, work) =>
  waves.home.transact(waves.home.operator, work);
const lastShop = 11;
const nextDoor = { building: '6 栋', room: '1201', lng: 120.2101, lat: 30.2501 };

describe('where a line goes out from', () => {
  test('the seller’s own shelf, when it is fetched there: no way, no fee, nothing moves', async () => {
    const shelf = await waves.stockItem(10);
    await waves.purchase(await waves.shopper(), waves.pickupAt(0), shelf.line(2));
    const wave = await waves.plan();
    expect(wave).toMatchObject({
      state: 'draft',
      orderCount: 1,
      parcelCount: 1,
      pieceCount: 2,
      onBehalfCount: 0,
    });
    expect(wave.number).toMatch(/^W-1123-\d\d$/);
    expect(wave.allocations).toMatchObject([
      { locationId: shelf.locationId, isOnBehalf: false, feeFen: 0n, title: '沙瓤番茄 约 500 g' },
    ]);
    expect(wave.allocations[0]!.explanation.chosen).toMatchObject({
      distanceFen: 0n,
      parcelFen: 0n,
      costFen: 20n,
    });
    expect(wave.routes).toEqual([]);
    expect(await waves.stockOf(shelf)).toEqual([10, 0, 2]);
  });

  test('another shop serves it on behalf where that is cheaper; the pieces move, the fee is explained', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, lastShop, 5);
    await waves.purchase(await waves.shopper(), waves.pickupAt(lastShop), shelf.line(2));
    const wave = await waves.plan();
    // 2.00 for the order and 0.30 a piece, against 2.75 km and a parcel.
    expect(wave.allocations).toMatchObject([
      { locationId: there.locationId, isOnBehalf: true, feeFen: 260n },
    ]);
    const { chosen, runnerUp, infeasible } = wave.allocations[0]!.explanation;
    expect(chosen).toMatchObject({ onBehalfFeeFen: 260n, distanceFen: 0n, parcelFen: 0n, costFen: 280n });
    expect(runnerUp).toMatchObject({ locationName: '桂花里 0 号店', whyNot: 'distance' });
    expect(runnerUp!.costFen).toBeGreaterThan(chosen.costFen);
    expect(infeasible).toContainEqual({ locationName: '中心仓', reason: 'not-enough-stock' });
    expect(wave.onBehalfCount).toBe(1);
    expect(await waves.stockOf(shelf)).toEqual([10, 0, 0]);
    expect(await waves.stockOf(there)).toEqual([5, 0, 2]);
  });

  test('no shop gives more than it exposes online: its counter needs the rest', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, lastShop, 50, 1);
    await waves.purchase(await waves.shopper(), waves.pickupAt(lastShop), shelf.line(2));
    const wave = await waves.plan();
    expect(wave.allocations).toMatchObject([{ locationId: shelf.locationId, isOnBehalf: false }]);
    expect(wave.routes).toHaveLength(1);
    expect(await waves.stockOf(there)).toEqual([50, 0, 0]);
  });

  test('short stock elsewhere serves whom it can, and everybody is served', async () => {
    const shelf = await waves.stockItem(20);
    const there = await waves.alsoAt(shelf, lastShop, 3);
    for (const pieces of [2, 2, 1]) {
      await waves.purchase(await waves.shopper(), waves.pickupAt(lastShop), shelf.line(pieces));
    }
    const wave = await waves.plan();
    expect(wave.allocations).toHaveLength(3);
    expect(wave.unserved).toEqual([]);
    const moved = wave.allocations.filter(({ isOnBehalf }) => isOnBehalf);
    expect(moved.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
    expect(await waves.stockOf(there)).toEqual([3, 0, 3]);
    expect(await waves.stockOf(shelf)).toEqual([20, 0, 2]);
  });

  test('the hub gives from its surplus without a fee', async () => {
    const shelf = await waves.stockItem(10);
    const { variantId } = shelf;
    await asOperator(null, (tx) =>
      receiveStock(tx, {
        ...{ locationId: waves.hubId, variantId, quantity: 5, batch: '', expiresOn: null, source: 'surplus' },
      }),
    );
    const buyer = await waves.shopper();
    const atHub = { building: '1 栋', room: '1', lng: 120.3, lat: 30.3 };
    await waves.purchase(buyer, await waves.door(buyer, atHub), shelf.line(1));
    const wave = await waves.plan();
    expect(wave.allocations).toMatchObject([{ locationId: waves.hubId, isOnBehalf: false, feeFen: 0n }]);
  });

  test('pool goods go out from where they were received, and the hub takes no fee', async () => {
    const { poolId } = await waves.openRound();
    const door = { ...nextDoor, slotAt: 0 };
    const buyer = await waves.shopper();
    await waves.purchase(
      buyer,
      await waves.door(buyer, door),
      poolLine(poolId, waves.home.shops[0]!.shopId, 30),
    );
    await waves.receivePool(poolId, 30);
    const wave = await waves.plan();
    expect(wave.allocations).toMatchObject([
      { locationId: waves.hubId, isOnBehalf: false, feeFen: 0n, quantity: 30 },
    ]);
    expect(wave.allocations[0]!.explanation).toMatchObject({ runnerUp: null });
    expect(wave.allocations[0]!.explanation.infeasible).toContainEqual({
      locationName: '桂花里 0 号店',
      reason: 'goods-elsewhere',
    });
    expect(wave.routes[0]!.stops.map(({ kind, name }) => [kind, name])).toEqual([
      ['load', '中心仓'],
      ['delivery', '6 栋-1201'],
    ]);
  });

  test('counters are the sum of their movements after all of this', async () => {
    expect(await asOperator(null, checkCounters)).toEqual([]);
  });
});

describe('what a wave takes', () => {
  test('deliveries go with the wave of their slot', async () => {
    const shelf = await waves.stockItem(10);
    const buyer = await waves.shopper();
    await waves.purchase(buyer, await waves.door(buyer, { ...nextDoor, slotAt: 3 }), shelf.line(1));
    await waves.purchase(buyer, waves.pickupAt(0), shelf.line(1));
    const now = await waves.plan();
    expect(now.allocations).toHaveLength(1);
    expect(await asOperator(null, (tx) => listWaves(tx, { limit: 1 }))).toMatchObject({
      rows: [{ waveId: now.waveId }],
      waitingLines: 1,
      waitingOrders: 1,
    });
    const later = await waves.plan();
    expect(later.allocations).toHaveLength(1);
    expect(later.departsAt > now.departsAt).toBe(true);
  });

  test('nothing ready, nothing planned; only couriers drive', async () => {
    await expect(waves.plan()).rejects.toMatchObject({ code: 'nothing-to-ship' });
    await expect(waves.plan([waves.couriers[0]!, waves.home.operator])).rejects.toMatchObject({
      code: 'not-found',
      field: 'courierMemberIds.1',
    });
  });

  test('two operators at the same time share no line', async () => {
    const shelf = await waves.stockItem(10);
    await waves.purchase(await waves.shopper(), waves.pickupAt(0), shelf.line(1));
    const answers = await Promise.allSettled([waves.plan(), waves.plan()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'nothing-to-ship' },
    });
  });

  test('a plan that counted on pieces sold meanwhile is made again with what is there', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, lastShop, 2);
    await waves.purchase(await waves.shopper(), waves.pickupAt(lastShop), shelf.line(2));
    const plan = await asOperator(null, async (tx) => {
      const orders = await gatherReady(tx);
      const places = await gatherPlaces(tx, [shelf.variantId]);
      const { locationId, variantId } = there;
      await allocateStock(tx, [{ locationId, variantId, quantity: 1, source: 'somebody quicker' }]);
      return choosePlaces(tx, orders, places, defaultRules());
    });
    expect(plan.served).toMatchObject([{ placeId: shelf.locationId }]);
    expect(await waves.stockOf(there)).toEqual([2, 0, 1]);
    expect((await waves.plan()).allocations).toMatchObject([{ locationId: shelf.locationId }]);
  });

  test('takes as many statements for twelve orders as for two', async () => {
    const shelf = await waves.stockItem(100);
    await waves.alsoAt(shelf, lastShop, 100);
    const counts: number[] = [];
    for (const orders of [2, 12]) {
      for (let i = 0; i < orders; i += 1) {
        const buyer = await waves.shopper();
        await waves.purchase(buyer, await waves.door(buyer, { ...nextDoor, room: `${i}` }), shelf.line(1));
        await waves.purchase(buyer, waves.pickupAt(lastShop), shelf.line(1));
      }
      await asOperator(null, async (tx) => {
        const { handle, statements } = recordStatements(tx);
        await planWave(handle, { courierMemberIds: [waves.couriers[0]!.memberId] });
        counts.push(statements.length);
      });
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(60);
  });
});

describe('the operator’s word', () => {
  test('moves the line, its stock, its fee and the routes, and says what was chosen before', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, lastShop, 5);
    await waves.purchase(await waves.shopper(), waves.pickupAt(0), shelf.line(2));
    const draft = await waves.plan();
    const { allocationId } = draft.allocations[0]!;
    const { locationId } = there;
    await asOperator(null, (tx) =>
      overrideAllocation(tx, { waveId: draft.waveId, allocationId, locationId }),
    );
    const wave = await waves.readWave(draft.waveId);
    expect(wave).toMatchObject({ parcelCount: 1, onBehalfCount: 1 });
    expect(wave.allocations).toMatchObject([
      { locationId, isOverridden: true, isOnBehalf: true, feeFen: 260n },
    ]);
    const { chosen, runnerUp } = wave.allocations[0]!.explanation;
    expect(runnerUp).toEqual({ locationName: '桂花里 0 号店', costFen: 20n, whyNot: 'overridden' });
    expect(chosen.costFen).toBe(
      chosen.distanceFen + chosen.parcelFen + chosen.handlingFen + chosen.onBehalfFeeFen,
    );
    expect(wave.routes[0]!.stops.map(({ kind }) => kind)).toEqual(['load', 'drop-at-pickup-point']);
    expect(await waves.stockOf(shelf)).toEqual([10, 0, 0]);
    expect(await waves.stockOf(there)).toEqual([5, 0, 2]);
  });

  test('stops at goods bought for the line', async () => {
    const { poolId } = await waves.openRound();
    const shop = waves.home.shops[0]!;
    await waves.purchase(await waves.shopper(), waves.pickupAt(0), poolLine(poolId, shop.shopId, 30));
    await waves.receivePool(poolId, 30);
    const { waveId, allocations } = await waves.plan();
    const { allocationId } = allocations[0]!;
    const locationId = waves.locationIds[0]!;
    const move = asOperator(null, (tx) => overrideAllocation(tx, { waveId, allocationId, locationId }));
    await expect(move).rejects.toMatchObject({ code: 'goods-elsewhere', field: 'locationId' });
  });

  test('stops at the cold chain', async () => {
    const shelf = await waves.stockItem(10, { temperatureZone: 'chilled' });
    const there = await waves.alsoAt(shelf, lastShop, 5);
    await waves.purchase(await waves.shopper(), waves.pickupAt(lastShop), shelf.line(1));
    const { waveId, allocations } = await waves.plan();
    expect(allocations).toMatchObject([{ locationId: shelf.locationId, isOnBehalf: false }]);
    const { allocationId } = allocations[0]!;
    const { locationId } = there;
    const move = asOperator(null, (tx) => overrideAllocation(tx, { waveId, allocationId, locationId }));
    await expect(move).rejects.toMatchObject({ code: 'no-cold-store', data: { place: '桂花里 11 号店' } });
  });

  test('stops at stock and at a confirmed wave', async () => {
    const shelf = await waves.stockItem(10);
    const there = await waves.alsoAt(shelf, lastShop, 1);
    await waves.purchase(await waves.shopper(), waves.pickupAt(0), shelf.line(2));
    const { waveId, allocations } = await waves.plan();
    const { allocationId } = allocations[0]!;
    const move = (locationId: string) =>
      asOperator(null, (tx) => overrideAllocation(tx, { waveId, allocationId, locationId }));
    await expect(move(there.locationId)).rejects.toMatchObject({ code: 'not-enough-stock' });
    await expect(move(waveId)).rejects.toMatchObject({ code: 'not-found', field: 'locationId' });
    await waves.confirm(waveId);
    await expect(move(there.locationId)).rejects.toMatchObject({ code: 'wave-state' });
    expect(await waves.stockOf(shelf)).toEqual([10, 0, 2]);
  });
});
