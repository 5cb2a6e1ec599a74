import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import { foundIn, openWorld, type World } from '../../test/worlds/alliance.ts';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { listAlliances } from '../domains/membership/index.ts';
import { batch, read } from './route.ts';

let world: World;
let site: TestApp;

beforeAll(async () => {
  world = await openWorld();
  await foundIn(world, 'guihuali', 0);
  const doors = [
    read(contract.membership.listAlliances, async (db) => ({ rows: await listAlliances(db) })),
    batch(contract.ordering.paymentCallback, async () => ({})),
  ];
  site = await openApp(world, doors, { limits: { perSessionPerMinute: 3, perAddressPerMinute: 8 } });
});
afterAll(async () => {
  await site.app.close();
  await world.close();
});

function ask(remoteAddress: string, token?: string) {
  return site.call({
    method: 'GET',
    url: '/api/alliances',
    slug: 'guihuali',
    remoteAddress,
    ...(token ? { token } : {}),
  });
}

test('a session is bounded, its neighbours at the same address are not', async () => {
  const mine = [];
  for (let i = 0; i < 4; i += 1) mine.push((await ask('10.0.0.1', 'a'.repeat(43))).status);
  expect(mine).toEqual([200, 200, 200, 429]);
  expect((await ask('10.0.0.1', 'b'.repeat(43))).status).toBe(200);
});

test('an address is bounded, however many sessions it invents', async () => {
  const answers = [];
  for (let i = 0; i < 10; i += 1) answers.push(await ask('10.0.0.2', `${i}`.padStart(43, 'x')));
  expect(answers.map(({ status }) => status)).toEqual([...Array(8).fill(200), 429, 429]);
  const refused = answers.at(-1)!.body;
  expect(refused).toMatchObject({ kind: 'refusal', code: 'too-many-requests' });
  const { retryAfterSeconds } = refused['data'] as { retryAfterSeconds: number };
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(60);
  expect((await ask('10.0.0.3')).status).toBe(200);
});

test('probes and a payment provider’s callbacks are not bounded here', async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < 12; i += 1) {
    const callback = { method: 'POST', url: '/api/pay/callback', slug: 'guihuali', body: {} } as const;
    statuses.add((await site.call({ ...callback, remoteAddress: '10.0.0.4' })).status);
    statuses.add((await site.app.inject({ url: '/healthz', remoteAddress: '10.0.0.4' })).statusCode);
  }
  expect([...statuses]).toEqual([200]);
});
