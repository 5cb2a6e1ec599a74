import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addHost, shown, startReady } from '../../../../test/worlds/stage.ts';
import {
  accepted,
  openOrderWorld,
  paidReport,
  type OrderWorld,
  type Shelf,
} from '../../../../test/worlds/orders.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { emptyStage, getSession, scheduleSession, setFlashPrice } from '../../live/index.ts';
import { claimCoupon, dropCoupon, endCouponDrop, listDrops, listMyCoupons } from '../../marketing/index.ts';
import {
  cancelOrder,
  completePayments,
  expireHolds,
  getMyOrder,
  openPayment,
  type OrderAnswer,
} from '../index.ts';

let world: OrderWorld;
let host: Actor;
let shelf: Shelf;
let room: { sessionId: string; roomShopId: string };
beforeAll(async () => {
  world = await openOrderWorld();
  host = await addHost(world, 1);
});
afterAll(() => world.world.close());
/** A fresh session with forty tomatoes at ¥15. */
beforeEach(async () => {
  // The host is in one place at a time.
  world.world.clock.forward(3_600);
  shelf = await world.stockItem(40);
  const { home } = world;
  const sessionId = await home.transact(home.operator, async (tx) => {
    const startsAt = addSeconds(tx.now, 60);
    const times = { startsAt, plannedEndAt: addSeconds(startsAt, 600) };
    const items = [shown({ variantId: shelf.variantId })];
    const plan = { title: '早市', hostMemberId: host.memberId, hostShopId: shelf.shopId, roomShopIds: [] };
    const id = await scheduleSession(tx, { ...plan, ...times, items });
    await startReady(tx, id);
    return id;
  });
  room = { sessionId, roomShopId: shelf.shopId };
});
const noExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });
const orderOf = (buyer: Actor, orderGroupId: string) =>
  world.home.transact(buyer, (tx) => getMyOrder(tx, { orderGroupId }, noExtras));
const stateOf = async (buyer: Actor) =>
  (await world.home.transact(buyer, (tx) => listMyCoupons(tx, { sessionId: room.sessionId }))).rows[0]!.state;

type Drop = Parameters<typeof dropCoupon>[1];
function drop(over: Partial<Drop> = {}): Promise<string> {
  const input = {
    sessionId: room.sessionId,
    title: '满 30 减 5',
    discountFen: 500n,
    minSpendFen: 3_000n,
    quantity: 10,
    opensInSeconds: 0,
    claimSeconds: 300,
    useHours: 24,
    fundShareBps: 0,
    ...over,
  };
  return world.home.transact(host, (tx) => dropCoupon(tx, input, { hostShopId: shelf.shopId }));
}
const claim = (buyer: Actor, dropId: string) =>
  world.home.transact(buyer, (tx) => claimCoupon(tx, { dropId }));
async function buyer(): Promise<{ who: Actor; couponId: string }> {
  const who = await world.shopper();
  return { who, couponId: (await claim(who, await drop())).couponId };
}
async function buy(who: Actor, couponId: string, pieces: number): Promise<OrderAnswer> {
  const [answer] = await world.place(world.request(who, [shelf.line(pieces, room)], { couponId }));
  return answer!;
}

describe('claiming', () => {
  test('sixty people at once, ten coupons: ten of them, each one, and a repeat gets the same', async () => {
    const dropId = await drop();
    const people = await Promise.all(Array.from({ length: 60 }, () => world.shopper()));
    const claims = await Promise.allSettled([...people, ...people].map((who) => claim(who, dropId)));
    const won = claims.flatMap((one) => (one.status === 'fulfilled' ? [one.value.couponId] : []));
    expect(new Set(won).size).toBe(10);
    expect(won.length).toBe(20);
    const codes = claims.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
    expect(new Set(codes)).toEqual(new Set(['coupon-gone']));
    const { rows } = await world.home.transact(host, (tx) => listDrops(tx, room.sessionId));
    expect(rows).toMatchObject([{ dropId, left: 0, usedQuantity: 0 }]);
  });

  test('not before the countdown, not after the end, and one drop at a time', async () => {
    const dropId = await drop({ opensInSeconds: 60, claimSeconds: 60 });
    const who = await world.shopper();
    await expect(claim(who, dropId)).rejects.toMatchObject({ code: 'coupon-early', data: { seconds: 60 } });
    await expect(drop()).rejects.toThrow('coupon-drop-open');
    world.world.clock.forward(60);
    await claim(who, dropId);
    await world.home.transact(host, (tx) => endCouponDrop(tx, { sessionId: room.sessionId, dropId }));
    await expect(claim(await world.shopper(), dropId)).rejects.toThrow('coupon-gone');
    expect(await stateOf(who)).toBe('free');
    await drop();
  });
});

describe('at checkout', () => {
  test('it takes off goods of its session, frozen on the line, once', async () => {
    const { who, couponId } = await buyer();
    expect(await buy(who, couponId, 1)).toMatchObject({
      refusal: { code: 'coupon-short', data: { min: '30.00' } },
    });
    const order = accepted(await buy(who, couponId, 3));
    expect(order.totalFen).toBe(4_000n);
    const detail = await orderOf(who, order.orderGroupId);
    expect(detail.shopOrders[0]!.lines[0]).toMatchObject({ amountFen: 4_000n, discountFen: 500n });
    expect(await buy(who, couponId, 3)).toMatchObject({
      refusal: { code: 'coupon-used', field: 'couponId' },
    });
    const outside = world.request(await world.shopper(), [shelf.line(3)], { couponId });
    expect((await world.place(outside))[0]).toMatchObject({ refusal: { code: 'not-found' } });
  });

  test('two checkouts of one batch want it: the first has it, the second keeps its goods for others', async () => {
    const { who, couponId } = await buyer();
    const request = () => world.request(who, [shelf.line(2, room)], { couponId });
    const answers = await world.place(request(), request());
    expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'refused']);
    expect(await world.stockOf(shelf)).toEqual([40, 2, 0]);
  });

  test('never below zero, and an order worth nothing is still an order', async () => {
    const who = await world.shopper();
    const { couponId } = await claim(who, await drop({ discountFen: 50_000n, minSpendFen: 0n }));
    const order = accepted(await buy(who, couponId, 2));
    expect(order.totalFen).toBe(0n);
    expect(await world.pay(who, order)).toBe('paid');
  });

  test('too late is too late', async () => {
    const { who, couponId } = await buyer();
    world.world.clock.forward(300 + 24 * 3_600);
    expect(await buy(who, couponId, 2)).toMatchObject({ refusal: { code: 'coupon-expired' } });
  });
});

describe('when nothing comes of the order', () => {
  test('unpaid or called off, the coupon is free again; what was paid comes back, not more', async () => {
    const { who, couponId } = await buyer();
    accepted(await buy(who, couponId, 2));
    expect(await stateOf(who)).toBe('used');
    world.world.clock.forward(901);
    await world.home.transact(null, expireHolds);
    expect(await stateOf(who)).toBe('free');
    const order = accepted(await buy(who, couponId, 2));
    await world.pay(who, order);
    await world.home.transact(who, (tx) => cancelOrder(tx, order));
    expect((await orderOf(who, order.orderGroupId)).refundedFen).toBe(2_500n);
    expect(await stateOf(who)).toBe('free');
  });

  test('late money finds its coupon used: it goes back', async () => {
    const { who, couponId } = await buyer();
    const late = accepted(await buy(who, couponId, 2));
    const payment = await world.home.transact(who, (tx) => openPayment(tx, late.orderGroupId));
    world.world.clock.forward(901);
    await world.home.transact(null, expireHolds);
    accepted(await buy(who, couponId, 2));
    const outcome = await world.home.transact(null, (tx) => completePayments(tx, [paidReport(payment)]));
    expect(outcome).toEqual(['late-refunded']);
  });

  test('late money finds its coupon free: it is used for it again', async () => {
    const { who, couponId } = await buyer();
    const late = accepted(await buy(who, couponId, 2));
    const payment = await world.home.transact(who, (tx) => openPayment(tx, late.orderGroupId));
    world.world.clock.forward(901);
    await world.home.transact(null, expireHolds);
    const outcome = await world.home.transact(null, (tx) => completePayments(tx, [paidReport(payment)]));
    expect(outcome).toEqual(['late-held']);
    expect(await stateOf(who)).toBe('used');
  });
});

describe('a flash price for so many pieces', () => {
  async function flash(quantity: number): Promise<void> {
    await world.home.transact(host, async (tx) => {
      const { items } = await getSession(tx, emptyStage, room.sessionId);
      const { sessionItemId } = items[0]!;
      await setFlashPrice(tx, { ...room, sessionItemId, flashPriceFen: 990n, flashQuantity: quantity });
    });
  }
  const itemNow = async () =>
    (await world.home.transact(host, (tx) => getSession(tx, emptyStage, room.sessionId))).items[0]!;
  const want = async (pieces: number, priceFen = 990n) =>
    world.request(await world.shopper(), [shelf.line(pieces, { ...room, priceFen })]);

  test('twelve orders in transactions of their own: never a piece too many, and the rest pays the usual price', async () => {
    await flash(5);
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => (await world.place(await want(1)))[0]!),
    );
    expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(5);
    expect(await itemNow()).toMatchObject({ isFlash: false, priceFen: 1_500n });
    expect((await world.place(await want(1)))[0]).toMatchObject({ refusal: { code: 'price-changed' } });
    expect((await world.place(await want(1, 1_500n)))[0]!.kind).toBe('accepted');
  });

  test('what is not paid can be had again; a new round forgets the old one', async () => {
    await flash(4);
    accepted((await world.place(await want(3)))[0]);
    expect((await world.place(await want(2)))[0]).toMatchObject({
      refusal: { code: 'flash-gone', data: { left: 1 } },
    });
    expect(await itemNow()).toMatchObject({ isFlash: true, flashLeft: 1 });
    world.world.clock.forward(901);
    await world.home.transact(null, expireHolds);
    expect(await itemNow()).toMatchObject({ flashLeft: 4 });
    accepted((await world.place(await want(3)))[0]);
    await flash(2);
    world.world.clock.forward(901);
    await world.home.transact(null, expireHolds);
    expect(await itemNow()).toMatchObject({ flashLeft: 2 });
  });
});
