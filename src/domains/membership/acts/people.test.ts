import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  foundIn,
  joinShopper,
  openWorld,
  type FoundedAlliance,
  type World,
} from '../../../../test/worlds/alliance.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import {
  addAddress,
  addShop,
  changePassword,
  describeAlliance,
  findAddress,
  findAddresses,
  findAllianceBySlug,
  findCredential,
  findPerson,
  findSessions,
  forgetExpired,
  giveGrant,
  listAddresses,
  listAudit,
  listMembers,
  listShops,
  listStaff,
  recordAudit,
  removeAddress,
  seeSessions,
  startSession,
  takeGrant,
  updateMe,
  updateShop,
} from '../index.ts';

async function findSession(tx: Tx, tokenHash: Buffer) {
  const [session] = await findSessions(tx, [tokenHash]);
  return session;
}

let world: World;
let home: FoundedAlliance;
let far: FoundedAlliance;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  world.clock.forward(1);
  far = await foundIn(world, 'chengxi');
});
afterAll(() => world.close());

const address = {
  contactName: '陈晓',
  phone: '13812340042',
  building: '3 幢',
  room: '1201',
  detail: '',
  lng: 120.2,
  lat: 30.2,
  isDefault: false,
};

describe('founding', () => {
  test('makes an alliance with an operator who holds every duty nobody is named for', async () => {
    expect(home.operator.roles).toContain('operator');
    expect([...home.operator.duties].sort()).toEqual([
      'catalogue',
      'dispatch',
      'live',
      'pooling',
      'settlement',
    ]);
    const alliance = await home.transact(null, describeAlliance);
    expect(alliance).toMatchObject({ slug: 'guihuali', shopCount: 2, allianceId: home.allianceId });
  });

  test('is out of reach of the app role', async () => {
    const work = home.transact(home.operator, (tx) =>
      foundIn({ ...world, system: { ...world.system, transact: (_scope, inner) => inner(tx) } }, 'pirate'),
    );
    await expect(work).rejects.toThrow(/permission denied for table alliance/);
  });

  test('an alliance is found by its slug, the oldest without one', async () => {
    const find = (slug: string | null) =>
      world.app.read({ allianceId: '', actor: null }, (db) => findAllianceBySlug(db, slug));
    expect(await find('chengxi')).toEqual({ allianceId: far.allianceId, slug: 'chengxi' });
    expect(await find(null)).toEqual({ allianceId: home.allianceId, slug: 'guihuali' });
    expect(await find('nowhere')).toBeNull();
  });
});

describe('shops', () => {
  test('a name is taken once per alliance', async () => {
    const again = { ...home.shops[0]!, ownerName: '某人', ownerPhone: '13800000099' };
    await expect(home.transact(home.operator, (tx) => addShop(tx, again))).rejects.toMatchObject({
      code: 'shop-name-taken',
      field: 'name',
    });
    expect(far.shops[0]!.name).toBe(home.shops[0]!.name);
  });

  test('are listed nearest first, and changed field by field', async () => {
    const [first, second] = home.shops;
    const near = await home.transact(null, (tx) => listShops(tx, { lng: second!.lng, lat: second!.lat }));
    expect(near.map(({ shopId }) => shopId)).toEqual([second!.shopId, first!.shopId]);
    expect(near[0]!.distanceMetre).toBe(0);
    expect(near[1]!.distanceMetre).toBeGreaterThan(150);
    const change = { shopId: first!.shopId, licenceUntil: '2027-01-31', isPickupPoint: false };
    const changed = await home.transact(home.operator, (tx) => updateShop(tx, change));
    expect(changed).toMatchObject({ licenceUntil: '2027-01-31', isPickupPoint: false, phone: first!.phone });
    const cleared = await home.transact(home.operator, (tx) =>
      updateShop(tx, { shopId: first!.shopId, licenceUntil: null, isPickupPoint: true }),
    );
    expect(cleared).toMatchObject({ licenceUntil: null, isPickupPoint: true });
  });

  test('of another alliance do not exist here', async () => {
    const change = { shopId: far.shops[0]!.shopId, phone: '12345' };
    await expect(home.transact(home.operator, (tx) => updateShop(tx, change))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('grants', () => {
  const host = {
    phone: '13700000001',
    name: '阿珍',
    role: 'host',
    shopId: null,
    supplierId: null,
    duties: [],
  } as const;

  test('the same role given twice is one grant with the later duties', async () => {
    const first = await home.transact(home.operator, (tx) => giveGrant(tx, host));
    const again = await home.transact(home.operator, (tx) => giveGrant(tx, { ...host, duties: ['live'] }));
    expect(again).toEqual(first);
    const person = await home.transact(null, (tx) => findPerson(tx, first.memberId));
    expect(person!.grants).toMatchObject([{ role: 'host', duties: ['live'] }]);
    expect((await home.transact(null, (tx) => listStaff(tx, 'host'))).map(({ name }) => name)).toEqual([
      '阿珍',
    ]);
  });

  test('of a shop elsewhere is refused at its field', async () => {
    const grant = { ...host, role: 'shop', shopId: far.shops[0]!.shopId } as const;
    await expect(home.transact(home.operator, (tx) => giveGrant(tx, grant))).rejects.toMatchObject({
      code: 'not-found',
      field: 'shopId',
    });
  });

  test('taken back, they end the sessions of that person', async () => {
    const { grantId, memberId } = await home.transact(home.operator, (tx) => giveGrant(tx, host));
    const tokenHash = Buffer.alloc(32, 1);
    await home.transact(null, (tx) => startSession(tx, { memberId, tokenHash, replaces: null }));
    await home.transact(home.operator, (tx) => takeGrant(tx, grantId));
    expect(await home.transact(null, (tx) => findSession(tx, tokenHash))).toBeNull();
    await expect(home.transact(home.operator, (tx) => takeGrant(tx, grantId))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('two operators taking each other’s grant at the same moment: one stays', async () => {
    const alliance = await foundIn(world, 'two-operators', 0);
    const second = await alliance.transact(alliance.operator, (tx) =>
      giveGrant(tx, { ...host, role: 'operator', phone: '13700000002', name: '第二位' }),
    );
    const person = await alliance.transact(null, (tx) => findPerson(tx, alliance.operator.memberId));
    const grantIds = [person!.grants[0]!.grantId, second.grantId];
    const outcomes = await Promise.allSettled(
      grantIds.map((grantId) => alliance.transact(null, (tx) => takeGrant(tx, grantId))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'last-operator' },
    });
    expect(await alliance.transact(null, (tx) => listStaff(tx, 'operator'))).toHaveLength(1);
  });
});

describe('members', () => {
  test('a list shows staff; shoppers are found by name or phone, masked', async () => {
    await joinShopper(world, home.allianceId, 77);
    const list = (filter: { q?: string; role?: 'shopper' | 'shop' }) =>
      home.transact(home.operator, (tx) => listMembers(tx, { ...filter, limit: 50 }));
    const staff = await list({});
    expect(staff.rows.every(({ grants }) => grants.length > 0)).toBe(true);
    expect(staff.rows.find(({ name }) => name === '店主1')).toMatchObject({
      phone: '13800000011',
      grants: [{ role: 'shop', shopName: home.shops[1]!.name }],
    });
    expect((await list({ q: '139000' })).rows.map(({ phone }) => phone)).toEqual(['139****0077']);
    expect((await list({ role: 'shopper', q: '0077' })).rows).toHaveLength(1);
    expect((await list({ role: 'shop' })).rows).toHaveLength(2);
  });

  test('pages by key: every member once, none twice', async () => {
    for (let i = 0; i < 7; i += 1) await joinShopper(world, far.allianceId, 500 + i);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const filter = { role: 'shopper' as const, limit: 3, ...(cursor ? { cursor } : {}) };
      const page = await far.transact(far.operator, (tx) => listMembers(tx, filter));
      seen.push(...page.rows.map(({ memberId }) => memberId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  test('change their own names and pickup shop, only to a shop of the alliance', async () => {
    const actor = await joinShopper(world, home.allianceId, 78);
    await home.transact(actor, (tx) => updateMe(tx, { name: '陈晓', pickupShopId: home.shops[1]!.shopId }));
    const person = await home.transact(null, (tx) => findPerson(tx, actor.memberId));
    expect(person).toMatchObject({ name: '陈晓', nickname: '街坊0078', pickupShopId: home.shops[1]!.shopId });
    const astray = { pickupShopId: far.shops[0]!.shopId };
    await expect(home.transact(actor, (tx) => updateMe(tx, astray))).rejects.toMatchObject({
      field: 'pickupShopId',
    });
    await home.transact(actor, (tx) => updateMe(tx, { pickupShopId: null }));
    expect((await home.transact(null, (tx) => findPerson(tx, actor.memberId)))!.pickupShopId).toBeNull();
  });
});

describe('addresses', () => {
  test('one is the default at any time', async () => {
    const actor = await joinShopper(world, home.allianceId, 80);
    const defaults = async () =>
      (await home.transact(actor, (tx) => listAddresses(tx, actor.memberId))).map(
        ({ building, isDefault }) => [building, isDefault],
      );
    const first = await home.transact(actor, (tx) => addAddress(tx, address));
    expect(first.isDefault).toBe(true);
    await home.transact(actor, (tx) => addAddress(tx, { ...address, building: '4 幢' }));
    const third = await home.transact(actor, (tx) =>
      addAddress(tx, { ...address, building: '5 幢', isDefault: true }),
    );
    expect(await defaults()).toEqual([
      ['5 幢', true],
      ['4 幢', false],
      ['3 幢', false],
    ]);
    await home.transact(actor, (tx) => removeAddress(tx, third.addressId));
    expect(await defaults()).toEqual([
      ['4 幢', true],
      ['3 幢', false],
    ]);
  });

  test('belong to one person', async () => {
    const [owner, other] = [
      await joinShopper(world, home.allianceId, 81),
      await joinShopper(world, home.allianceId, 82),
    ];
    const { addressId } = await home.transact(owner, (tx) => addAddress(tx, address));
    expect(await home.transact(other, (tx) => findAddress(tx, addressId))).toBeNull();
    expect(await home.transact(owner, (tx) => findAddress(tx, addressId))).toMatchObject({ room: '1201' });
    await expect(home.transact(other, (tx) => removeAddress(tx, addressId))).rejects.toMatchObject({
      code: 'not-found',
    });
    const pairs = [
      { memberId: owner.memberId, addressId },
      { memberId: owner.memberId, addressId },
      { memberId: other.memberId, addressId },
    ];
    expect((await home.transact(null, (tx) => findAddresses(tx, pairs))).size).toBe(1);
  });

  test('are bounded, also when added at the same moment', async () => {
    const actor = await joinShopper(world, home.allianceId, 83);
    const attempts = Array.from({ length: 23 }, () => home.transact(actor, (tx) => addAddress(tx, address)));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const mine = await home.transact(actor, (tx) => listAddresses(tx, actor.memberId));
    expect(mine.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});

describe('sessions', () => {
  const tokenOf = (n: number): Buffer => Buffer.alloc(32, n);

  test('open the alliance they were made in, and no other', async () => {
    const { memberId } = home.operator;
    await home.transact(null, (tx) => startSession(tx, { memberId, tokenHash: tokenOf(10), replaces: null }));
    expect(await home.transact(null, (tx) => findSession(tx, tokenOf(10)))).toMatchObject({ memberId });
    expect(await far.transact(null, (tx) => findSession(tx, tokenOf(10)))).toBeNull();
  });

  test('end thirty days after they were last seen', async () => {
    const { memberId } = await joinShopper(world, home.allianceId, 90);
    await home.transact(null, (tx) => startSession(tx, { memberId, tokenHash: tokenOf(11), replaces: null }));
    const find = () => home.transact(null, (tx) => findSession(tx, tokenOf(11)));
    world.clock.forward(29 * 86_400);
    await home.transact(null, (tx) => seeSessions(tx, [tokenOf(11)]));
    world.clock.forward(29 * 86_400);
    expect(await find()).not.toBeNull();
    world.clock.forward(86_400);
    expect(await find()).toBeNull();
    await home.transact(null, (tx) => seeSessions(tx, [tokenOf(11)]));
    expect(await find()).toBeNull();
    expect(await home.transact(null, forgetExpired)).toBeGreaterThan(0n);
  });

  test('the twenty seen last stay, a replaced one goes', async () => {
    const { memberId } = await joinShopper(world, home.allianceId, 91);
    for (let n = 0; n < 22; n += 1) {
      world.clock.forward(1);
      await home.transact(null, (tx) =>
        startSession(tx, { memberId, tokenHash: tokenOf(100 + n), replaces: null }),
      );
    }
    const replaces = tokenOf(121);
    await home.transact(null, (tx) => startSession(tx, { memberId, tokenHash: tokenOf(122), replaces }));
    const open = [];
    for (let n = 0; n < 23; n += 1) {
      if (await home.transact(null, (tx) => findSession(tx, tokenOf(100 + n)))) open.push(n);
    }
    expect(open).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22]);
  });

  test('a changed password ends the others, and only the verified one can be replaced', async () => {
    const { memberId } = await joinShopper(world, home.allianceId, 92);
    for (const n of [20, 21]) {
      await home.transact(null, (tx) =>
        startSession(tx, { memberId, tokenHash: tokenOf(n), replaces: null }),
      );
    }
    await home.transact(null, (tx) =>
      changePassword(tx, { memberId, from: null, to: 'hash-1', keep: tokenOf(20) }),
    );
    expect(await home.transact(null, (tx) => findSession(tx, tokenOf(20)))).not.toBeNull();
    expect(await home.transact(null, (tx) => findSession(tx, tokenOf(21)))).toBeNull();
    const stale = { memberId, from: null, to: 'hash-2', keep: null };
    await expect(home.transact(null, (tx) => changePassword(tx, stale))).rejects.toMatchObject({
      code: 'password-wrong',
    });
    expect(await home.transact(null, (tx) => findCredential(tx, '13900000092'))).toEqual({
      memberId,
      passwordHash: 'hash-1',
    });
  });
});

test('the audit is newest first, filtered, and cannot be rewritten', async () => {
  for (const operation of ['catalog.addItem', 'membership.giveGrant', 'catalog.addItem']) {
    world.clock.forward(1);
    await home.transact(home.operator, (tx) => recordAudit(tx, { operation, subject: '', detail: '{}' }));
  }
  const first = await home.transact(null, (tx) => listAudit(tx, { limit: 2 }));
  expect(first.rows.map(({ operation }) => operation)).toEqual(['catalog.addItem', 'membership.giveGrant']);
  expect(first.rows[0]).toMatchObject({ actorName: '何运营', at: world.clock.now() });
  const rest = await home.transact(null, (tx) => listAudit(tx, { limit: 2, cursor: first.nextCursor! }));
  expect(rest).toMatchObject({ rows: [{ at: addSeconds(world.clock.now(), -2) }], nextCursor: null });
  const filtered = await home.transact(null, (tx) =>
    listAudit(tx, { limit: 9, operation: 'catalog.addItem' }),
  );
  expect(filtered.rows).toHaveLength(2);
  expect((await far.transact(null, (tx) => listAudit(tx, { limit: 9 }))).rows).toEqual([]);
});
