import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutOffSeconds, openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import { availableStock, checkCounters } from '../../stock/index.ts';
import {
  answerPurchaseOrder,
  cancelCommitments,
  closeDuePools,
  closePoolNow,
  describePurchaseOrder,
  getPool,
  getPoolProgress,
  holdCommitments,
  lockPools,
  poolOutcome,
  previewReceipt,
  prolongPool,
  receiveGoods,
  releaseCommitments,
} from '../index.ts';

let pools: PoolWorld;
beforeAll(async () => {
  pools = await openPoolWorld();
});
afterAll(() => pools.world.close());

const transact = <T>(work: Parameters<typeof pools.home.transact<T>>[1]) =>
  pools.home.transact(pools.home.operator, work);
const progress = (poolId: string) => transact((tx) => getPoolProgress(tx, poolId));
const outcome = (poolId: string) => transact((tx) => poolOutcome(tx, poolId));
const orderOf = async (poolId: string) => {
  const { purchaseOrder } = await transact((tx) => getPool(tx, poolId));
  return purchaseOrder && transact((tx) => describePurchaseOrder(tx, purchaseOrder.purchaseOrderId));
};
async function passCutOff(): Promise<number> {
  pools.world.clock.forward(cutOffSeconds);
  return pools.home.transact(null, closeDuePools);
}
const servedOf = async (poolId: string) => (await outcome(poolId)).lines.map((line) => line.servedQuantity);

describe('a pool with packs of 5, formed by 30 paid pieces', () => {
  test('held pieces take supply and cross nothing', async () => {
    const { poolId } = await pools.openRound();
    await pools.hold(poolId, 45);
    expect(await progress(poolId)).toMatchObject({
      state: 'open',
      heldQuantity: 45,
      paidQuantity: 0,
      nextGap: 30,
    });
    expect(await orderOf(poolId)).toBeNull();
  });

  test('the payment that reaches 30 sends the pre-order, later ones raise nothing but the progress', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 29);
    expect(await orderOf(poolId)).toBeNull();
    await pools.buy(poolId, 3, 1);
    const order = await orderOf(poolId);
    expect(order).toMatchObject({
      state: 'pre-ordered',
      preQuantity: 32,
      unitCostFen: 2_000n,
      amountFen: 64_000n,
    });
    expect(order?.number).toMatch(/^PO-1123-\d\d$/);
    await pools.buy(poolId, 50);
    expect(await orderOf(poolId)).toEqual(order);
    expect(await progress(poolId)).toMatchObject({
      state: 'formed',
      paidQuantity: 82,
      tierIndex: 1,
      priceFen: 2_380n,
      nextGap: 18,
      nextRetailFen: 1_990n,
    });
  });

  test('82 paid pieces become a final order of 85 at the cut-off; everybody pays the rung shown last', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 40);
    await pools.buy(poolId, 42, 1);
    const late = await pools.hold(poolId, 4);
    expect(await passCutOff()).toBeGreaterThan(0);
    expect(await orderOf(poolId)).toMatchObject({ state: 'final', finalQuantity: 85, surplusQuantity: 3 });
    expect(await progress(poolId)).toMatchObject({ state: 'closed', heldQuantity: 0, paidQuantity: 82 });
    expect(await outcome(poolId)).toMatchObject({
      state: 'closed',
      finalRetailFen: 2_380n,
      lines: [{ servedQuantity: 40 }, { servedQuantity: 42 }],
    });
    expect(await pools.pay(late)).toEqual({ paid: [], lost: [late] });
    await expect(pools.hold(poolId, 1)).rejects.toThrow('pool-closed');
  });

  test('the supplier bills the rung of what is ordered, shoppers pay the rung of what is paid', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 98);
    await passCutOff();
    expect(await orderOf(poolId)).toMatchObject({ finalQuantity: 100, unitCostFen: 1_500n });
    expect((await outcome(poolId)).finalRetailFen).toBe(2_380n);
  });

  test('rounded down, the pieces paid last are not bought', async () => {
    const { poolId } = await pools.openRound({ remainderPolicy: 'round-down-refund' });
    for (const quantity of [30, 50, 1, 1]) await pools.buy(poolId, quantity);
    await passCutOff();
    expect(await orderOf(poolId)).toMatchObject({ finalQuantity: 80, surplusQuantity: 0 });
    expect(await servedOf(poolId)).toEqual([30, 50, 0, 0]);
  });

  test('the rest of a pack is offered again under a smaller cap, then goes into stock', async () => {
    const { poolId } = await pools.openRound({ remainderPolicy: 'offer-again' });
    await pools.buy(poolId, 32);
    await passCutOff();
    expect(await progress(poolId)).toMatchObject({ state: 'formed', cap: 35 });
    await expect(pools.hold(poolId, 4)).rejects.toThrow('pool-full');
    await pools.buy(poolId, 2, 1);
    await passCutOff();
    expect(await orderOf(poolId)).toMatchObject({ state: 'final', finalQuantity: 35, surplusQuantity: 1 });
  });
});

describe('below the threshold', () => {
  test('everybody who paid is refunded, nothing is ordered', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 12);
    await passCutOff();
    expect(await outcome(poolId)).toMatchObject({
      state: 'failed',
      failedReason: 'below-threshold',
      finalRetailFen: null,
      lines: [{ quantity: 12, servedQuantity: 0 }],
    });
    expect(await orderOf(poolId)).toBeNull();
  });

  test('prolonged once by policy, then refunded', async () => {
    const { poolId } = await pools.openRound({ belowPolicy: 'prolong' });
    await pools.buy(poolId, 12);
    await passCutOff();
    expect((await progress(poolId)).state).toBe('open');
    await pools.buy(poolId, 1);
    await passCutOff();
    expect((await progress(poolId)).state).toBe('failed');
  });

  test('a formed pool that loses pieces keeps its pre-order until the cut-off, which cancels it', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 28);
    const second = await pools.buy(poolId, 4);
    expect(await transact((tx) => cancelCommitments(tx, [second]))).toEqual([second]);
    expect(await progress(poolId)).toMatchObject({ state: 'formed', paidQuantity: 28 });
    expect(await orderOf(poolId)).toMatchObject({ state: 'pre-ordered', preQuantity: 32 });
    await passCutOff();
    expect((await progress(poolId)).state).toBe('failed');
    expect(await orderOf(poolId)).toMatchObject({ state: 'cancelled' });
    expect((await outcome(poolId)).lines).toHaveLength(1);
  });

  test('cancelled and filled up again there is still one purchase order, of the real quantity', async () => {
    const { poolId } = await pools.openRound();
    const first = await pools.buy(poolId, 30);
    const order = await orderOf(poolId);
    await transact((tx) => cancelCommitments(tx, [first]));
    await pools.buy(poolId, 40);
    expect((await orderOf(poolId))?.purchaseOrderId).toBe(order?.purchaseOrderId);
    await passCutOff();
    expect(await orderOf(poolId)).toMatchObject({ number: order?.number, finalQuantity: 40 });
  });
});

describe('by hand', () => {
  test('cut off now: ordered at once, and never prolonged', async () => {
    const { poolId } = await pools.openRound({ belowPolicy: 'prolong' });
    await pools.buy(poolId, 10);
    const card = await transact((tx) => closePoolNow(tx, { poolId }));
    expect(card.state).toBe('failed');
    await expect(transact((tx) => closePoolNow(tx, { poolId }))).rejects.toThrow('pool-state');
  });

  test('cut off early, that moment is the cut-off from then on, on order, progress and curve', async () => {
    const [ordered, failed] = [await pools.openRound(), await pools.openRound()];
    await pools.buy(ordered.poolId, 30);
    await pools.buy(failed.poolId, 10);
    const planned = (await progress(ordered.poolId)).cutOffAt;
    pools.world.clock.forward(600);
    const now = pools.world.clock.now();
    for (const { poolId } of [ordered, failed]) {
      const card = await transact((tx) => closePoolNow(tx, { poolId }));
      expect(card).toMatchObject({ cutOffAt: now, progress: { cutOffAt: now } });
    }
    const { purchaseOrderId } = (await orderOf(ordered.poolId))!;
    pools.world.clock.forward(60);
    const answer = { purchaseOrderId, answer: 'decline' as const, note: '' };
    expect(await transact((tx) => answerPurchaseOrder(tx, answer))).toMatchObject({ cutOffAt: now });
    expect((await transact((tx) => getPool(tx, ordered.poolId))).curve.at(-1)?.at).toEqual(now);
    expect(now < planned).toBe(true);
  });

  test('cut off by a clock that was late, the cut-off is the hour that was promised', async () => {
    const { poolId } = await pools.openRound();
    await pools.buy(poolId, 30);
    const { cutOffAt } = await progress(poolId);
    pools.world.clock.forward(3_600);
    await passCutOff();
    expect(await orderOf(poolId)).toMatchObject({ state: 'final', cutOffAt });
  });

  test('the cut-off moves later, never earlier', async () => {
    const { poolId } = await pools.openRound();
    const { cutOffAt } = await progress(poolId);
    const later = new Date(cutOffAt.getTime() + 3_600_000);
    const card = await transact((tx) => prolongPool(tx, { poolId, cutOffAt: later }));
    expect(card).toMatchObject({ cutOffAt: later, prolonged: 1 });
    await expect(transact((tx) => prolongPool(tx, { poolId, cutOffAt }))).rejects.toThrow(
      'cut-off-too-early',
    );
  });
});

describe('holds', () => {
  test('a released hold gives its supply back; paid late it is lost, held again it may be paid', async () => {
    const { poolId } = await pools.openRound({ cap: 100 });
    const { poolId: other } = await pools.openRound();
    const line = await pools.hold(poolId, 100);
    await expect(pools.hold(poolId, 1)).rejects.toMatchObject({ code: 'pool-full', data: { available: 0 } });
    await pools.hold(other, 1);
    expect(await transact((tx) => releaseCommitments(tx, [line], 'expired'))).toEqual([line]);
    expect(await transact((tx) => releaseCommitments(tx, [line], 'expired'))).toEqual([]);
    expect(await pools.pay(line)).toEqual({ paid: [], lost: [line] });
    expect((await progress(poolId)).heldQuantity).toBe(0);
    await transact(async (tx) => {
      const row = { orderLineId: line, poolId, shopId: pools.home.shops[0]!.shopId, memberId: tx.newId() };
      const expiresAt = new Date(tx.now.getTime() + 60_000);
      await holdCommitments(tx, [{ ...row, quantity: 100, unitPriceFen: 2_680n, expiresAt }]);
    });
    expect(await pools.pay(line)).toEqual({ paid: [line], lost: [] });
    expect(await pools.pay(line)).toEqual({ paid: [line], lost: [] });
    expect(await progress(poolId)).toMatchObject({ heldQuantity: 0, paidQuantity: 100 });
  });

  test('a scheduled pool opens by itself at its hour', async () => {
    const opensAt = new Date(pools.world.clock.now().getTime() + 60_000);
    const { poolId } = await pools.openRound({ opensAt });
    expect((await progress(poolId)).state).toBe('scheduled');
    await expect(pools.hold(poolId, 1)).rejects.toThrow('pool-closed');
    pools.world.clock.forward(60);
    expect((await transact((tx) => lockPools(tx, [poolId]))).get(poolId)?.state).toBe('open');
    await pools.buy(poolId, 30);
    expect((await progress(poolId)).state).toBe('formed');
    const { poolId: next } = await pools.openRound({
      opensAt: new Date(pools.world.clock.now().getTime() + 1_000),
    });
    pools.world.clock.forward(1);
    await pools.home.transact(null, closeDuePools);
    expect((await progress(next)).state).toBe('open');
  });
});

describe('from the supplier to the hub', () => {
  async function finalOrder(...quantities: number[]) {
    const round = await pools.openRound();
    for (const [at, quantity] of quantities.entries()) await pools.buy(round.poolId, quantity, at % 2);
    await transact((tx) => closePoolNow(tx, { poolId: round.poolId }));
    const order = await orderOf(round.poolId);
    return { ...round, purchaseOrderId: order!.purchaseOrderId };
  }
  const receive = (purchaseOrderId: string, quantity: number) =>
    transact((tx) =>
      receiveGoods(tx, {
        ...{ purchaseOrderId, quantity, locationId: pools.hubId },
        batch: 'L1123',
        expiresOn: '2027-01-31',
        note: '',
      }),
    );
  const atHub = async (variantId: string) => {
    const rows = await transact((tx) => availableStock(tx, { variantIds: [variantId] }));
    return rows.find((row) => row.locationId === pools.hubId);
  };

  test('confirmed and complete: everybody is served, the surplus is available', async () => {
    const { poolId, variantId, purchaseOrderId } = await finalOrder(40, 42);
    const answer = { purchaseOrderId, answer: 'confirm' as const, note: '明早六点到' };
    const confirmed = await transact((tx) => answerPurchaseOrder(tx, answer));
    expect(confirmed).toMatchObject({ state: 'confirmed', confirmedQuantity: 85, note: '明早六点到' });
    const received = await receive(purchaseOrderId, 85);
    expect(received).toMatchObject({ shortQuantity: 0, servedLines: 2, refundedLines: 0, refundedFen: 0n });
    expect(received.purchaseOrder).toMatchObject({
      state: 'received',
      receivedQuantity: 85,
      surplusQuantity: 3,
    });
    expect(await atHub(variantId)).toMatchObject({ onHand: 85, allocated: 82, available: 3 });
    expect((await progress(poolId)).state).toBe('received');
    await expect(receive(purchaseOrderId, 85)).rejects.toThrow('po-state');
  });

  test('short: the preview and the receipt agree, the line paid last goes without', async () => {
    const { poolId, variantId, purchaseOrderId } = await finalOrder(40, 41, 1);
    const preview = await transact((tx) => previewReceipt(tx, { purchaseOrderId, quantity: 79 }));
    const shopIds = pools.home.shops.map((shop) => shop.shopId);
    expect(preview).toMatchObject({
      ordered: 85,
      shortQuantity: 6,
      surplusQuantity: 0,
      refundFen: 3n * 2_380n,
    });
    expect(preview.byShop).toMatchObject([
      { shopId: shopIds[0], ordered: 41, served: 40 },
      { shopId: shopIds[1], ordered: 41, served: 39 },
    ]);
    const received = await receive(purchaseOrderId, 79);
    expect(received).toMatchObject({
      shortQuantity: 6,
      servedLines: 2,
      refundedLines: 2,
      refundedFen: 7_140n,
    });
    expect(await servedOf(poolId)).toEqual([40, 39, 0]);
    expect(await atHub(variantId)).toMatchObject({ onHand: 79, allocated: 79, available: 0 });
  });

  test('nothing came: all refunded, no stock moved', async () => {
    const { poolId, variantId, purchaseOrderId } = await finalOrder(30);
    expect(await receive(purchaseOrderId, 0)).toMatchObject({ servedLines: 0, refundedLines: 1 });
    expect(await servedOf(poolId)).toEqual([0]);
    expect((await atHub(variantId))?.onHand ?? 0).toBe(0);
  });

  test('declined: the pool fails and everybody is refunded', async () => {
    const { poolId, purchaseOrderId } = await finalOrder(30, 30);
    const answer = { purchaseOrderId, answer: 'decline' as const, note: '台风' };
    expect(await transact((tx) => answerPurchaseOrder(tx, answer))).toMatchObject({ state: 'declined' });
    expect(await outcome(poolId)).toMatchObject({ state: 'failed', failedReason: 'supplier-declined' });
    expect(await servedOf(poolId)).toEqual([0, 0]);
    await expect(receive(purchaseOrderId, 60)).rejects.toThrow('po-state');
  });

  test('more than ordered, past its date, or into no location is refused with its field', async () => {
    const { purchaseOrderId } = await finalOrder(30);
    await expect(receive(purchaseOrderId, 31)).rejects.toMatchObject({
      code: 'quantity-over-order',
      field: 'quantity',
    });
    const input = { purchaseOrderId, quantity: 30, batch: '', note: '' };
    const expired = transact((tx) =>
      receiveGoods(tx, { ...input, locationId: pools.hubId, expiresOn: '2026-11-01' }),
    );
    await expect(expired).rejects.toMatchObject({ code: 'goods-expired', field: 'expiresOn' });
    const nowhere = transact((tx) => receiveGoods(tx, { ...input, locationId: tx.newId(), expiresOn: null }));
    await expect(nowhere).rejects.toMatchObject({ code: 'not-found', field: 'locationId' });
  });

  test('the stock counters equal their movements after all of this', async () => {
    expect(await transact((tx) => checkCounters(tx))).toEqual([]);
  });
});

test('in an own pool every shop keeps its price; the rungs lower the cost alone', async () => {
  const { poolId } = await pools.openRound({ mode: 'own' });
  expect((await transact((tx) => lockPools(tx, [poolId]))).get(poolId)).toMatchObject({
    retailFen: null,
    sellerShopId: null,
  });
  await pools.buy(poolId, 60);
  expect(await progress(poolId)).toMatchObject({ priceFen: null, nextRetailFen: null, nextGap: 40 });
  await transact((tx) => closePoolNow(tx, { poolId }));
  expect((await outcome(poolId)).finalRetailFen).toBeNull();
  expect(await orderOf(poolId)).toMatchObject({ unitCostFen: 1_800n });
});
