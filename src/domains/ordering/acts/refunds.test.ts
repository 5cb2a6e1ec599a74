import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accepted, openOrderWorld, poolLine, type OrderWorld } from '../../../../test/worlds/orders.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { addAddress } from '../../membership/index.ts';
import { checkCounters } from '../../stock/index.ts';
import {
  closePoolNow,
  describePools,
  getPoolProgress,
  listPurchaseOrders,
  receiveGoods,
} from '../../supply/index.ts';
import {
  cancelOrder,
  getMyOrder,
  readyLines,
  readyPoolLines,
  recordWeights,
  refundFailedPool,
  requestRefunds,
  setLineState,
  settlePoolPrices,
  settleRefunds,
  takeDueRefunds,
  type OrderReceipt,
} from '../index.ts';
import { openSlots } from '../rules/slots.ts';

let shop: OrderWorld;
let buyer: Actor;
beforeAll(async () => {
  shop = await openOrderWorld();
});
afterAll(() => shop.world.close());
beforeEach(async () => {
  buyer = await shop.shopper();
});

const noExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });
const see = (order: OrderReceipt, by = buyer) =>
  shop.home.transact(by, (tx) => getMyOrder(tx, order, noExtras));
const linesOf = async (order: OrderReceipt, by = buyer) =>
  (await see(order, by)).shopOrders.flatMap(({ lines }) => lines);
const asNobody: OrderWorld['home']['transact'] = (_, work) => shop.home.transact(null, work);

/** Several shoppers buy pieces of a pool, in this order. */
async function buyAll(poolId: string, quantities: readonly number[]) {
  const { shopId } = shop.home.shops[1]!;
  const bought: { buyer: Actor; order: OrderReceipt }[] = [];
  for (const quantity of quantities) {
    const who = await shop.shopper();
    const { priceFen } = await shop.home.transact(null, (tx) => getPoolProgress(tx, poolId));
    const order = await shop.order(who, poolLine(poolId, shopId, quantity, priceFen!));
    await shop.pay(who, order);
    bought.push({ buyer: who, order });
  }
  return bought;
}
async function receive(poolId: string, quantity: number): Promise<void> {
  await shop.home.transact(shop.home.operator, async (tx) => {
    const { rows } = await listPurchaseOrders(tx, { limit: 200 });
    const { purchaseOrderId } = rows.find((row) => row.poolId === poolId)!;
    const input = {
      purchaseOrderId,
      locationId: shop.hubId,
      quantity,
      batch: 'B1',
      expiresOn: null,
      note: '',
    };
    await receiveGoods(tx, input);
  });
}

describe('a pool’s end', () => {
  test('failed: everybody gets everything back, told twice once', async () => {
    const { poolId } = await shop.openRound();
    const bought = await buyAll(poolId, [3, 4]);
    await shop.home.transact(shop.home.operator, (tx) => closePoolNow(tx, { poolId }));
    await asNobody(null, (tx) => refundFailedPool(tx, poolId));
    await asNobody(null, (tx) => refundFailedPool(tx, poolId));
    for (const { buyer: who, order } of bought) {
      expect(await see(order, who)).toMatchObject({
        state: 'done',
        refundedFen: order.totalFen,
        refunds: [{ reason: '集单未成', amountFen: order.totalFen }],
      });
    }
  });

  test('better tier, pack remainder, short delivery: everybody pays the final price of what came', async () => {
    const { poolId } = await shop.openRound({ remainderPolicy: 'round-down-refund' });
    // 62 pieces cross the second rung; packs of 5 leave out the last 2, and 3 more do not come.
    const bought = await buyAll(poolId, [30, 20, 10, 2]);
    await shop.home.transact(shop.home.operator, (tx) => closePoolNow(tx, { poolId }));
    await asNobody(null, (tx) => settlePoolPrices(tx, poolId));
    const dropped = bought[3]!;
    expect(await see(dropped.order, dropped.buyer)).toMatchObject({
      state: 'done',
      refundedFen: dropped.order.totalFen,
      refunds: [{ reason: '箱规余数' }],
    });
    // The saving passed on at the same moment is not taken off what the shortage gives back.
    const [lineOfThird] = await linesOf(bought[2]!.order, bought[2]!.buyer);
    const rebate = {
      orderLineId: lineOfThird!.orderLineId,
      amountFen: 70n,
      quantity: 0,
      reason: 'saving-rebate',
    };
    await asNobody(null, (tx) => requestRefunds(tx, [rebate]));
    await receive(poolId, 57);
    await asNobody(null, (tx) => readyPoolLines(tx, poolId));
    await asNobody(null, (tx) => settlePoolPrices(tx, poolId));
    const kept = await Promise.all(
      bought.map(async ({ order, buyer: who }) => {
        const [line] = await linesOf(order, who);
        return {
          state: line!.state,
          served: line!.servedQuantity,
          keptFen: line!.amountFen - line!.refundedFen,
        };
      }),
    );
    expect(kept).toEqual([
      { state: 'ready', served: 30, keptFen: 30n * 2_380n },
      { state: 'ready', served: 20, keptFen: 20n * 2_380n },
      { state: 'ready', served: 7, keptFen: 7n * 2_380n - 70n },
      { state: 'refunded', served: 0, keptFen: 0n },
    ]);
    const [third] = bought.slice(2);
    expect((await see(third!.order, third!.buyer)).refunds.map(({ reason }) => reason)).toEqual([
      '降到更低阶梯价',
      '集采节约返还',
      '到货短缺',
    ]);
    expect((await shop.home.transact(null, readyLines)).map(({ poolId: id }) => id)).toContain(poolId);
    expect((await shop.home.transact(null, (tx) => describePools(tx, [poolId]))).get(poolId)).toMatchObject({
      progress: { state: 'received' },
    });
  });
});

describe('calling off', () => {
  test('before payment all of it comes back', async () => {
    const shelf = await shop.stockItem(5);
    const order = await shop.order(buyer, shelf.line(2));
    await shop.home.transact(buyer, (tx) => cancelOrder(tx, order));
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 0]);
    expect((await see(order)).state).toBe('cancelled');
    await expect(shop.home.transact(buyer, (tx) => cancelOrder(tx, order))).rejects.toMatchObject({
      code: 'order-state',
      data: { state: '已取消' },
    });
  });

  test('afterwards line by line: shelf goods until they are planned, pool goods until the cut-off', async () => {
    const shelf = await shop.stockItem(5);
    const { poolId } = await shop.openRound();
    const order = await shop.order(buyer, shelf.line(2), poolLine(poolId, shelf.shopId, 3));
    await shop.pay(buyer, order);
    const [onShelf, inPool] = await linesOf(order);
    const cancel = (orderLineId: string) =>
      shop.home.transact(buyer, (tx) => cancelOrder(tx, { ...order, orderLineIds: [orderLineId] }));
    await cancel(inPool!.orderLineId);
    expect(await see(order)).toMatchObject({ state: 'paid', refundedFen: 3n * 2_680n });
    await asNobody(null, (tx) => setLineState(tx, [onShelf!.orderLineId], 'allocated'));
    await expect(cancel(onShelf!.orderLineId)).rejects.toMatchObject({ data: { state: '待发货' } });
    await asNobody(null, (tx) => setLineState(tx, [onShelf!.orderLineId], 'ready'));
    await cancel(onShelf!.orderLineId);
    expect(await see(order)).toMatchObject({ state: 'cancelled', refundedFen: order.totalFen });
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 0]);
    expect(await shop.home.transact(null, checkCounters)).toEqual([]);
  });

  test('the delivery fee goes back when nothing of the order is left', async () => {
    const shelf = await shop.stockItem(5);
    const { addressId } = await shop.home.transact(buyer, (tx) =>
      addAddress(tx, {
        contactName: '陈女士',
        phone: '13912345678',
        building: '6 栋',
        room: '1201',
        detail: '',
        lng: 120.2,
        lat: 30.2,
        isDefault: true,
      }),
    );
    const { slotStart } = openSlots(shop.world.clock.now())[2]!;
    const fulfil = { kind: 'delivery', addressId, slotStart } as const;
    const [answer] = await shop.place(shop.request(buyer, [shelf.line(1), shelf.line(1)], { fulfil }));
    const order = accepted(answer);
    await shop.pay(buyer, order);
    const [first, second] = await linesOf(order);
    const cancel = (orderLineId: string) =>
      shop.home.transact(buyer, (tx) => cancelOrder(tx, { ...order, orderLineIds: [orderLineId] }));
    await cancel(first!.orderLineId);
    expect((await see(order)).refundedFen).toBe(1_500n);
    await cancel(second!.orderLineId);
    expect((await see(order)).refundedFen).toBe(order.totalFen);
    expect(order.totalFen).toBe(3_300n);
  });

  test('nobody calls off another one’s order', async () => {
    const shelf = await shop.stockItem(5);
    const order = await shop.order(buyer, shelf.line(1));
    const stranger = await shop.shopper();
    await expect(shop.home.transact(stranger, (tx) => cancelOrder(tx, order))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('parts of lines', () => {
  async function paidOrder(over = {}) {
    const shelf = await shop.stockItem(5, over);
    const order = await shop.order(buyer, shelf.line(2));
    await shop.pay(buyer, order);
    const [line] = await linesOf(order);
    return { order, line: line! };
  }

  test('a light bag is refunded in proportion, a heavier second weighing gives nothing back', async () => {
    const { order, line } = await paidOrder({ nominalGram: 500 });
    const weigh = (actualGram: number) =>
      asNobody(null, (tx) => recordWeights(tx, [{ orderLineId: line.orderLineId, actualGram }]));
    expect((await weigh(960)).get(line.orderLineId)).toBe(120n);
    expect((await weigh(980)).get(line.orderLineId)).toBe(0n);
    expect((await linesOf(order))[0]).toMatchObject({ actualGram: 980, refundedFen: 120n });
  });

  test('never more than was paid, and claims for the same reason add up', async () => {
    const { order, line } = await paidOrder();
    const claim = (amountFen: bigint) =>
      asNobody(null, (tx) =>
        requestRefunds(tx, [{ orderLineId: line.orderLineId, amountFen, quantity: 1, reason: 'bad-fruit' }]),
      );
    await claim(1_000n);
    await claim(1_500n);
    await expect(claim(501n)).rejects.toMatchObject({ code: 'refund-over-paid', data: { paid: '5.00' } });
    expect((await see(order)).refundedFen).toBe(2_500n);
  });

  test('two claims at once cannot give back more than was paid', async () => {
    const { order, line } = await paidOrder();
    const claim = (reason: string) =>
      asNobody(null, (tx) =>
        requestRefunds(tx, [{ orderLineId: line.orderLineId, amountFen: 2_000n, quantity: 1, reason }]),
      );
    const outcomes = await Promise.allSettled([claim('bad-fruit'), claim('damaged')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await see(order)).refundedFen).toBe(2_000n);
  });

  test('an order is done when its last line is', async () => {
    const { order, line } = await paidOrder();
    const move = (state: 'allocated' | 'picked' | 'on-the-way' | 'done') =>
      asNobody(null, (tx) => setLineState(tx, [line.orderLineId], state));
    await expect(move('done')).rejects.toMatchObject({ code: 'order-state' });
    for (const state of ['allocated', 'picked', 'on-the-way', 'done', 'done'] as const) await move(state);
    expect((await see(order)).state).toBe('done');
  });
});

describe('sending', () => {
  test('what one payment owes at a time travels together, one at a time, and settles once', async () => {
    const shelf = await shop.stockItem(9, { nominalGram: 500 });
    const order = await shop.order(buyer, shelf.line(2), shelf.line(2));
    await shop.pay(buyer, order);
    const [first, second] = await linesOf(order);
    const refund = (orderLineId: string, reason: string) =>
      asNobody(null, (tx) => requestRefunds(tx, [{ orderLineId, amountFen: 100n, quantity: 0, reason }]));
    const take = async () =>
      (await asNobody(null, takeDueRefunds)).filter(({ totalFen }) => totalFen === order.totalFen);
    await refund(first!.orderLineId, 'weight-difference');
    expect(await take()).toEqual([]);
    await refund(second!.orderLineId, 'bad-fruit');
    shop.world.clock.forward(120);
    const [bundle, none] = await take();
    expect([bundle!.amountFen, none]).toEqual([200n, undefined]);

    await refund(second!.orderLineId, 'damaged');
    expect(await take()).toEqual([]);
    const settle = (state: 'requested' | 'succeeded') =>
      asNobody(null, (tx) => settleRefunds(tx, [{ sentAs: bundle!.sentAs, state, error: null }]));
    await settle('requested');
    await settle('succeeded');
    await settle('requested');
    expect((await see(order)).refunds.map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
      'requested',
    ]);
    shop.world.clock.forward(59);
    expect(await take()).toEqual([]);
    shop.world.clock.forward(2);
    expect((await take()).map(({ amountFen }) => amountFen)).toEqual([100n]);
  });

  test('a refund that is not answered is tried again later, then it is for people', async () => {
    const shelf = await shop.stockItem(5);
    const order = await shop.order(buyer, shelf.line(1));
    await shop.pay(buyer, order);
    await shop.home.transact(buyer, (tx) => cancelOrder(tx, order));
    let attempts = 0;
    for (let hour = 0; hour < 60; hour += 1) {
      const due = (await asNobody(null, takeDueRefunds)).filter((one) => one.amountFen === 1_500n);
      attempts += due.length;
      await asNobody(null, (tx) =>
        settleRefunds(
          tx,
          due.map(({ sentAs }) => ({ sentAs, state: 'requested', error: 'UNREACHABLE' })),
        ),
      );
      shop.world.clock.forward(3_600);
    }
    expect(attempts).toBe(30);
    expect((await see(order)).refunds).toMatchObject([{ state: 'failed' }]);
  });
});
