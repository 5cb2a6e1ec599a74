import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../test/worlds/alliance.ts';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { changePassword, giveGrant, hashPassword } from '../domains/membership/index.ts';
import { openDevOutbox, type DevOutbox } from '../engines/sms/dev-outbox.ts';
import type { SmsEngine } from '../engines/sms/port.ts';
import { describeMe } from './me.ts';
import { act, read } from './route.ts';
import { signInDoors } from './sign-in.ts';

let world: World;
let home: FoundedAlliance;
let far: FoundedAlliance;
let outbox: DevOutbox;
let gatewayIsDown = false;
let site: TestApp;
let phone = '';
let serial = 0;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  world.clock.forward(1);
  far = await foundIn(world, 'chengxi');
  outbox = openDevOutbox(world.clock);
  const sms: SmsEngine = {
    send: (message) => (gatewayIsDown ? Promise.reject(new Error('no signal')) : outbox.send(message)),
  };
  site = await openApp(world, [
    ...signInDoors({ sms, secret: 'a secret of the installation' }),
    read(contract.membership.getMe, (db) => describeMe(db, db.actor!.memberId)),
    act(contract.membership.giveGrant, (tx, input) => giveGrant(tx, input)),
  ]);
});
afterAll(async () => {
  await site.app.close();
  await world.close();
});
beforeEach(() => {
  serial += 1;
  phone = `135${String(serial).padStart(8, '0')}`;
});

function post(
  url: string,
  body: object,
  from: { token?: string; slug?: string; remoteAddress?: string } = {},
) {
  return site.call({ method: 'POST', url, body, slug: 'guihuali', ...from });
}
function me(token: string, slug = 'guihuali') {
  return site.call({ method: 'GET', url: '/api/me', slug, token });
}
const codeSent = (): string => /\d{6}/.exec(outbox.latest()[0]!.text)![0];

async function signIn(token?: string): Promise<string> {
  await post('/api/session/code', { phone });
  const answer = await post('/api/session/phone', { phone, code: codeSent() }, token ? { token } : {});
  expect(answer.status).toBe(200);
  return answer.token!;
}

describe('by code', () => {
  test('a new phone joins as a shopper and is known from then on', async () => {
    const sent = await post('/api/session/code', { phone });
    expect(sent).toMatchObject({ status: 200, body: { retryAfterSeconds: 60, expiresInSeconds: 300 } });
    const answer = await post('/api/session/phone', { phone, code: codeSent() });
    expect(answer).toMatchObject({ status: 200, body: { phone, roles: ['shopper'], hasPassword: false } });
    expect(await me(answer.token!)).toMatchObject({
      status: 200,
      body: { memberId: answer.body['memberId'] },
    });
  });

  test('an answer does not tell whether a phone is known', async () => {
    const [known, unknown] = [
      await post('/api/session/code', { phone: home.operatorPhone }),
      await post('/api/session/code', { phone }),
    ];
    expect(known).toEqual(unknown);
  });

  test('a wrong code costs a try although the answer is a refusal', async () => {
    await post('/api/session/code', { phone });
    const code = codeSent();
    const wrong = code === '000000' ? '000001' : '000000';
    for (const left of [4, 3, 2, 1]) {
      expect(await post('/api/session/phone', { phone, code: wrong })).toMatchObject({
        status: 422,
        body: { code: 'code-wrong', field: 'code', data: { left } },
      });
    }
    expect((await post('/api/session/phone', { phone, code: wrong })).body['code']).toBe('code-expired');
    expect((await post('/api/session/phone', { phone, code })).body['code']).toBe('code-expired');
  });

  test('asking again too soon says how long to wait', async () => {
    await post('/api/session/code', { phone });
    world.clock.forward(15);
    const again = await post('/api/session/code', { phone });
    expect(again).toMatchObject({ status: 429, body: { data: { retryAfterSeconds: 45 }, field: 'phone' } });
  });

  test('when the gateway fails the person hears it and may try at once', async () => {
    gatewayIsDown = true;
    const failed = await post('/api/session/code', { phone });
    gatewayIsDown = false;
    expect(failed).toMatchObject({ status: 502, body: { code: 'sms-failed' } });
    expect((await post('/api/session/code', { phone })).status).toBe(200);
  });
});

describe('by password', () => {
  async function withPassword(password: string): Promise<void> {
    const { memberId } = await home.transact(home.operator, (tx) =>
      giveGrant(tx, { phone, name: '阿珍', role: 'host', shopId: null, supplierId: null, duties: [] }),
    );
    const to = await hashPassword(password);
    await home.transact(null, (tx) => changePassword(tx, { memberId, from: null, to, keep: null }));
  }

  test('opens with the right one; wrong, unknown and passwordless are one answer', async () => {
    await withPassword('lianbo-2026');
    const right = await post('/api/session/password', { phone, password: 'lianbo-2026' });
    expect(right).toMatchObject({
      status: 200,
      body: { name: '阿珍', roles: ['shopper', 'host'], hasPassword: true },
    });
    const wrong = await post('/api/session/password', { phone, password: 'lianbo-2027' });
    const unknown = await post('/api/session/password', { phone: '13599999999', password: 'lianbo-2026' });
    const passwordless = await post('/api/session/password', {
      phone: home.operatorPhone,
      password: 'lianbo-2026',
    });
    for (const answer of [wrong, unknown, passwordless]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'password-wrong', field: 'password' } });
    }
  });

  test('ten guesses a quarter of an hour, also when made at once; then even the right one waits', async () => {
    await withPassword('lianbo-2026');
    const guesses = Array.from({ length: 12 }, (_, i) =>
      post('/api/session/password', { phone, password: `guess-${String(i).padStart(4, '0')}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    const right = () => post('/api/session/password', { phone, password: 'lianbo-2026' });
    expect((await right()).status).toBe(429);
    world.clock.forward(900);
    expect((await right()).status).toBe(200);
  });

  test('is set without one, changed with it, and ends the other sessions', async () => {
    const first = await signIn();
    world.clock.forward(60);
    const second = await signIn();
    const set = (body: object) =>
      site.call({ method: 'PUT', url: '/api/me/password', slug: 'guihuali', token: first, body });
    expect((await set({ next: 'lianbo-2026' })).status).toBe(200);
    expect((await me(first)).status).toBe(200);
    expect((await me(second)).status).toBe(401);
    expect(await set({ next: 'lianbo-2027' })).toMatchObject({ status: 422, body: { field: 'current' } });
    expect((await set({ current: 'lianbo-2026', next: 'lianbo-2027' })).status).toBe(200);
  });
});

describe('a session', () => {
  test('is an httpOnly cookie, stored as its hash only', async () => {
    await post('/api/session/code', { phone });
    const answer = await site.app.inject({
      method: 'POST',
      url: '/api/session/phone',
      headers: { 'x-lianbo-alliance': 'guihuali' },
      payload: { phone, code: codeSent() },
    });
    const cookie = answer.cookies[0]!;
    expect(cookie).toMatchObject({ name: 'lianbo_guihuali', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie.value).toMatch(/^[\w-]{43}$/);
  });

  test('gets a new token at every sign-in, and the old one ends', async () => {
    const first = await signIn();
    world.clock.forward(60);
    const second = await signIn(first);
    expect(second).not.toBe(first);
    expect([(await me(first)).status, (await me(second)).status]).toEqual([401, 200]);
  });

  test('ends at sign-out, at once', async () => {
    const token = await signIn();
    expect((await me(token)).status).toBe(200);
    const out = await site.call({ method: 'DELETE', url: '/api/session', slug: 'guihuali', token });
    expect(out).toMatchObject({ status: 200, token: '' });
    expect((await me(token)).status).toBe(401);
  });

  test('opens its own alliance only, whatever the cookie is called', async () => {
    const token = await signIn();
    expect((await me(token, 'chengxi')).status).toBe(401);
    expect((await me(token, 'no-such-street')).body['code']).toBe('unknown-alliance');
    expect(far.allianceId).not.toBe(home.allianceId);
  });

  test('knows a new role at the next request', async () => {
    phone = home.operatorPhone;
    const operator = await signIn();
    phone = '13511112222';
    const token = await signIn();
    const grant = { phone, name: '小林', role: 'courier' };
    expect((await post('/api/grants', grant, { token })).status).toBe(403);
    expect((await post('/api/grants', grant, { token: operator })).status).toBe(200);
    expect((await me(token)).body['roles']).toEqual(['shopper', 'courier']);
    const promoted = { ...grant, role: 'operator' };
    expect((await post('/api/grants', promoted, { token: operator })).status).toBe(200);
    expect((await post('/api/grants', { ...grant, role: 'host' }, { token })).status).toBe(200);
  });
});
