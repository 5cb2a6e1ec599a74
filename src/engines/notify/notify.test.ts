import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webPush from 'web-push';
import { expect, test } from 'vitest';
import { openDevOutbox } from '../sms/dev-outbox.ts';
import { notifyByChannels, simulatePush } from './by-channels.ts';
import type { PushAddress } from './port.ts';
import { isPushService, readVapidKeys } from './web-push.ts';

const clock = { now: () => new Date(0) };
const browser: PushAddress = {
  addressId: 'a1',
  channel: 'web-push',
  endpoint: 'https://fcm.googleapis.com/fcm/send/x',
  data: {},
};
const grant: PushAddress = { ...browser, addressId: 'a2', channel: 'wx-subscribe', endpoint: 'openid' };
const notice = { phone: '13800000000', kind: 'session-started', text: '开播了' };

test('a browser is told instead of the phone; a granted message is good once', async () => {
  const outbox = openDevOutbox(clock);
  const simulated = simulatePush(outbox, ({ channel }) => channel);
  const notify = notifyByChannels({ 'web-push': simulated, 'wx-subscribe': simulated }, outbox);
  expect(await notify.send({ ...notice, addresses: [browser, grant] })).toEqual({ spent: ['a2'] });
  expect(outbox.latest().map(({ phone }) => phone)).toEqual(['wx-subscribe', 'web-push']);
});

test('where nobody takes it a text message goes out; what is gone is forgotten', async () => {
  const outbox = openDevOutbox(clock);
  const gone = { push: async () => 'gone' as const };
  const down = { push: () => Promise.reject(new Error('down')) };
  const notify = notifyByChannels({ 'web-push': gone, 'wx-subscribe': down }, outbox);
  expect(await notify.send({ ...notice, addresses: [browser, grant] })).toEqual({ spent: ['a1'] });
  expect(outbox.latest()).toMatchObject([notice]);
  await notifyByChannels({}, outbox).send({ ...notice, addresses: [browser] });
  expect(outbox.latest()).toHaveLength(2);
});

test('keys are made once, by a curve that push services accept, and are nobody else’s to read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianbo-push-'));
  try {
    const keys = readVapidKeys(folder);
    expect(readVapidKeys(folder)).toEqual(keys);
    expect(statSync(join(folder, 'push-keys.json')).mode & 0o077).toBe(0);
    const subject = 'mailto:ops@example.org';
    const header = webPush.getVapidHeaders(
      'https://fcm.googleapis.com',
      subject,
      keys.publicKey,
      keys.privateKey,
      'aes128gcm',
    );
    expect(header.Authorization).toContain('vapid t=');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['http://fcm.googleapis.com/x', false],
  ['https://127.0.0.1/x', false],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['https://a@fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['nonsense', false],
])('%s is a push service: %s', (endpoint, isOne) => {
  expect(isPushService(endpoint)).toBe(isOne);
});
