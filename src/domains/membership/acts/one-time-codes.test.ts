import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { hashCode } from '../../../engines/token.ts';
import { codesPerAddress, redeemCode, requestCode, withdrawCode } from '../index.ts';

let world: World;
let home: FoundedAlliance;
let serial = 0;
let phone = '';

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali', 0);
});
afterAll(() => world.close());
beforeEach(() => {
  serial += 1;
  phone = `137${String(serial).padStart(8, '0')}`;
});

const hash = (code: string) => hashCode('secret', phone, code);
function ask(code: string, ip = '10.0.0.1', perAddress = codesPerAddress) {
  return home.transact(null, (tx) => requestCode(tx, { phone, codeHash: hash(code), ip, perAddress }));
}
function redeem(code: string) {
  return home.transact(null, (tx) => redeemCode(tx, { phone, codeHash: hash(code) }));
}

test('a code opens once', async () => {
  expect(await ask('042042')).toEqual({ retryAfterSeconds: 60, expiresInSeconds: 300 });
  expect(await redeem('042042')).toEqual({ kind: 'right' });
  expect(await redeem('042042')).toEqual({ kind: 'expired' });
});

test('after five wrong tries the right code is worthless', async () => {
  await ask('042042');
  const lefts = [];
  for (let i = 0; i < 5; i += 1) lefts.push(await redeem('000000'));
  expect(lefts).toEqual([
    { kind: 'wrong', left: 4 },
    { kind: 'wrong', left: 3 },
    { kind: 'wrong', left: 2 },
    { kind: 'wrong', left: 1 },
    { kind: 'expired' },
  ]);
  expect(await redeem('042042')).toEqual({ kind: 'expired' });
});

test('guesses made at the same moment all count', async () => {
  await ask('042042');
  const verdicts = await Promise.all(Array.from({ length: 8 }, () => redeem('111111')));
  expect(verdicts.filter(({ kind }) => kind === 'wrong')).toHaveLength(4);
  expect(await redeem('042042')).toEqual({ kind: 'expired' });
});

test('the next code waits a minute, also when two are asked for at once', async () => {
  const outcomes = await Promise.allSettled([ask('111111'), ask('222222')]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  world.clock.forward(20);
  await expect(ask('333333')).rejects.toMatchObject({
    code: 'too-many-requests',
    data: { retryAfterSeconds: 40 },
  });
  world.clock.forward(40);
  await ask('444444');
  expect(await redeem('444444')).toEqual({ kind: 'right' });
});

test('a code that could not be sent leaves no wait', async () => {
  await ask('111111');
  await home.transact(null, (tx) => withdrawCode(tx, { phone, codeHash: hash('111111') }));
  expect(await ask('222222')).toMatchObject({ retryAfterSeconds: 60 });
});

test('twenty codes an hour to one phone', async () => {
  for (let i = 0; i < 20; i += 1) {
    await ask('123456');
    await redeem('123456');
  }
  await expect(ask('123456')).rejects.toMatchObject({ data: { retryAfterSeconds: 3_600 } });
  world.clock.forward(3_600);
  await ask('123456');
});

test('one address asks for as many as the installation allows', async () => {
  const perAddress = { most: 2, windowSeconds: 60 };
  const asked = [];
  for (let i = 0; i < 3; i += 1) {
    phone = `1360000${serial}00${i}`.slice(0, 11);
    asked.push(await Promise.allSettled([ask('123456', '10.0.0.9', perAddress)]));
  }
  expect(asked.flat().map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  await ask('123456', '10.0.0.8', perAddress);
});

test('another alliance’s code opens nothing here', async () => {
  const far = await foundIn(world, 'chengxi', 0);
  await far.transact(null, (tx) =>
    requestCode(tx, { phone, codeHash: hash('042042'), ip: '10.0.0.1', perAddress: codesPerAddress }),
  );
  expect(await redeem('042042')).toEqual({ kind: 'expired' });
});
