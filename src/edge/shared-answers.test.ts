import { expect, test } from 'vitest';
import { foundIn, handClock, openWorld } from '../../test/worlds/alliance.ts';
import { openApp } from '../../test/worlds/app.ts';
import { contract } from '../../contract/index.ts';
import { describeShops, listShops, updateShop } from '../domains/membership/index.ts';
import { startSession } from '../domains/membership/index.ts';
import { hashToken, newToken } from '../engines/token.ts';
import { act, read } from './route.ts';
import { openSharedAnswers } from './shared-answers.ts';

function counting() {
  let made = 0;
  return { make: async () => `answer ${(made += 1)}`, made: () => made };
}

test('a crowd is given one reading, and the next second another', async () => {
  const clock = handClock();
  const shared = openSharedAnswers(clock);
  const page = counting();
  const crowd = await Promise.all(Array.from({ length: 50 }, () => shared.get('home', 'page', page.make)));
  expect(new Set(crowd)).toEqual(new Set(['answer 1']));
  clock.forward(2);
  expect(await shared.get('home', 'page', page.make)).toBe('answer 2');
});

test('alliances and questions do not mix', async () => {
  const shared = openSharedAnswers(handClock());
  const page = counting();
  const asked = [
    ['home', 'a'],
    ['far', 'a'],
    ['home', 'b'],
  ] as const;
  const answers = await Promise.all(asked.map(([alliance, key]) => shared.get(alliance, key, page.make)));
  expect(answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
});

test('what was being read during a change is given to nobody after it', async () => {
  const shared = openSharedAnswers(handClock());
  const old = Promise.withResolvers<string>();
  const asking = shared.get('home', 'page', () => old.promise);
  shared.forget('home');
  const page = counting();
  expect(await shared.get('home', 'page', page.make)).toBe('answer 1');
  old.resolve('before the change');
  expect(await asking).toBe('before the change');
  expect(await shared.get('home', 'page', page.make)).toBe('answer 1');
});

test('facts of one alliance, or of nobody in particular, make pages be read anew', async () => {
  const shared = openSharedAnswers(handClock());
  const [near, far] = [counting(), counting()];
  const ask = () => Promise.all([shared.get('near', 'page', near.make), shared.get('far', 'page', far.make)]);
  await ask();
  shared.forget('near');
  expect(await ask()).toEqual(['answer 2', 'answer 1']);
  shared.forget('');
  expect(await ask()).toEqual(['answer 3', 'answer 2']);
});

test('a failure is not kept', async () => {
  const shared = openSharedAnswers(handClock());
  await expect(shared.get('home', 'page', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await shared.get('home', 'page', counting().make)).toBe('answer 1');
});

test('behind a door: read as nobody, shown to everybody, forgotten when staff change something', async () => {
  const world = await openWorld();
  const [home, far] = [await foundIn(world, 'guihuali'), await foundIn(world, 'chengxi')];
  const askers: unknown[] = [];
  const site = await openApp(
    world,
    [
      read(contract.membership.listShops, async (db, _input, call) => {
        askers.push(db.actor, call.tokenHash);
        return { rows: await listShops(db, null) };
      }),
      act(contract.membership.updateShop, async (tx, input) => {
        await updateShop(tx, input);
        return { ...(await describeShops(tx, [input.shopId])).get(input.shopId)!, distanceMetre: null };
      }),
    ],
    { shared: openSharedAnswers(world.clock) },
  );
  const token = newToken();
  const { memberId } = home.operator;
  await home.transact(null, (tx) =>
    startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null }),
  );
  const names = async (slug: string) => {
    const { body } = await site.call({ method: 'GET', url: '/api/shops', slug, token });
    return (body['rows'] as { shopId: string; phone: string }[]).map(({ shopId, phone }) => [shopId, phone]);
  };
  const [shop] = home.shops;
  const first = await names('guihuali');
  expect(await names('guihuali')).toEqual(first);
  expect(askers).toEqual([null, null]);
  expect(await names('chengxi')).toEqual(far.shops.map(({ shopId, phone }) => [shopId, phone]));
  const body = { phone: '057100000000' };
  const changed = await site.call({
    method: 'PATCH',
    url: `/api/shops/${shop!.shopId}`,
    slug: 'guihuali',
    token,
    body,
  });
  expect(changed.status).toBe(200);
  expect(await names('guihuali')).toContainEqual([shop!.shopId, '057100000000']);
  await site.app.close();
  await world.close();
});
