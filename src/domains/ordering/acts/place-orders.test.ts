import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { accepted, openOrderWorld, poolLine, type OrderWorld } from '../../../../test/worlds/orders.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { addAddress } from '../../membership/index.ts';
import { checkCounters } from '../../stock/index.ts';
import { getCart, getMyOrder, placeOrders, putInCart, type OrderAnswer } from '../index.ts';
import { openSlots, slotCapacity } from '../rules/slots.ts';

let shop: OrderWorld;
beforeAll(async () => {
  shop = await openOrderWorld();
});
afterAll(() => shop.world.close());

const kinds = (answers: readonly OrderAnswer[]) =>
  answers.map((answer) => (answer.kind === 'refused' ? answer.refusal.code : answer.kind));
const noExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });

describe('counting', () => {
  test('the last pieces: as many orders as pieces, in separate transactions at once', async () => {
    const shelf = await shop.stockItem(7);
    const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.shopper()));
    const answers = await Promise.all(
      buyers.map((buyer) => shop.place(shop.request(buyer, [shelf.line(1)]))),
    );
    expect(kinds(answers.flat()).filter((kind) => kind === 'accepted')).toHaveLength(7);
    expect(kinds(answers.flat()).filter((kind) => kind === 'sold-out')).toHaveLength(13);
    expect(await shop.stockOf(shelf)).toEqual([7, 7, 0]);
    expect(await shop.home.transact(null, checkCounters)).toEqual([]);
  });

  test('within a batch first come first served, a refused order leaves its pieces to the next', async () => {
    const shelf = await shop.stockItem(3);
    const [a, b, c] = [await shop.shopper(), await shop.shopper(), await shop.shopper()];
    const answers = await shop.place(
      shop.request(a!, [shelf.line(2)]),
      shop.request(b!, [shelf.line(2)]),
      shop.request(c!, [shelf.line(1)]),
    );
    expect(kinds(answers)).toEqual(['accepted', 'sold-out', 'accepted']);
    expect(await shop.stockOf(shelf)).toEqual([3, 3, 0]);
  });

  test('the same item twice in one cart is one demand', async () => {
    const shelf = await shop.stockItem(3);
    const buyer = await shop.shopper();
    const [refused] = await shop.place(shop.request(buyer, [shelf.line(2), shelf.line(2)]));
    expect(refused).toMatchObject({
      refusal: { code: 'sold-out', field: 'lines.1', data: { available: 3 } },
    });
    expect(await shop.stockOf(shelf)).toEqual([3, 0, 0]);
    await shop.order(buyer, shelf.line(2), shelf.line(1));
    expect(await shop.stockOf(shelf)).toEqual([3, 3, 0]);
  });

  test('all or nothing over shelves and pools', async () => {
    const shelf = await shop.stockItem(5);
    const { poolId } = await shop.openRound({ cap: 100, perPersonLimit: 200 });
    const buyer = await shop.shopper();
    const both = [shelf.line(2), poolLine(poolId, shelf.shopId, 101)];
    expect(kinds(await shop.place(shop.request(buyer, both)))).toEqual(['pool-full']);
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 0]);
    const order = await shop.order(buyer, shelf.line(2), poolLine(poolId, shelf.shopId, 3));
    expect(order.totalFen).toBe(2n * 1_500n + 3n * 2_680n);
  });

  test('a pool sells its cap and no piece more, however many ask', async () => {
    const { poolId } = await shop.openRound({ cap: 100 });
    const buyers = await Promise.all(Array.from({ length: 8 }, () => shop.shopper()));
    const { shopId } = shop.home.shops[1]!;
    const answers = await Promise.all(
      buyers.map((buyer) => shop.place(shop.request(buyer, [poolLine(poolId, shopId, 15)]))),
    );
    expect(kinds(answers.flat()).filter((kind) => kind === 'accepted')).toHaveLength(6);
    expect(kinds(answers.flat()).filter((kind) => kind === 'pool-full')).toHaveLength(2);
  });

  test('nobody freezes a shop: limits per person count what is held already', async () => {
    const shelf = await shop.stockItem(20, { perPersonLimit: 3, exposureLimit: 6 });
    const [greedy, other] = [await shop.shopper(), await shop.shopper()];
    await shop.order(greedy!, shelf.line(2));
    expect(kinds(await shop.place(shop.request(greedy!, [shelf.line(2)])))).toEqual(['person-limit']);
    await shop.order(greedy!, shelf.line(1));
    await shop.order(other!, shelf.line(3));
    const third = await shop.shopper();
    const [refused] = await shop.place(shop.request(third, [shelf.line(1)]));
    expect(refused).toMatchObject({ refusal: { code: 'sold-out', data: { available: 0 } } });
  });
});

describe('repeats', () => {
  test('the same key gives the same order and holds nothing twice', async () => {
    const shelf = await shop.stockItem(5);
    const request = shop.request(await shop.shopper(), [shelf.line(1)]);
    const [first] = await shop.place(request);
    const [again, other] = await shop.place(request, { ...request, inputHash: 'another' });
    expect(again).toMatchObject({
      kind: 'replay',
      order: { number: expect.stringMatching(/^LB1123-\d{5}$/) },
    });
    expect(accepted(again).orderGroupId).toBe(accepted(first).orderGroupId);
    expect(other).toMatchObject({ kind: 'refused', refusal: { code: 'idempotency-key-reused' } });
    expect(await shop.stockOf(shelf)).toEqual([5, 1, 0]);
  });

  test('in one batch, too, whichever came first', async () => {
    const shelf = await shop.stockItem(5);
    const request = shop.request(await shop.shopper(), [shelf.line(1)]);
    const answers = await shop.place(request, { ...request, inputHash: 'another' }, request);
    expect(kinds(answers)).toEqual(['accepted', 'idempotency-key-reused', 'accepted']);
    expect(await shop.stockOf(shelf)).toEqual([5, 1, 0]);
  });

  test('two processes at the same moment place it once', async () => {
    const shelf = await shop.stockItem(5);
    const request = shop.request(await shop.shopper(), [shelf.line(1)]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => shop.place(request)));
    expect(kinds(answers.flat()).toSorted()).toEqual(['accepted', ...Array(5).fill('replay')]);
    expect(await shop.stockOf(shelf)).toEqual([5, 1, 0]);
  });
});

describe('where it goes', () => {
  test('a slot takes so many households, one fee per checkout, split over its shops', async () => {
    const [near, far] = [await shop.stockItem(200), await shop.stockItem(200, { shopAt: 1 })];
    const buyer = await shop.shopper();
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
    const { slotStart } = openSlots(shop.world.clock.now())[3]!;
    const fulfil = { kind: 'delivery', addressId, slotStart } as const;
    const deliver = () => shop.request(buyer, [near.line(1), far.line(1)], { fulfil });
    const answers = await shop.place(...Array.from({ length: slotCapacity + 1 }, deliver));
    expect(kinds(answers).slice(-2)).toEqual(['accepted', 'slot-gone']);
    const { orderGroupId } = accepted(answers[0]);
    const detail = await shop.home.transact(buyer, (tx) => getMyOrder(tx, { orderGroupId }, noExtras));
    expect(detail).toMatchObject({ totalFen: 3_300n, state: 'awaiting-payment' });
    expect(detail.shopOrders.map((order) => order.deliveryFeeFen)).toEqual([150n, 150n]);
    expect(detail.shopOrders.map((order) => order.number)).toEqual([
      `${detail.number}-1`,
      `${detail.number}-2`,
    ]);

    const stranger = await shop.shopper();
    const stolen = shop.request(stranger, [near.line(1)], { fulfil });
    const past = shop.request(buyer, [near.line(1)], {
      fulfil: { ...fulfil, slotStart: addSeconds(slotStart, -86_400 * 7) },
    });
    expect(kinds(await shop.place(stolen, past))).toEqual(['address-needed', 'slot-gone']);
  });

  test('nonsense is refused without touching anything', async () => {
    const buyer = await shop.shopper();
    const unknown = { goodsKey: 'listing:x', quantity: 1, priceFen: 1n };
    const gone = poolLine('00000000-0000-7000-8000-000000000000', shop.home.shops[0]!.shopId, 1);
    const answers = await shop.place(shop.request(buyer, [unknown]), shop.request(buyer, [gone]));
    expect(kinds(answers)).toEqual(['not-for-sale', 'not-for-sale']);
  });
});

test('what is bought leaves the cart, what was not stays', async () => {
  const [bought, left] = [await shop.stockItem(5), await shop.stockItem(0)];
  const buyer = await shop.shopper();
  const cart = await shop.home.transact(buyer, async (tx) => {
    await putInCart(tx, { goodsKey: bought.line(1).goodsKey, quantity: 1 });
    await putInCart(tx, { goodsKey: bought.line(1).goodsKey, quantity: 1 });
    await putInCart(tx, { goodsKey: left.line(1).goodsKey, quantity: 1 });
    return getCart(tx);
  });
  expect(cart.totalFen).toBe(4_500n);
  expect(cart.lines.map(({ quantity, problem }) => [quantity, problem])).toEqual([
    [1, '沙瓤番茄 只剩 0 件'],
    [2, null],
  ]);
  const { cartLineId } = cart.lines.find(({ quantity }) => quantity === 2)!;
  await shop.order(buyer, bought.line(2, { cartLineId }));
  const after = await shop.home.transact(buyer, getCart);
  expect(after.lines.map(({ goods }) => goods.item.variantId)).toEqual([left.variantId]);
});

test('fifty orders take as many statements as one', async () => {
  const [shelf, other] = [await shop.stockItem(500), await shop.stockItem(500, { shopAt: 1 })];
  const { poolId } = await shop.openRound();
  const count = async (orders: number) => {
    const buyers = await Promise.all(Array.from({ length: orders }, () => shop.shopper()));
    return shop.home.transact(null, async (tx) => {
      const { handle, statements } = recordStatements(tx);
      const answers = await placeOrders(
        handle,
        buyers.map((buyer) =>
          shop.request(buyer, [shelf.line(1), other.line(2), poolLine(poolId, shelf.shopId, 1)]),
        ),
      );
      expect(new Set(kinds(answers))).toEqual(new Set(['accepted']));
      return statements;
    });
  };
  const one = await count(1);
  expect(await count(50)).toEqual(one);
  expect(one.length).toBeLessThanOrEqual(24);
});
