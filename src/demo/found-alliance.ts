import {
  addAddress,
  addShop,
  allianceScope,
  changePassword,
  ensureMember,
  foundAlliance,
  giveGrant,
  hashPassword,
} from '../domains/membership/index.ts';
import { checkHostIdentity } from '../domains/live/index.ts';
import { adoptRuleBook, defaultRules } from '../domains/rulebook/index.ts';
import { addLocation } from '../domains/stock/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Tx } from '../engines/db/tx.ts';
import type { Actor } from '../kernel/actor.ts';
import { demoCentre, demoHosts, demoShops } from './data/people.ts';
import { demoCouriers, demoPassword, operatorName, operatorPhone, ownerPhone } from './logins.ts';
import { demoHostBirthOn } from './shows.ts';
import { drawHouseholds } from './households.ts';
import { actorOf, dayAfter, placeAt, runAs, type DemoWorld } from './world.ts';

export const demoSlug = 'guihuali';

type People = Pick<
  DemoWorld,
  'allianceId' | 'operator' | 'hubId' | 'shops' | 'hosts' | 'courierIds' | 'households'
>;

/** Alliance, rule book, shops with their places, hub, hosts, couriers and households. */
export async function foundDemoAlliance(
  system: Funnel,
  app: Funnel,
  size: 'founding' | 'district',
): Promise<People> {
  const passwordHash = await hashPassword(demoPassword);
  const allianceId = await system.transact({ allianceId: '', actor: null }, async (tx) => {
    const founded = await foundAlliance(tx, {
      slug: demoSlug,
      name: '桂花里社区联盟',
      city: '上海',
      ...demoCentre,
      operatorName,
      operatorPhone,
    });
    await adoptRuleBook(allianceScope(tx, founded), { rules: defaultRules(), note: '成立时约定' });
    return founded;
  });
  return runAs(app, allianceId, null, async (tx) => {
    const operatorId = await ensureMember(tx, { phone: operatorPhone, name: operatorName });
    await changePassword(tx, { memberId: operatorId, from: null, to: passwordHash, keep: null });
    const operator = actorOf(operatorId, ['operator']);
    const shops = await addShops(tx, size, passwordHash);
    const hubId = await addLocation(tx, {
      kind: 'hub',
      shopId: null,
      name: '桂花里中心仓',
      ...placeAt(-40, 620),
      hasColdStore: true,
    });
    const hosts = await addHosts({ ...tx, actor: operator }, shops);
    const courierIds = await addCouriers(tx, passwordHash);
    const households = await addHouseholds(tx, size === 'district' ? 300 : 12);
    return { allianceId, operator, hubId, shops, hosts, courierIds, households };
  });
}

async function addShops(
  tx: Tx,
  size: 'founding' | 'district',
  passwordHash: string,
): Promise<DemoWorld['shops']> {
  const shops = new Map<string, { shopId: string; locationId: string; owner: Actor }>();
  for (const shop of demoShops.filter((one) => size === 'district' || one.founding)) {
    const point = placeAt(shop.east, shop.north);
    const licenceDays = shop.key === 'ankang' ? 21 : shop.key === 'doufu' ? 26 : 600;
    const { shopId } = await addShop(tx, {
      name: shop.name,
      shortName: shop.shortName,
      kind: shop.kind,
      address: shop.address,
      ...point,
      phone: ownerPhone(shop.key),
      openingHours: '07:00–22:00',
      isPickupPoint: shop.key !== 'ankang',
      licenceUntil: dayAfter(tx.now, licenceDays),
      ownerName: shop.owner,
      ownerPhone: ownerPhone(shop.key),
    });
    const locationId = await addLocation(tx, {
      kind: 'shop',
      shopId,
      name: shop.name,
      ...point,
      hasColdStore: shop.cold,
    });
    const ownerId = await ensureMember(tx, { phone: ownerPhone(shop.key), name: shop.owner });
    await changePassword(tx, { memberId: ownerId, from: null, to: passwordHash, keep: null });
    shops.set(shop.key, { shopId, locationId, owner: actorOf(ownerId, ['shop'], [shopId]) });
  }
  return shops;
}

async function addHosts(tx: Tx, shops: DemoWorld['shops']): Promise<DemoWorld['hosts']> {
  const hosts = new Map<string, Actor>();
  for (const host of demoHosts) {
    const shop = shops.get(host.shop);
    if (!shop) continue;
    const { memberId } = await giveGrant(tx, {
      phone: ownerPhone(host.shop),
      name: host.name,
      role: 'host',
      shopId: shop.shopId,
      supplierId: null,
      duties: [],
    });
    await checkHostIdentity(tx, { memberId, realName: host.name, birthOn: demoHostBirthOn });
    hosts.set(host.key, actorOf(memberId, ['host', 'shop'], [shop.shopId]));
  }
  return hosts;
}

async function addCouriers(tx: Tx, passwordHash: string): Promise<string[]> {
  const ids: string[] = [];
  for (const courier of demoCouriers) {
    const { memberId } = await giveGrant(tx, {
      ...courier,
      role: 'courier',
      shopId: null,
      supplierId: null,
      duties: [],
    });
    await changePassword(tx, { memberId, from: null, to: passwordHash, keep: null });
    ids.push(memberId);
  }
  return ids;
}

/** Everybody joins and keeps the address of their door. */
async function addHouseholds(tx: Tx, count: number): Promise<DemoWorld['households']> {
  const households: { actor: Actor; addressId: string; name: string }[] = [];
  for (const { name, phone, east, north, ...door } of drawHouseholds(count)) {
    const actor = actorOf(await ensureMember(tx, { phone, name }), []);
    const address = {
      ...door,
      contactName: name,
      phone,
      ...placeAt(east, north),
      detail: '',
      isDefault: true,
    };
    const { addressId } = await addAddress({ ...tx, actor }, address);
    households.push({ actor, addressId, name });
  }
  return households;
}
