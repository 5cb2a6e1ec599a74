import { addCategory, addItem, putListing } from '../src/domains/catalog/index.ts';
import {
  addShop,
  allianceScope,
  ensureMember,
  foundAlliance,
  startSession,
} from '../src/domains/membership/index.ts';
import { goodsKeyOf } from '../src/domains/ordering/index.ts';
import { adoptRuleBook, defaultRules } from '../src/domains/rulebook/index.ts';
import { addLocation, receiveStock } from '../src/domains/stock/index.ts';
import { openFunnel, type Funnel } from '../src/engines/db/funnel.ts';
import type { Tx } from '../src/engines/db/tx.ts';
import { hashToken, newToken } from '../src/engines/token.ts';

export interface BenchWorld {
  readonly allianceId: string;
  readonly slug: string;
  readonly shopId: string;
  /** Goods keys of items with plenty of stock, priced at ¥15. */
  readonly goodsKeys: readonly string[];
  readonly buyers: readonly { readonly memberId: string; readonly token: string }[];
  /** As the assembled server opens them. */
  readonly app: Funnel;
  readonly intake: Funnel;
  readonly system: Funnel;
  close(): Promise<void>;
}

export const priceFen = 1_500n;
const slug = 'bench';
const plenty = 100_000_000;

/** An alliance with one shop, so many items and so many signed-in buyers, on a migrated, empty database. */
export async function openBenchWorld(
  url: string,
  itemCount: number,
  buyerCount: number,
): Promise<BenchWorld> {
  const clock = { now: () => new Date() };
  const open = (role: 'app' | 'system', maxConnections: number, forceCustomPlan: boolean) =>
    openFunnel({ url, role, maxConnections, separateRoles: true, forceCustomPlan, clock });
  const app = open('app', 8, false);
  const intake = open('app', 3, true);
  const system = open('system', 2, false);
  const { allianceId, shopId, ownerId } = await system.transact({ allianceId: '', actor: null }, found);
  const owner = {
    memberId: ownerId,
    roles: new Set(['operator'] as const),
    shopIds: new Set([shopId]),
    duties: new Set<string>(),
  };
  const { goodsKeys, buyers } = await app.transact({ allianceId, actor: owner }, async (tx) => ({
    goodsKeys: await stockShop(tx, shopId, itemCount),
    buyers: await inviteBuyers(tx, buyerCount),
  }));
  return {
    ...{ allianceId, slug, shopId, goodsKeys, buyers, app, intake, system },
    async close() {
      await Promise.all([app.close(), intake.close(), system.close()]);
    },
  };
}

async function found(tx: Tx): Promise<{ allianceId: string; shopId: string; ownerId: string }> {
  const place = { lng: 120.21, lat: 30.25 };
  const person = { operatorName: '何运营', operatorPhone: '13800000001' };
  const allianceId = await foundAlliance(tx, { slug, name: '压测联盟', city: '杭州', ...place, ...person });
  const scoped = allianceScope(tx, allianceId);
  await adoptRuleBook(scoped, { rules: { ...defaultRules(), perPersonLimit: plenty }, note: '压测' });
  const { shopId } = await addShop(scoped, {
    ...{ name: '压测店', shortName: '压测', kind: 'grocery', address: '桂花里', phone: '057188880000' },
    ...{ ...place, openingHours: '', isPickupPoint: true, licenceUntil: null },
    ...{ ownerName: '店主', ownerPhone: '13800000002' },
  });
  return { allianceId, shopId, ownerId: await ensureMember(scoped, { phone: '13800000002', name: null }) };
}

async function stockShop(tx: Tx, shopId: string, itemCount: number): Promise<string[]> {
  await addCategory(tx, { code: 'fruit', name: '水果', ground: 'fruit' });
  const shelf = { name: '压测店', lng: 120.21, lat: 30.25, hasColdStore: false };
  const locationId = await addLocation(tx, { kind: 'shop', shopId, ...shelf });
  const keys: string[] = [];
  for (let at = 0; at < itemCount; at += 1) {
    const { variantId } = await addItem(tx, { ...plainItem, name: `压测水果 ${at}` });
    const limits = { exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await putListing(tx, { shopId, variantId, priceFen, ...limits });
    const receipt = { batch: '', expiresOn: null, source: 'bench' };
    await receiveStock(tx, { locationId, variantId, quantity: plenty, ...receipt });
    keys.push(goodsKeyOf({ kind: 'listing', shopId, variantId }));
  }
  return keys;
}

async function inviteBuyers(tx: Tx, count: number): Promise<BenchWorld['buyers']> {
  const buyers: { memberId: string; token: string }[] = [];
  for (let at = 0; at < count; at += 1) {
    const memberId = await ensureMember(tx, { phone: `139${String(at).padStart(8, '0')}`, name: null });
    const token = newToken();
    await startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null });
    buyers.push({ memberId, token });
  }
  return buyers;
}

const plainItem = {
  ...{ spec: '一份', unitLabel: '份', gtin: null, categoryCode: 'fruit', brand: '', origin: '' },
  ...{ temperatureZone: 'ambient', shelfLifeDays: null, soldBy: 'piece', nominalGram: null },
  ...{ returnPolicy: 'seven-days', licenceNeeded: '', isRegulated: false, suggestedPriceFen: null },
  ...{ description: '', pictureKey: '' },
} satisfies Omit<Parameters<typeof addItem>[1], 'name'>;
