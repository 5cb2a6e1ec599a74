import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../../contract/index.ts';
import { actorIn } from '../../../../test/worlds/alliance.ts';
import { openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import { ensureMember, giveGrant } from '../../membership/index.ts';
import {
  cancelCommitments,
  closeDuePools,
  describePools,
  getPool,
  getPurchaseOrder,
  listOffers,
  listPools,
  listPurchaseOrders,
  openPoolsForSale,
  poolByShop,
} from '../index.ts';

let pools: PoolWorld;
let formed: Awaited<ReturnType<PoolWorld['openRound']>>;
let open: Awaited<ReturnType<PoolWorld['openRound']>>;
beforeAll(async () => {
  pools = await openPoolWorld(3);
  formed = await pools.openRound();
  await pools.buy(formed.poolId, 20);
  pools.world.clock.forward(600);
  await pools.buy(formed.poolId, 45, 1);
  pools.world.clock.forward(600);
  const regretted = await pools.buy(formed.poolId, 5, 1);
  pools.world.clock.forward(60);
  await pools.home.transact(null, (tx) => cancelCommitments(tx, [regretted]));
  await pools.hold(formed.poolId, 7, 2);
  open = await pools.openRound();
});
afterAll(() => pools.world.close());

const transact = <T>(work: Parameters<typeof pools.home.transact<T>>[1]) =>
  pools.home.transact(pools.home.operator, work);

describe('the pool board', () => {
  test('pool × shop by cut-off, as the contract says', async () => {
    const board = await transact((tx) => listPools(tx, { tab: 'running', limit: 50 }));
    z.encode(contract.supply.listPools.output, board);
    expect(board.rows.map((row) => row.poolId)).toEqual([formed.poolId, open.poolId]);
    expect(board.counts).toEqual({ running: 2, closing: 0, formed: 1, failed: 0 });
    expect(board.shops).toHaveLength(3);
    const [first, second, third] = pools.home.shops.map((shop) => shop.shopId);
    expect(board.rows[0]).toMatchObject({
      supplierName: '南粤果业',
      purchaseOrder: { state: 'pre-ordered' },
    });
    const byShop = [
      { shopId: first, paid: 20, held: 0 },
      { shopId: second, paid: 45, held: 0 },
      { shopId: third, paid: 0, held: 7 },
    ];
    expect(board.rows[0]?.byShop.toSorted((a, b) => b.held - a.held || a.paid - b.paid)).toEqual([
      byShop[2],
      byShop[0],
      byShop[1],
    ]);
    expect(await transact((tx) => poolByShop(tx, formed.poolId))).toEqual(board.rows[0]?.byShop);
  });

  test('pages join without gap or repeat, in both directions of time', async () => {
    for (const tab of ['running', 'formed'] as const) {
      const whole = await transact((tx) => listPools(tx, { tab, limit: 50 }));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await transact((tx) => listPools(tx, { tab, limit: 1, cursor }));
        seen.push(...page.rows.map((row) => row.poolId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(whole.rows.map((row) => row.poolId));
    }
  });

  test('a category of which nothing is pooled is empty', async () => {
    const board = await transact((tx) => listPools(tx, { tab: 'running', limit: 5, categoryCode: 'milk' }));
    expect(board.rows).toEqual([]);
  });
});

describe('one pool', () => {
  test('what just happened, newest first, each with the paid pieces after it', async () => {
    const page = await transact((tx) => getPool(tx, formed.poolId));
    z.encode(contract.supply.getPool.output, page);
    const payments = page.events.filter((event) => event.kind === 'paid' || event.kind === 'cancelled');
    expect(payments.map(({ text, paidQuantity }) => [text, paidQuantity])).toEqual([
      ['店1直播间 −5 件', 65],
      ['店1直播间 +5 件', 70],
      ['店1直播间 +45 件', 65],
      ['店0直播间 +20 件', 20],
    ]);
    const milestones = page.events.filter((event) => !payments.includes(event)).map((event) => event.text);
    expect(milestones).toHaveLength(3);
    expect(milestones).toContain('开单，3 家店可认购');
    expect(milestones).toContain('越过 60 件，降至 ¥23.80');
    expect(milestones.some((text) => /^越过 30 件，集单成立，预采购单 PO-1123-01 已发出$/.test(text))).toBe(
      true,
    );
  });

  test('the curve begins at nothing, ends at the paid pieces and never goes back in time', async () => {
    const { curve, opensAt } = await transact((tx) => getPool(tx, formed.poolId));
    expect(curve[0]).toEqual({ at: opensAt, paid: 0 });
    expect(curve.at(-1)).toEqual({ at: pools.world.clock.now(), paid: 65 });
    expect(curve.map((point) => point.paid)).toEqual([0, 20, 65, 70, 65]);
    expect(curve.map((point) => point.at.getTime())).toEqual(
      curve.map((point) => point.at.getTime()).toSorted((a, b) => a - b),
    );
  });
});

describe('pools for sale', () => {
  test('found by name, initials and category; gone after the cut-off', async () => {
    const find = (query: object) => transact((tx) => openPoolsForSale(tx, { limit: 10, ...query }));
    for (const query of [{}, { q: '罂荔枝' }, { q: 'BTYLZ' }, { categoryCode: 'fruit' }]) {
      expect((await find(query)).rows.map((row) => row.poolId)).toEqual([formed.poolId, open.poolId]);
    }
    expect((await find({ q: '%' })).rows).toEqual([]);
    expect((await find({ variantId: open.variantId })).rows).toHaveLength(1);
    const first = await find({ limit: 1 });
    expect((await find({ limit: 1, cursor: first.nextCursor })).rows[0]?.poolId).toBe(open.poolId);
    const briefs = await transact((tx) => describePools(tx, [open.poolId, pools.hubId]));
    expect([...briefs.keys()]).toEqual([open.poolId]);
  });
});

describe('offers and purchase orders', () => {
  test('offers are found by item and supplier, newest first', async () => {
    const offers = await transact((tx) => listOffers(tx, { q: '南粤', limit: 1 }));
    z.encode(contract.supply.listOffers.output, offers);
    expect(offers.rows[0]).toMatchObject({ offerId: open.offerId, hasOpenPool: true });
    const next = await transact((tx) => listOffers(tx, { limit: 1, cursor: offers.nextCursor! }));
    expect(next.rows[0]?.offerId).toBe(formed.offerId);
  });

  test('people of the supplier see its orders, those of another none', async () => {
    const { allianceId } = pools.home;
    const member = (phone: string, supplierId: string) =>
      transact(async (tx) => {
        const grant = { shopId: null, supplierId, duties: [] };
        await giveGrant(tx, { phone, name: '林老板', role: 'supplier', ...grant });
        return ensureMember(tx, { phone, name: null });
      });
    const mine = await actorIn(pools.world, allianceId, await member('13700000001', pools.supplierId));
    const other = await actorIn(pools.world, allianceId, await member('13700000002', open.offerId));
    const list = (actor: typeof mine) =>
      pools.home.transact(actor, (tx) => listPurchaseOrders(tx, { limit: 50 }));
    const all = await list(pools.home.operator);
    z.encode(contract.supply.listPurchaseOrders.output, all);
    expect(all.rows).toHaveLength(1);
    expect(await list(mine)).toEqual(all);
    expect((await list(other)).rows).toEqual([]);
    const { purchaseOrderId } = all.rows[0]!;
    const foreign = pools.home.transact(other, (tx) => getPurchaseOrder(tx, purchaseOrderId));
    await expect(foreign).rejects.toThrow('not-found');
  });
});

test('after the cut-off nothing is for sale, and formed pools are listed newest first', async () => {
  pools.world.clock.forward(2 * 86_400);
  await pools.home.transact(null, closeDuePools);
  expect((await transact((tx) => openPoolsForSale(tx, { limit: 10 }))).rows).toEqual([]);
  const board = await transact((tx) => listPools(tx, { tab: 'failed', limit: 5 }));
  expect(board.counts).toEqual({ running: 0, closing: 0, formed: 1, failed: 1 });
  expect(board.rows.map((row) => row.poolId)).toEqual([open.poolId]);
});
