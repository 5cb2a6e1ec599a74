import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import {
  adoptRuleBook,
  currentRules,
  defaultRules,
  listVersions,
  rulesOfVersion,
  type Rules,
} from '../index.ts';

let world: World;
let home: FoundedAlliance;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali', 1);
});
afterAll(() => world.close());

function withShare(roomShareBps: number): Rules {
  return { ...defaultRules(), roomShareBps };
}

test('the founding book comes back as it went in, fen and all', async () => {
  expect(await home.transact(null, currentRules)).toEqual({ version: 1, rules: defaultRules() });
});

test('a later version rules from its day on; an earlier one can still be read', async () => {
  const effectiveFrom = addSeconds(world.clock.now(), 3_600);
  const adoption = { rules: withShare(450), note: '直播间分成提高', effectiveFrom };
  expect(await home.transact(home.operator, (tx) => adoptRuleBook(tx, adoption))).toBe(2);
  expect((await home.transact(null, currentRules)).version).toBe(1);
  world.clock.forward(3_600);
  expect(await home.transact(null, currentRules)).toMatchObject({ version: 2, rules: { roomShareBps: 450 } });
  expect((await home.transact(null, (tx) => rulesOfVersion(tx, 1))).roomShareBps).toBe(300);
  const versions = await home.transact(null, listVersions);
  expect(versions.map(({ version, adoptedBy }) => [version, adoptedBy])).toEqual([
    [2, home.operator.memberId],
    [1, null],
  ]);
});

test('adoptions at the same moment get different numbers without a gap', async () => {
  const before = (await home.transact(null, listVersions))[0]!.version;
  const adopted = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      home.transact(home.operator, (tx) => adoptRuleBook(tx, { rules: withShare(n), note: '' })),
    ),
  );
  expect([...adopted].sort()).toEqual([1, 2, 3, 4].map((n) => before + n));
});

test('the past is closed, faults and foreign shops are named', async () => {
  const far = await foundIn(world, 'chengxi', 1);
  const adopt = (rules: Rules, effectiveFrom = world.clock.now()) =>
    home.transact(home.operator, (tx) => adoptRuleBook(tx, { rules, note: '', effectiveFrom }));
  const refusedWith = (reason: string) => ({
    code: 'rule-book-invalid',
    data: { reason: expect.stringContaining(reason) },
  });
  await expect(adopt(withShare(1), addSeconds(world.clock.now(), -1))).rejects.toMatchObject(
    refusedWith('早于现在'),
  );
  await expect(adopt(withShare(9_999))).rejects.toMatchObject(refusedWith('货款'));
  const foreign = { ...defaultRules(), duties: [{ duty: 'live' as const, shopId: far.shops[0]!.shopId }] };
  await expect(adopt(foreign)).rejects.toMatchObject(refusedWith('不在联盟'));
});

test('an alliance without a book says what is missing', async () => {
  const scope = { allianceId: '00000000-0000-7000-8000-000000000000', actor: null };
  await expect(world.app.read(scope, currentRules)).rejects.toThrow('adoptRuleBook');
});
