import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDevOutbox } from './dev-outbox.ts';
import { openSmsWebhook } from './webhook.ts';

const clock = { now: () => new Date('2026-11-23T08:00:00Z') };
const message = { phone: '13812340042', kind: 'code', text: '验证码 042042' };
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let status = 200;
let url = '';

const gateway = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
});
afterAll(() => void gateway.close());

test('the gateway gets the message, signed over its exact body', async () => {
  await openSmsWebhook({ url, secret: 's3cret', clock }).send(message);
  const { headers, body } = received.at(-1)!;
  expect(JSON.parse(body)).toEqual(message);
  const expected = createHmac('sha256', 's3cret').update(`1795420800\n${body}\n`).digest('hex');
  expect(headers['lianbo-timestamp']).toBe('1795420800');
  expect(headers['lianbo-signature']).toBe(expected);
});

test.each([
  [500, 'answered 500'],
  [302, 'fetch failed'],
])('a gateway that answers %i has not sent it', async (code, words) => {
  status = code;
  const before = received.length;
  await expect(openSmsWebhook({ url, secret: 's', clock }).send(message)).rejects.toThrow(words);
  expect(received.length).toBe(before + 1);
  status = 200;
});

test('addresses that could leak phone numbers are refused at the start', () => {
  expect(() => openSmsWebhook({ url: 'http://sms.example/x', secret: 's', clock })).toThrow('https');
  expect(() => openSmsWebhook({ url: 'file:///etc/passwd', secret: 's', clock })).toThrow('https');
  expect(() => openSmsWebhook({ url: 'https://a:b@sms.example', secret: 's', clock })).toThrow('password');
});

test('the dev outbox keeps the newest 200, newest first', async () => {
  const outbox = openDevOutbox(clock);
  for (let i = 0; i < 205; i += 1) await outbox.send({ ...message, text: `第 ${i} 条` });
  expect(outbox.latest()).toHaveLength(200);
  expect(outbox.latest()[0]).toMatchObject({ text: '第 204 条', at: clock.now() });
});
