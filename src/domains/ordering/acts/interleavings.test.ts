import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interleave, type Interleaving, type Side } from '../../../../test/worlds/interleave.ts';
import {
  accepted,
  openOrderWorld,
  paidReport,
  poolLine,
  type OrderWorld,
  type Shelf,
  type WishLine,
} from '../../../../test/worlds/orders.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { checkCounters } from '../../stock/index.ts';
import { checkPools, getPool } from '../../supply/index.ts';
import {
  cancelOrder,
  completePayments,
  expireHolds,
  getMyOrder,
  openPayment,
  placeOrders,
  type OrderReceipt,
} from '../index.ts';

let shop: OrderWorld;
beforeAll(async () => {
  shop = await openOrderWorld();
});
afterAll(() => shop.world.close());

const holdSeconds = 901;
const nobody = <T>(work: Side<T>) => shop.home.transact(null, work);
const noExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });

/** Nothing else is due: what earlier races left held is let go. */
async function letRest(): Promise<void> {
  shop.world.clock.forward(holdSeconds);
  while ((await nobody(expireHolds)) > 0);
}

/** An order of a shopper of its own, with its payment begun. */
async function ordered(...lines: WishLine[]) {
  const buyer = await shop.shopper();
  const order = await shop.order(buyer, ...lines);
  const payment = await shop.home.transact(buyer, (tx) => openPayment(tx, order.orderGroupId));
  return {
    buyer,
    order,
    pay: (tx: Parameters<Side<unknown>>[0]) => completePayments(tx, [paidReport(payment)]),
  };
}
async function wishing(...lines: WishLine[]) {
  const request = shop.request(await shop.shopper(), lines);
  return (tx: Parameters<Side<unknown>>[0]) => placeOrders(tx, [request]);
}
const cancelling =
  ({ buyer, order }: { buyer: Actor; order: OrderReceipt }) =>
  (tx: Parameters<Side<unknown>>[0]) =>
    cancelOrder({ ...tx, actor: buyer }, order);
const refundedOf = async ({ buyer, order }: { buyer: Actor; order: OrderReceipt }) =>
  (await shop.home.transact(buyer, (tx) => getMyOrder(tx, order, noExtras))).refundedFen;

const answerOf = <T>(result: PromiseSettledResult<T>): T => {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};

/** Both ways round: whichever side stands still, at each of its statements. */
async function race<W, A, B>(
  prepare: () => Promise<W>,
  [a, b]: readonly [(world: W) => Side<A>, (world: W) => Side<B>],
  judge: (a: PromiseSettledResult<A>, b: PromiseSettledResult<B>, world: W) => Promise<void>,
): Promise<void> {
  const at = { url: shop.world.url, begin: nobody };
  async function lawful<X, Y>({ pausedAfter }: Interleaving<X, Y>): Promise<void> {
    const laws = { stock: await nobody(checkCounters), pools: await nobody(checkPools) };
    expect({ pausedAfter, ...laws }).toEqual({ pausedAfter, stock: [], pools: [] });
  }
  const points = [
    await interleave(at, prepare, a, b, async (one, world) => {
      await judge(one.first, one.second, world);
      await lawful(one);
    }),
    await interleave(at, prepare, b, a, async (one, world) => {
      await judge(one.second, one.first, world);
      await lawful(one);
    }),
  ];
  // Fewer would mean that nothing was paused.
  expect(Math.min(...points)).toBeGreaterThan(3);
}

describe('the last pieces', () => {
  test('two shoppers, one piece: one of them', async () => {
    await race(
      async () => {
        const shelf = await shop.stockItem(1);
        return { shelf, a: await wishing(shelf.line(1)), b: await wishing(shelf.line(1)) };
      },
      [({ a }) => a, ({ b }) => b],
      async (a, b, { shelf }) => {
        const kinds = [answerOf(a), answerOf(b)].map(([answer]) => answer!.kind).toSorted();
        expect(kinds).toEqual(['accepted', 'refused']);
        expect(await shop.stockOf(shelf)).toEqual([1, 1, 0]);
      },
    );
  }, 60_000);

  test('a cart with the item twice and another shopper: one of them, never half a cart', async () => {
    await race(
      async () => {
        const shelf = await shop.stockItem(2);
        return { shelf, a: await wishing(shelf.line(1), shelf.line(1)), b: await wishing(shelf.line(1)) };
      },
      [({ a }) => a, ({ b }) => b],
      async (a, b, { shelf }) => {
        const [[double], [single]] = [answerOf(a), answerOf(b)];
        expect([double!.kind, single!.kind].toSorted()).toEqual(['accepted', 'refused']);
        expect(await shop.stockOf(shelf)).toEqual([2, double!.kind === 'accepted' ? 2 : 1, 0]);
      },
    );
  }, 60_000);

  test('a shopper wants the piece that expires in this moment: has it or not, and nobody twice', async () => {
    await race(
      async () => {
        await letRest();
        const shelf = await shop.stockItem(1);
        await ordered(shelf.line(1));
        shop.world.clock.forward(holdSeconds);
        return { shelf, b: await wishing(shelf.line(1)) };
      },
      [() => expireHolds, ({ b }) => b],
      async (a, b, { shelf }) => {
        expect(answerOf(a)).toBe(1);
        const isTaken = answerOf(b)[0]!.kind === 'accepted';
        expect(await shop.stockOf(shelf)).toEqual([1, isTaken ? 1 : 0, 0]);
      },
    );
  }, 60_000);
});

describe('a payment', () => {
  const oneOf = async (shelf: Shelf) => ({ shelf, one: await ordered(shelf.line(1)) });

  test('reported by two at once completes once', async () => {
    await race(
      async () => oneOf(await shop.stockItem(1)),
      [({ one }) => one.pay, ({ one }) => one.pay],
      async (a, b, { shelf }) => {
        expect([answerOf(a), answerOf(b)].flat().toSorted()).toEqual(['already', 'paid']);
        expect(await shop.stockOf(shelf)).toEqual([1, 0, 1]);
      },
    );
  }, 60_000);

  test('racing the end of its hold is in time, or late and held again', async () => {
    await race(
      async () => {
        await letRest();
        const world = await oneOf(await shop.stockItem(1));
        shop.world.clock.forward(holdSeconds);
        return world;
      },
      [({ one }) => one.pay, () => expireHolds],
      async (a, b, { shelf, one }) => {
        const isInTime = answerOf(b) === 0;
        expect(answerOf(a)).toEqual([isInTime ? 'paid' : 'late-held']);
        expect(await shop.stockOf(shelf)).toEqual([1, 0, 1]);
        expect(await refundedOf(one)).toBe(0n);
      },
    );
  }, 60_000);

  test('racing its own cancellation goes back in full, and so does the piece', async () => {
    await race(
      async () => oneOf(await shop.stockItem(1)),
      [({ one }) => one.pay, ({ one }) => cancelling(one)],
      async (a, b, { shelf, one }) => {
        expect(b.status).toBe('fulfilled');
        expect(['paid', 'late-refunded']).toContain(answerOf(a)[0]);
        expect(await shop.stockOf(shelf)).toEqual([1, 0, 0]);
        expect(await refundedOf(one)).toBe(1_500n);
      },
    );
  }, 60_000);

  test('that crosses the threshold, racing a cancellation in the pool: an order exactly if it crossed', async () => {
    await race(
      async () => {
        const { poolId } = await shop.openRound();
        const { shopId } = shop.home.shops[0]!;
        const leaving = await ordered(poolLine(poolId, shopId, 20));
        await nobody(leaving.pay);
        return { poolId, leaving, crossing: await ordered(poolLine(poolId, shopId, 10)) };
      },
      [({ crossing }) => crossing.pay, ({ leaving }) => cancelling(leaving)],
      async (a, b, { poolId, leaving }) => {
        expect([answerOf(a), b.status]).toEqual([['paid'], 'fulfilled']);
        const { progress, purchaseOrder } = await shop.home.transact(shop.home.operator, (tx) =>
          getPool(tx, poolId),
        );
        expect(progress).toMatchObject({ paidQuantity: 10, heldQuantity: 0 });
        expect(purchaseOrder !== null).toBe(progress.state === 'formed');
        expect(await refundedOf(leaving)).toBe(20n * 2_680n);
      },
    );
  }, 60_000);
});

test('callbacks in any order and number, with a refund in between, move nothing twice', async () => {
  const shelf = await shop.stockItem(1);
  const one = await ordered(shelf.line(1));
  expect(await nobody(one.pay)).toEqual(['paid']);
  await nobody(cancelling(one));
  for (let n = 0; n < 3; n += 1) expect(await nobody(one.pay)).toEqual(['already']);
  expect(await refundedOf(one)).toBe(1_500n);
  expect(await shop.stockOf(shelf)).toEqual([1, 0, 0]);
  accepted((await shop.place(shop.request(await shop.shopper(), [shelf.line(1)])))[0]);
});
