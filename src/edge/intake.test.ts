import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOrderWorld, paidReport, type OrderWorld } from '../../test/worlds/orders.ts';
import { checkCounters } from '../domains/stock/index.ts';
import { openPayment } from '../domains/ordering/index.ts';
import { newId } from '../engines/ids.ts';
import { openIntake } from './intake.ts';

const quiet = { warn: () => {} };
let shop: OrderWorld;
beforeAll(async () => {
  shop = await openOrderWorld();
});
afterAll(() => shop.world.close());

const codeOf = (answer: PromiseSettledResult<unknown>) =>
  answer.status === 'fulfilled' ? 'accepted' : ((answer.reason as { code?: string }).code ?? 'defect');

test('a hundred shoppers, seven pieces, two processes: seven orders', async () => {
  const shelf = await shop.stockItem(7);
  const processes = [openIntake(shop.world.app, quiet), openIntake(shop.world.app, quiet)];
  const buyers = await Promise.all(Array.from({ length: 100 }, () => shop.shopper()));
  const answers = await Promise.allSettled(
    buyers.map((buyer, at) =>
      processes[at % 2]!.placeOrder(shop.home.allianceId, shop.request(buyer, [shelf.line(1)])),
    ),
  );
  expect(answers.map(codeOf).filter((code) => code === 'accepted')).toHaveLength(7);
  expect(answers.map(codeOf).filter((code) => code === 'sold-out')).toHaveLength(93);
  expect(await shop.stockOf(shelf)).toEqual([7, 7, 0]);
  expect(await shop.home.transact(null, checkCounters)).toEqual([]);
});

test('an order that poisons its batch fails alone', async () => {
  const shelf = await shop.stockItem(20);
  const intake = openIntake(shop.world.app, quiet);
  const buyers = await Promise.all(Array.from({ length: 9 }, () => shop.shopper()));
  const requests = buyers.map((buyer) => shop.request(buyer, [shelf.line(1)]));
  // A member that the database cannot even read: every statement of its batch fails.
  requests[4] = { ...requests[4]!, memberId: 'nobody' };
  const answers = await Promise.allSettled(
    requests.map((request) => intake.placeOrder(shop.home.allianceId, request)),
  );
  expect(answers.map(codeOf)).toEqual([...Array(4).fill('accepted'), '22P02', ...Array(4).fill('accepted')]);
  expect(await shop.stockOf(shelf)).toEqual([20, 8, 0]);
});

test('a double click is one order, and what it asked for is part of its key', async () => {
  const shelf = await shop.stockItem(20);
  const intake = openIntake(shop.world.app, quiet);
  const request = { ...shop.request(await shop.shopper(), [shelf.line(1)]), idempotencyKey: newId() };
  const place = (lines = request.lines) => intake.placeOrder(shop.home.allianceId, { ...request, lines });
  const orders = await Promise.all([place(), place(), place()]);
  expect(new Set(orders.map(({ orderGroupId }) => orderGroupId)).size).toBe(1);
  expect(orders).toEqual([orders[0], orders[0], orders[0]]);
  await expect(place([shelf.line(2)])).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  expect(await shop.stockOf(shelf)).toEqual([20, 1, 0]);
});

test('a burst of payments, each told three times by two processes, completes each once', async () => {
  const shelf = await shop.stockItem(30);
  const processes = [openIntake(shop.world.app, quiet), openIntake(shop.world.app, quiet)];
  const payments = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const buyer = await shop.shopper();
      const { orderGroupId } = await shop.order(buyer, shelf.line(1));
      return shop.home.transact(buyer, (tx) => openPayment(tx, orderGroupId));
    }),
  );
  const outcomes = await Promise.all(
    payments.flatMap((payment) =>
      [0, 1, 1].map((at) => processes[at]!.completePayment(shop.home.allianceId, paidReport(payment))),
    ),
  );
  expect(outcomes.every((outcome) => outcome === 'paid' || outcome === 'already')).toBe(true);
  expect(await shop.stockOf(shelf)).toEqual([30, 0, 30]);
});
