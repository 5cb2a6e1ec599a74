import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../../kernel/refusal.ts';
import { openPayClient } from '../client.ts';
import { PayFailure, type PayEngine, type PaymentReport } from '../port.ts';
import { keyFromSecret, signMessage } from '../wire.ts';
import { startSimulator, type Simulator } from './start-simulator.ts';

const key = keyFromSecret('a secret of this test');
const clock = { now: () => new Date() };
/** The 15-step schedule takes milliseconds. */
const timeScale = 3_000;

let simulator: Simulator;
let shop: Server;
let pay: PayEngine;
/** What the shop's callback door answers, one after the other; 200 afterwards. */
let answers: number[] = [];
let heard: { body: Buffer; headers: Record<string, string | string[] | undefined> }[] = [];
let serial = 0;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, host: '127.0.0.1', key, clock, timeScale });
  shop = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    heard.push({ body: Buffer.concat(chunks), headers: request.headers });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const notifyUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/callback`;
  pay = openPayClient({ baseUrl: simulator.url, key, notifyUrl, clock });
});
afterAll(async () => {
  await simulator.close();
  shop.close();
});
beforeEach(async () => {
  [answers, heard] = [[], []];
  await control('modes', { refunds: 'succeed', api: 'up' });
});

async function control(name: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${simulator.url}/sim/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
  });
  return (await response.json()) as Record<string, unknown>;
}
async function ask(over: { amountFen?: bigint; payBy?: Date } = {}) {
  const outTradeNo = `trade-${(serial += 1)}`;
  const { payUrl } = await pay.prepay({
    outTradeNo,
    amountFen: 1_990n,
    description: '联播订单 <LB1123-00001>',
    payBy: new Date(Date.now() + 60_000),
    visitorHost: null,
    ...over,
  });
  return { outTradeNo, payUrl };
}
const read = ({ body, headers }: (typeof heard)[number]) => pay.parseCallback(body, headers, clock.now());

describe('cashier', () => {
  test('the shopper pays on the page, the callback reports it and the query agrees', async () => {
    const { outTradeNo, payUrl } = await ask();
    const html = await (await fetch(payUrl)).text();
    expect(html).toContain('¥19.90');
    expect(html).toContain('联播订单 &#60;LB1123-00001&#62;');
    expect(await pay.query(outTradeNo)).toMatchObject({ state: 'pending', amountFen: 1_990n });

    const back = 'http://127.0.0.1:9/orders/1';
    const posted = await fetch(payUrl, {
      method: 'POST',
      body: new URLSearchParams({ choice: 'pay', redirect_url: back }),
      redirect: 'manual',
    });
    expect(posted.headers.get('location')).toBe(back);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const report = read(heard[0]!) as PaymentReport;
    expect(report).toMatchObject({ kind: 'payment', outTradeNo, state: 'paid', amountFen: 1_990n });
    expect(await pay.query(outTradeNo)).toEqual(report);
    expect(await (await fetch(payUrl)).text()).toContain('支付成功');
  });
  test('cancelling pays nothing, and a strange way back is not followed', async () => {
    const { outTradeNo, payUrl } = await ask();
    const posted = await fetch(payUrl, {
      method: 'POST',
      body: new URLSearchParams({ choice: 'cancel', redirect_url: 'https://elsewhere.example/' }),
      redirect: 'manual',
    });
    expect(posted.headers.get('location')).toBe(new URL(payUrl).pathname);
    expect(await pay.query(outTradeNo)).toMatchObject({ state: 'pending' });
  });
  test('the cashier follows the host name the shopper came by', async () => {
    const other = openPayClient({
      baseUrl: simulator.url,
      key,
      notifyUrl: 'http://127.0.0.1/x',
      clock,
      followsVisitor: true,
    });
    const { payUrl } = await other.prepay({
      outTradeNo: 'visitor-1',
      amountFen: 1n,
      description: 'x',
      payBy: new Date(Date.now() + 60_000),
      visitorHost: '192.168.1.20',
    });
    expect(new URL(payUrl).hostname).toBe('192.168.1.20');
    expect(new URL(payUrl).port).toBe(new URL(simulator.url).port);
  });
});

describe('closing', () => {
  test('after the close nobody pays, but money may still come late', async () => {
    const { outTradeNo } = await ask();
    await pay.close(outTradeNo);
    expect(await pay.query(outTradeNo)).toMatchObject({ state: 'closed' });
    expect(await control('pay', { outTradeNo })).toMatchObject({ code: 'ORDER_CLOSED' });
    await control('pay', { outTradeNo, late: true });
    expect(await pay.query(outTradeNo)).toMatchObject({ state: 'paid' });
  });
  test('what is paid cannot be closed, what is unknown need not be', async () => {
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo, silent: true });
    await expect(pay.close(outTradeNo)).rejects.toMatchObject({ code: 'ORDERPAID', isPassing: false });
    await pay.close('never-heard-of');
    expect(await pay.query('never-heard-of')).toBeNull();
  });
});

describe('callbacks', () => {
  test('are repeated on the schedule until answered with 2xx', async () => {
    answers = [500, 503, 400];
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo });
    await vi.waitFor(() => expect(heard).toHaveLength(4));
    expect(new Set(heard.map((one) => (read(one) as PaymentReport).outTradeNo))).toEqual(
      new Set([outTradeNo]),
    );
  });
  test('come twice when told to', async () => {
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo, silent: true });
    expect(await control('callback', { outTradeNo, times: 2 })).toEqual({ statuses: [200, 200] });
    expect(heard).toHaveLength(2);
  });
  test('a bad signature, an old one and a changed body are refused', async () => {
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo, silent: true });
    await control('callback', { outTradeNo, badSignature: true });
    await control('callback', { outTradeNo, staleSeconds: 301 });
    await control('callback', { outTradeNo, staleSeconds: 290 });
    const refusal = new Refusal('bad-signature');
    expect(() => read(heard[0]!)).toThrow(refusal);
    expect(() => read(heard[1]!)).toThrow(refusal);
    expect(read(heard[2]!)).toMatchObject({ outTradeNo });
    const body = Buffer.from(JSON.stringify(JSON.parse(heard[2]!.body.toString()), null, 1));
    expect(() => read({ ...heard[2]!, body })).toThrow(refusal);
    expect(() => read({ body, headers: {} })).toThrow(refusal);
  });
  test('a callback signed right but sealed with another key cannot be read', () => {
    const foreign = keyFromSecret('another secret');
    const body = Buffer.from('{"event_type":"TRANSACTION.SUCCESS","resource":{}}');
    expect(() => read({ body, headers: signMessage(foreign, body.toString(), clock.now()) })).toThrow(
      new Refusal('bad-signature'),
    );
  });
});

describe('refunds', () => {
  const order = (outTradeNo: string, outRefundNo: string, amountFen: bigint) => ({
    outTradeNo,
    outRefundNo,
    amountFen,
    totalFen: 1_990n,
    reason: '重量差',
  });
  test('are accepted, then done, then reported; twice under one number refunds once', async () => {
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo, silent: true });
    expect(await pay.refund(order(outTradeNo, 'r-1', 990n))).toMatchObject({ state: 'processing' });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(read(heard[0]!)).toEqual({ kind: 'refund', outRefundNo: 'r-1', state: 'succeeded' });
    expect(await pay.refund(order(outTradeNo, 'r-1', 990n))).toMatchObject({ state: 'succeeded' });
    expect(await pay.queryRefund('r-1')).toMatchObject({ state: 'succeeded' });
    await expect(pay.refund(order(outTradeNo, 'r-2', 1_001n))).rejects.toThrow(PayFailure);
    await pay.refund(order(outTradeNo, 'r-2', 1_000n));
  });
  test('a refused refund says so', async () => {
    const { outTradeNo } = await ask();
    await control('pay', { outTradeNo, silent: true });
    await control('modes', { refunds: 'refuse' });
    await pay.refund(order(outTradeNo, 'r-3', 1n));
    expect(await pay.queryRefund('r-3')).toMatchObject({ state: 'failed' });
    expect(await pay.queryRefund('r-unknown')).toBeNull();
  });
});

test('a request with a wrong key is not answered, a provider that is down is a passing failure', async () => {
  const thief = openPayClient({
    baseUrl: simulator.url,
    key: { ...key, secret: 'guessed' },
    notifyUrl: 'http://127.0.0.1/x',
    clock,
  });
  await expect(thief.query('trade-1')).rejects.toMatchObject({ code: 'SIGN_ERROR', isPassing: false });
  await control('modes', { api: 'down' });
  await expect(pay.query('trade-1')).rejects.toMatchObject({ code: 'UNREACHABLE', isPassing: true });
});
