import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { openDevOutbox } from '../engines/sms/dev-outbox.ts';
import { mountDevOutbox } from './dev-outbox.ts';

const clock = { now: () => new Date('2026-11-23T08:00:00Z') };

test('shows what was sent, newest first, harmless and highlighted', async () => {
  const outbox = openDevOutbox(clock);
  await outbox.send({ phone: '13812340042', kind: 'code', text: '验证码 042042' });
  await outbox.send({ phone: '13812340043', kind: 'arrived', text: '<script>alert(1)</script>' });
  const app = Fastify();
  mountDevOutbox(app, outbox);
  const page = await app.inject('/dev/outbox');
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'nonce-/);
  expect(page.body).toContain('<strong>042042</strong>');
  expect(page.body).toContain('16:00:00');
  expect(page.body).toContain('&lt;script&gt;');
  expect(page.body).not.toContain('<script>');
  const { rows } = (await app.inject('/dev/outbox.json')).json<{ rows: { phone: string }[] }>();
  expect(rows.map(({ phone }) => phone)).toEqual(['13812340043', '13812340042']);
});

test('does not exist where codes are really sent', async () => {
  const app = Fastify();
  mountDevOutbox(app, null);
  expect((await app.inject('/dev/outbox')).statusCode).toBe(404);
  expect((await app.inject('/dev/outbox.json')).statusCode).toBe(404);
});
