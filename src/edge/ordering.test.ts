import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { openOrderWorld, shelfPriceFen, type OrderWorld, type Shelf } from '../../test/worlds/orders.ts';
import { checkPayments, sendRefunds } from '../clockwork/timers/ordering.ts';
import { startSession } from '../domains/membership/index.ts';
import { expireHolds } from '../domains/ordering/index.ts';
import { openPayClient } from '../engines/pay/client.ts';
import type { PayEngine } from '../engines/pay/port.ts';
import { startSimulator, type Simulator } from '../engines/pay/simulator/start-simulator.ts';
import { keyFromSecret } from '../engines/pay/wire.ts';
import { hashToken, newToken } from '../engines/token.ts';
import { openIntake, type Intake } from './intake.ts';
import { orderingDoors } from './ordering.ts';

/** The real doors, a listening server for callbacks, and the payment simulator beside it. */
let shop: OrderWorld;
let server: TestApp;
let simulator: Simulator;
let pay: PayEngine;
let intake: Intake;
let shelf: Shelf;
let token: string;
const warnings: unknown[] = [];

beforeAll(async () => {
  shop = await openOrderWorld();
  const { clock, app: funnel } = shop.world;
  const key = keyFromSecret('a secret of this test');
  simulator = await startSimulator({ port: 0, host: '127.0.0.1', key, clock, timeScale: 1_000 });
  let notifyUrl = '';
  const client = () => openPayClient({ baseUrl: simulator.url, key, notifyUrl, clock });
  pay = new Proxy({} as PayEngine, { get: (_, name) => Reflect.get(client(), name) });
  intake = openIntake(funnel, { warn: (entry: unknown) => void warnings.push(entry) });
  const readExtras = async () => ({ lines: new Map(), pickupCodes: new Map() });
  server = await openApp(shop.world, orderingDoors({ intake, pay, funnel, clock, readExtras }));
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo;
  notifyUrl = `http://127.0.0.1:${port}/api/pay/callback`;
});
afterAll(async () => {
  await server.app.close();
  await simulator.close();
  await shop.world.close();
});
beforeEach(async () => {
  shelf = await shop.stockItem(5);
  token = await signIn();
  await control('modes', { refunds: 'succeed', api: 'up' });
  warnings.length = 0;
});

async function signIn(): Promise<string> {
  const { memberId } = await shop.shopper();
  const fresh = newToken();
  await shop.home.transact(null, (tx) =>
    startSession(tx, { memberId, tokenHash: hashToken(fresh), replaces: null }),
  );
  return fresh;
}
async function control(name: string, input: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${simulator.url}/sim/${name}`, { method: 'POST', body: JSON.stringify(input) });
  return (await answer.json()) as Record<string, unknown>;
}
function call(method: 'GET' | 'POST', url: string, body?: object, headers: Record<string, string> = {}) {
  const { slug } = shop.home;
  return server.call({ method, url, slug, token, headers, ...(body ? { body } : {}) });
}
function orderBody(quantity = 1, priceFen = shelfPriceFen) {
  const { goodsKey } = shelf.line(quantity);
  const fulfil = { kind: 'pickup', pickupShopId: shop.home.shops[0]!.shopId };
  return { lines: [{ goodsKey, quantity, priceFen: String(priceFen) }], fulfil };
}
/** Places an order and asks for its payment. */
async function begin(quantity = 1) {
  const placed = await call('POST', '/api/orders', orderBody(quantity));
  expect(placed.status).toBe(200);
  const { orderGroupId } = placed.body as { orderGroupId: string };
  const asked = await call('POST', `/api/orders/${orderGroupId}/prepay`, {});
  expect(asked.status).toBe(200);
  return { orderGroupId, ...(asked.body as { outTradeNo: string; payUrl: string }) };
}
async function stateOf(orderGroupId: string): Promise<unknown> {
  return (await call('GET', `/api/me/orders/${orderGroupId}`)).body['state'];
}
const scope = () => ({ allianceId: shop.home.allianceId, actor: null });
const sweep = () => checkPayments({ funnel: shop.world.app }, { intake, pay }, scope());

test('from the shelf to paid: found, put in the cart, ordered, paid at the cashier, told by callback', async () => {
  const found = await call('GET', `/api/goods?q=${encodeURIComponent('番茄')}&limit=200`);
  const goodsKeys = (found.body['rows'] as { goodsKey: string }[]).map(({ goodsKey }) => goodsKey);
  expect(goodsKeys).toContain(shelf.line(1).goodsKey);
  const cart = await call('POST', '/api/cart/lines', { goodsKey: shelf.line(1).goodsKey, quantity: 2 });
  expect(cart.body).toMatchObject({ totalFen: '3000', pieceCount: 2 });

  const { orderGroupId, payUrl } = await begin(2);
  expect(await stateOf(orderGroupId)).toBe('awaiting-payment');
  await fetch(payUrl, { method: 'POST', body: new URLSearchParams({ choice: 'pay' }), redirect: 'manual' });
  await vi.waitFor(async () => expect(await stateOf(orderGroupId)).toBe('paid'));
  const mine = await call('GET', '/api/me/orders?tab=to-ship');
  expect(mine.body).toMatchObject({ rows: [{ orderGroupId, tab: 'to-ship' }], counts: { 'to-ship': 1 } });
  expect(await shop.stockOf(shelf)).toEqual([5, 0, 2]);
});

test('a repeat under one key is one order; a raised price and a wrong field are named', async () => {
  const headers = { 'idempotency-key': 'click-0001' };
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/api/orders', orderBody(), headers)));
  expect(new Set(answers.map(({ body }) => body['orderGroupId'])).size).toBe(1);
  expect(await shop.stockOf(shelf)).toEqual([5, 1, 0]);
  const other = await call('POST', '/api/orders', orderBody(2), headers);
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });

  const cheap = await call('POST', '/api/orders', orderBody(1, 1_499n));
  expect(cheap).toMatchObject({
    status: 409,
    body: { code: 'price-changed', field: 'lines.0', message: '沙瓤番茄 现价 ¥15.00，请确认后再下单' },
  });
  const nonsense = await call('POST', '/api/orders', { ...orderBody(), lines: [] });
  expect(nonsense).toMatchObject({ status: 400, body: { issues: [{ path: 'lines' }] } });
});

test('a lost callback: the returning shopper completes the payment, else the sweeper does', async () => {
  const [first, second] = [await begin(), await begin()];
  const check = (orderGroupId: string) => call('POST', `/api/orders/${orderGroupId}/payment/check`, {});
  expect((await check(first.orderGroupId)).body).toEqual({ state: 'pending' });
  await control('pay', { outTradeNo: first.outTradeNo, silent: true });
  await control('pay', { outTradeNo: second.outTradeNo, silent: true });
  expect((await check(first.orderGroupId)).body).toEqual({ state: 'paid' });
  await sweep();
  expect(await stateOf(second.orderGroupId)).toBe('awaiting-payment');
  shop.world.clock.forward(31);
  await sweep();
  expect(await stateOf(second.orderGroupId)).toBe('paid');
});

test('a gift needs no cashier', async () => {
  const gift = await shop.stockItem(1, { priceFen: 0n });
  const { lines, fulfil } = orderBody(1, 0n);
  const body = { lines: [{ ...lines[0], goodsKey: gift.line(1).goodsKey }], fulfil };
  const { orderGroupId } = (await call('POST', '/api/orders', body)).body as { orderGroupId: string };
  const asked = await call('POST', `/api/orders/${orderGroupId}/prepay`, {});
  expect(asked.body).toMatchObject({ amountFen: '0', payUrl: `/pay/${orderGroupId}` });
  expect(await stateOf(orderGroupId)).toBe('paid');
});

test('callbacks that are forged, stale, wrong in the amount or repeated', async () => {
  const { orderGroupId, outTradeNo } = await begin();
  await control('pay', { outTradeNo, silent: true });
  expect(await control('callback', { outTradeNo, badSignature: true })).toEqual({ statuses: [401] });
  expect(await control('callback', { outTradeNo, staleSeconds: 400 })).toEqual({ statuses: [401] });
  expect(await control('callback', { outTradeNo, totalFen: 1 })).toEqual({ statuses: [422] });
  expect(warnings).toMatchObject([{ outTradeNo, amountFen: '1', outcome: 'amount-mismatch' }]);
  expect(await stateOf(orderGroupId)).toBe('awaiting-payment');
  expect(await control('callback', { outTradeNo, times: 3 })).toEqual({ statuses: [200, 200, 200] });
  expect(await stateOf(orderGroupId)).toBe('paid');
  expect(await shop.stockOf(shelf)).toEqual([5, 0, 1]);
});

test('nobody pays: the goods come back and the payment is closed at the provider', async () => {
  const { orderGroupId, outTradeNo } = await begin();
  shop.world.clock.forward(901);
  await shop.home.transact(null, expireHolds);
  await sweep();
  expect(await stateOf(orderGroupId)).toBe('closed');
  expect(await pay.query(outTradeNo)).toMatchObject({ state: 'closed' });
  expect(await control('pay', { outTradeNo })).toMatchObject({ code: 'ORDER_CLOSED' });
  expect(await shop.stockOf(shelf)).toEqual([5, 0, 0]);
});

test('called off: the money goes back through the provider, and a refusal stays visible', async () => {
  const refund = async (mode: 'succeed' | 'refuse') => {
    const { orderGroupId, outTradeNo } = await begin();
    await control('pay', { outTradeNo, silent: true });
    await control('callback', { outTradeNo });
    await control('modes', { refunds: mode });
    const cancelled = await call('POST', `/api/orders/${orderGroupId}/cancel`, {});
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', refundedFen: '1500' } });
    await sendRefunds({ funnel: shop.world.app }, pay, scope());
    return orderGroupId;
  };
  const refundsOf = async (orderGroupId: string) =>
    (await call('GET', `/api/me/orders/${orderGroupId}`)).body['refunds'];
  const given = await refund('succeed');
  await vi.waitFor(async () => expect(await refundsOf(given)).toMatchObject([{ state: 'succeeded' }]));
  const check = await call('POST', `/api/orders/${given}/payment/check`, {});
  expect(check.body).toEqual({ state: 'refunded' });
  const refused = await refund('refuse');
  await vi.waitFor(async () => expect(await refundsOf(refused)).toMatchObject([{ state: 'failed' }]));
});

test('a provider that is away: the order stays, and the refund is sent again later', async () => {
  const { orderGroupId } = (await call('POST', '/api/orders', orderBody())).body as { orderGroupId: string };
  await control('modes', { api: 'down' });
  const asked = await call('POST', `/api/orders/${orderGroupId}/prepay`, {});
  expect(asked).toMatchObject({ status: 502, body: { code: 'payment-failed' } });
  await control('modes', { api: 'up' });
  expect((await call('POST', `/api/orders/${orderGroupId}/prepay`, {})).status).toBe(200);
});

test('an order is its buyer’s own', async () => {
  const { orderGroupId } = await begin();
  token = await signIn();
  for (const [method, url] of [
    ['GET', `/api/me/orders/${orderGroupId}`],
    ['POST', `/api/orders/${orderGroupId}/prepay`],
    ['POST', `/api/orders/${orderGroupId}/payment/check`],
    ['POST', `/api/orders/${orderGroupId}/cancel`],
  ] as const) {
    expect((await call(method, url, method === 'POST' ? {} : undefined)).status).toBe(404);
  }
  expect((await call('GET', `/api/orders/${orderGroupId}`)).status).toBe(403);
});
