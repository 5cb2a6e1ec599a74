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
import { addOffer, addSupplier, openPool } from '../src/domains/supply/index.ts';
import { openFunnel } from '../src/engines/db/funnel.ts';
import type { Tx } from '../src/engines/db/tx.ts';
import { hashToken, newToken } from '../src/engines/token.ts';
import { addSeconds } from '../src/kernel/clock.ts';

export interface CrashWorld {
  readonly allianceId: string;
  readonly shopId: string;
  /** Shelves that sell out during the rounds, shelves that do not, and a pool that crosses its threshold. */
  readonly goods: readonly { readonly goodsKey: string; readonly priceFen: bigint }[];
  readonly buyers: readonly { readonly memberId: string; readonly token: string }[];
}

export const slug = 'crash';
const plenty = 1_000_000;
const soonGone = 300;
const priceFen = 1_500n;
const poolSeconds = 7 * 86_400;

/** An alliance with a shop, shelves, a pool and signed-in buyers, on a migrated, empty database. */
export async function plantCrashWorld(url: string, buyerCount: number): Promise<CrashWorld> {
  const clock = { now: () => new Date() };
  const options = { url, maxConnections: 1, separateRoles: true, clock };
  const system = openFunnel({ ...options, role: 'system' });
  try {
    return await system.transact({ allianceId: '', actor: null }, async (tx) => {
      const place = { lng: 120.21, lat: 30.25 };
      const person = { operatorName: '何运营', operatorPhone: '13800000001' };
      const named = { slug, name: '断电演练', city: '杭州' };
      const allianceId = await foundAlliance(tx, { ...named, ...place, ...person });
      const scoped = allianceScope(tx, allianceId);
      await adoptRuleBook(scoped, { rules: { ...defaultRules(), perPersonLimit: plenty }, note: '演练' });
      const { shopId } = await addShop(scoped, {
        ...{ name: '演练店', shortName: '演练', kind: 'grocery', address: '桂花里', phone: '057188880000' },
        ...{ ...place, openingHours: '', isPickupPoint: true, licenceUntil: null },
        ...{ ownerName: '店主', ownerPhone: '13800000002' },
      });
      await addCategory(scoped, { code: 'fruit', name: '水果', ground: 'fruit' });
      const shelves = await stockShelves(scoped, shopId, [soonGone, soonGone, plenty, plenty]);
      const pools = [await openRound(scoped, shopId)];
      return {
        allianceId,
        shopId,
        goods: [...shelves, ...pools],
        buyers: await inviteBuyers(scoped, buyerCount),
      };
    });
  } finally {
    await system.close();
  }
}

async function stockShelves(tx: Tx, shopId: string, pieces: readonly number[]): Promise<CrashWorld['goods']> {
  const place = { name: '演练店', lng: 120.21, lat: 30.25, hasColdStore: false };
  const locationId = await addLocation(tx, { kind: 'shop', shopId, ...place });
  const goods: { goodsKey: string; priceFen: bigint }[] = [];
  for (const [at, quantity] of pieces.entries()) {
    const { variantId } = await addItem(tx, { ...plainItem, name: `演练水果 ${at}` });
    const terms = { exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await putListing(tx, { shopId, variantId, priceFen, ...terms });
    await receiveStock(tx, { locationId, variantId, quantity, batch: '', expiresOn: null, source: 'crash' });
    goods.push({ goodsKey: goodsKeyOf({ kind: 'listing', shopId, variantId }), priceFen });
  }
  return goods;
}

async function openRound(tx: Tx, shopId: string): Promise<CrashWorld['goods'][number]> {
  await addLocation(tx, {
    kind: 'hub',
    shopId: null,
    name: '中心仓',
    lng: 120.3,
    lat: 30.3,
    hasColdStore: true,
  });
  const { supplierId } = await addSupplier(tx, {
    ...{ name: '南粤果业', contactName: '林老板', phone: '13700000001', leadHours: 14 },
    ...{ licenceNumber: 'SC10144000000000', licenceUntil: '2099-01-31', lng: 120.3, lat: 30.3 },
  });
  const { variantId } = await addItem(tx, { ...plainItem, name: '演练荔枝' });
  const tiers = [{ minQuantity: 30, costFen: 1_200n, retailFen: priceFen }];
  const terms = { packSize: 5, moq: 30, tiers };
  const { offerId } = await addOffer(tx, {
    ...{ supplierId, variantId, baseCostFen: 1_300n, capPerRound: plenty },
    ...terms,
  });
  const { poolId } = await openPool(tx, {
    ...{ offerId, mode: 'agency', sellerShopId: shopId, threshold: 30, moq: 30, cap: plenty, tiers },
    ...{ belowPolicy: 'refund', remainderPolicy: 'round-up-stock', prolongHours: 24, perPersonLimit: plenty },
    cutOffAt: addSeconds(tx.now, poolSeconds),
  });
  return { goodsKey: goodsKeyOf({ kind: 'pool', poolId, shopId }), priceFen };
}

async function inviteBuyers(tx: Tx, count: number): Promise<CrashWorld['buyers']> {
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
