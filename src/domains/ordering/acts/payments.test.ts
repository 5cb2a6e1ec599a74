import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { openOrderWorld, paidReport, poolLine, type OrderWorld } from '../../../../test/worlds/orders.ts';
import { withClient } from '../../../../test/worlds/server.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { checkCounters } from '../../stock/index.ts';
import { closePoolNow, getPoolProgress } from '../../supply/index.ts';
import {
  cancelOrder,
  completePayments,
  expireHolds,
  getMyOrder,
  openPayment,
  type OrderReceipt,
} from '../index.ts';

let shop: OrderWorld;
beforeAll(async () => {
  shop = await openOrderWorld();
});
afterAll(() => shop.world.close());

const noExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });
const see = (buyer: Actor, { orderGroupId }: OrderReceipt) =>
  shop.home.transact(buyer, (tx) => getMyOrder(tx, { orderGroupId }, noExtras));
const begin = (buyer: Actor, { orderGroupId }: OrderReceipt) =>
  shop.home.transact(buyer, (tx) => openPayment(tx, orderGroupId));
const complete = (...payments: { outTradeNo: string; amountFen: bigint }[]) =>
  shop.home.transact(null, (tx) => completePayments(tx, payments.map(paidReport)));
const expire = () => shop.home.transact(null, expireHolds);
async function facts(kind: string, { orderGroupId }: OrderReceipt): Promise<Record<string, unknown>[]> {
  const { rows } = await withClient(shop.world.url, (client) =>
    client.query<{ payload: Record<string, unknown> }>(
      'select payload from outbox where kind = $1 and aggregate_id = $2 order by seq',
      [kind, orderGroupId],
    ),
  );
  return rows.map(({ payload }) => payload);
}

describe('on time', () => {
  test('held becomes firm: shelf goods are ready, pool goods wait, one fact tells it', async () => {
    const shelf = await shop.stockItem(5);
    const { poolId } = await shop.openRound();
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(2), poolLine(poolId, shelf.shopId, 3));
    expect(await shop.pay(buyer, order)).toBe('paid');
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 2]);
    expect(await shop.home.transact(null, (tx) => getPoolProgress(tx, poolId))).toMatchObject({
      heldQuantity: 0,
      paidQuantity: 3,
    });
    const detail = await see(buyer, order);
    expect(detail.state).toBe('paid');
    expect(detail.shopOrders[0]!.lines.map(({ state, canCancel }) => [state, canCancel])).toEqual([
      ['ready', true],
      ['waiting-pool', true],
    ]);
    expect(await facts('order-paid', order)).toMatchObject([
      { late: false, totalFen: '11040', lines: [{ quantity: 2 }, { quantity: 3, poolId }] },
    ]);
  });

  test('told twice in one batch, and again later: once', async () => {
    const shelf = await shop.stockItem(5);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(1));
    const payment = await begin(buyer, order);
    expect(await complete(payment, payment)).toEqual(['paid', 'already']);
    expect(await complete(payment)).toEqual(['already']);
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 1]);
    expect(await facts('order-paid', order)).toHaveLength(1);
  });

  test('callback, returning client and sweeper at the same moment: once', async () => {
    const shelf = await shop.stockItem(5);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(1));
    const payment = await begin(buyer, order);
    const outcomes = await Promise.all([complete(payment), complete(payment), complete(payment)]);
    expect(outcomes.flat().toSorted()).toEqual(['already', 'already', 'paid']);
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 1]);
    expect(await facts('order-paid', order)).toHaveLength(1);
  });

  test('another amount changes nothing, a number that is none of ours neither', async () => {
    const shelf = await shop.stockItem(5);
    const buyer = await shop.shopper();
    const payment = await begin(buyer, await shop.order(buyer, shelf.line(1)));
    const wrong = { ...payment, amountFen: payment.amountFen - 1n };
    expect(await complete(wrong, { ...payment, outTradeNo: 'x'.repeat(32) })).toEqual([
      'amount-mismatch',
      'unknown',
    ]);
    expect(await shop.stockOf(shelf)).toEqual([5, 1, 0]);
  });

  test('one payment per order: asking again gives the same, asking for another one’s nothing', async () => {
    const buyer = await shop.shopper();
    const shelf = await shop.stockItem(5);
    const order = await shop.order(buyer, shelf.line(1));
    const numbers = await Promise.all([begin(buyer, order), begin(buyer, order)]);
    expect(numbers[0].outTradeNo).toBe(numbers[1].outTradeNo);
    await expect(begin(await shop.shopper(), order)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('thirty payments take as many statements as one', async () => {
    const shelf = await shop.stockItem(200);
    const { poolId } = await shop.openRound({ threshold: 100 });
    const count = async (orders: number) => {
      const payments = await Promise.all(
        Array.from({ length: orders }, async () => {
          const buyer = await shop.shopper();
          return begin(buyer, await shop.order(buyer, shelf.line(1), poolLine(poolId, shelf.shopId, 1)));
        }),
      );
      return shop.home.transact(null, async (tx) => {
        const { handle, statements } = recordStatements(tx);
        expect(new Set(await completePayments(handle, payments.map(paidReport)))).toEqual(new Set(['paid']));
        return statements;
      });
    };
    const one = await count(1);
    expect(await count(30)).toEqual(one);
    expect(one.length).toBeLessThanOrEqual(20);
  });
});

describe('too late', () => {
  test('what nobody pays comes back, in order and once', async () => {
    const shelf = await shop.stockItem(5);
    const { poolId } = await shop.openRound();
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(2), poolLine(poolId, shelf.shopId, 3));
    shop.world.clock.forward(901);
    expect(await expire()).toBeGreaterThanOrEqual(1);
    expect(await expire()).toBe(0);
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 0]);
    expect((await see(buyer, order)).state).toBe('closed');
    await expect(begin(buyer, order)).rejects.toMatchObject({ code: 'order-state' });
    expect(await facts('order-expired', order)).toMatchObject([
      { orderLineIds: [expect.any(String), expect.any(String)] },
    ]);
  });

  test('late money is held again when everything is still there', async () => {
    const shelf = await shop.stockItem(5);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(2));
    const payment = await begin(buyer, order);
    shop.world.clock.forward(901);
    await expire();
    expect(await complete(payment)).toEqual(['late-held']);
    expect(await shop.stockOf(shelf)).toEqual([5, 0, 2]);
    expect((await see(buyer, order)).state).toBe('paid');
    expect(await facts('order-paid', order)).toMatchObject([{ late: true, lines: [{ quantity: 2 }] }]);
  });

  test('else all of it goes back by itself, and the books see both', async () => {
    const shelf = await shop.stockItem(2);
    const [slow, quick] = [await shop.shopper(), await shop.shopper()];
    const order = await shop.order(slow, shelf.line(2));
    const payment = await begin(slow, order);
    shop.world.clock.forward(901);
    await expire();
    await shop.pay(quick, await shop.order(quick, shelf.line(1)));
    expect(await complete(payment)).toEqual(['late-refunded']);
    expect(await complete(payment)).toEqual(['already']);
    expect(await shop.stockOf(shelf)).toEqual([2, 0, 1]);
    expect(await see(slow, order)).toMatchObject({
      state: 'closed',
      refundedFen: 3_000n,
      refunds: [{ amountFen: 3_000n, state: 'requested', reason: '超时付款' }],
    });
    expect(await facts('order-paid', order)).toMatchObject([{ late: true, totalFen: '3000', lines: [] }]);
    expect(await facts('order-refunded', order)).toMatchObject([
      { reason: 'late-payment', amountFen: '3000', lines: [{ quantity: 2, amountFen: '3000' }] },
    ]);
  });

  test('an order the shopper called off is not held again', async () => {
    const shelf = await shop.stockItem(2);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(1));
    const payment = await begin(buyer, order);
    await shop.home.transact(buyer, (tx) => cancelOrder(tx, order));
    expect(await complete(payment)).toEqual(['late-refunded']);
    expect(await shop.stockOf(shelf)).toEqual([2, 0, 0]);
    expect((await see(buyer, order)).state).toBe('cancelled');
  });

  test('payment holds the order while it expires: the sweep leaves it alone', async () => {
    const shelf = await shop.stockItem(1);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(1));
    const payment = await begin(buyer, order);
    shop.world.clock.forward(901);
    const paying = pausedBeforeCommit((tx) => completePayments(tx, [paidReport(payment)]));
    await paying.reached;
    expect(await expire()).toBe(0);
    paying.resume();
    expect(await paying.done).toEqual(['paid']);
    expect(await expire()).toBe(0);
    expect(await shop.stockOf(shelf)).toEqual([1, 0, 1]);
  });

  test('the sweep holds the order while the money comes: it is late, and held again', async () => {
    const shelf = await shop.stockItem(1);
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(1));
    const payment = await begin(buyer, order);
    shop.world.clock.forward(901);
    const expiring = pausedBeforeCommit(expireHolds);
    await expiring.reached;
    const paying = complete(payment);
    await somebodyWaits('ordering.lock-groups');
    expiring.resume();
    expect(await expiring.done).toBe(1);
    expect(await paying).toEqual(['late-held']);
    expect(await shop.stockOf(shelf)).toEqual([1, 0, 1]);
  });

  test('forty orders, half of them paid while they expire: every piece is accounted for', async () => {
    const shelf = await shop.stockItem(40);
    const orders = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const buyer = await shop.shopper();
        const order = await shop.order(buyer, shelf.line(1));
        return begin(buyer, order);
      }),
    );
    shop.world.clock.forward(901);
    const paid = orders.slice(0, 20);
    const outcomes = await Promise.all([expire(), ...paid.map((payment) => complete(payment)), expire()]);
    while ((await expire()) > 0);
    const kept = outcomes.flat().filter((outcome) => outcome === 'paid' || outcome === 'late-held');
    expect(kept).toHaveLength(20);
    expect(await shop.stockOf(shelf)).toEqual([40, 0, 20]);
    expect(await shop.home.transact(null, checkCounters)).toEqual([]);
  });

  test('a pool cut off before the money came gives its part back, the rest of the order stands', async () => {
    const shelf = await shop.stockItem(5);
    const { poolId } = await shop.openRound();
    const buyer = await shop.shopper();
    const order = await shop.order(buyer, shelf.line(2), poolLine(poolId, shelf.shopId, 3));
    const payment = await begin(buyer, order);
    await shop.home.transact(shop.home.operator, (tx) => closePoolNow(tx, { poolId }));
    expect(await complete(payment)).toEqual(['paid']);
    const detail = await see(buyer, order);
    expect(detail).toMatchObject({ state: 'paid', refundedFen: 3n * 2_680n });
    expect(detail.shopOrders[0]!.lines.map(({ state }) => state)).toEqual(['ready', 'refunded']);
  });
});

/** Does its work and stops right before the commit, with every lock in its hands. */
function pausedBeforeCommit<T>(work: (tx: Tx) => Promise<T>) {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = shop.home.transact(null, async (tx) => {
    const answer = await work(tx);
    reached.resolve();
    await gate.promise;
    return answer;
  });
  return { reached: reached.promise, resume: () => gate.resolve(), done };
}

/** Looks until a statement of this name waits for a lock. */
async function somebodyWaits(statement: string): Promise<void> {
  await withClient(shop.world.url, (client) =>
    vi.waitFor(async () => {
      const { rows } = await client.query(
        `select 1 from pg_stat_activity
         where wait_event_type = 'Lock' and strpos(query, $1) > 0 and datname = current_database()`,
        [statement],
      );
      expect(rows).toHaveLength(1);
    }),
  );
}
