import { addCategory, addItem, putListing } from '../src/domains/catalog/index.ts';
import { addShop, allianceScope, ensureMember, foundAlliance } from '../src/domains/membership/index.ts';
import { goodsKeyOf } from '../src/domains/ordering/index.ts';
import { adoptRuleBook, defaultRules } from '../src/domains/rulebook/index.ts';
import { addLocation, receiveStock } from '../src/domains/stock/index.ts';
import type { Tx } from '../src/engines/db/tx.ts';
import type { Actor } from '../src/kernel/actor.ts';

export interface BenchShop {
  readonly shopId: string;
  readonly locationId: string;
}

export interface Founded {
  readonly allianceId: string;
  readonly slug: string;
  readonly shops: readonly BenchShop[];
  /** May do everything in every shop. */
  readonly owner: Actor;
}

const slug = 'bench';
const boundless = 100_000_000;
const place = { lng: 120.21, lat: 30.25 };

/** An alliance with these shops, each with a shelf, and no bound to what a person may buy. Role system. */
export async function foundBench(tx: Tx, shopNames: readonly string[]): Promise<Founded> {
  const person = { operatorName: '何运营', operatorPhone: '13800000001' };
  const allianceId = await foundAlliance(tx, { slug, name: '压测联盟', city: '杭州', ...place, ...person });
  const scoped = allianceScope(tx, allianceId);
  await adoptRuleBook(scoped, { rules: { ...defaultRules(), perPersonLimit: boundless }, note: '压测' });
  await addCategory(scoped, { code: 'goods', name: '商品', ground: 'fruit' });
  const shops: BenchShop[] = [];
  for (const name of shopNames) {
    const { shopId } = await addShop(scoped, {
      ...{ name, shortName: name.slice(0, 4), kind: 'grocery', address: '桂花里', phone: '057188880000' },
      ...{ ...place, openingHours: '', isPickupPoint: true, licenceUntil: null },
      ...{ ownerName: '店主', ownerPhone: '13800000002' },
    });
    const shelf = { kind: 'shop', shopId, name, ...place, hasColdStore: false } as const;
    shops.push({ shopId, locationId: await addLocation(scoped, shelf) });
  }
  const owner: Actor = {
    memberId: await ensureMember(scoped, { phone: '13800000002', name: null }),
    roles: new Set(['operator'] as const),
    shopIds: new Set(shops.map(({ shopId }) => shopId)),
    duties: new Set<string>(),
  };
  return { allianceId, slug, shops, owner };
}

/** A new item of the catalogue, listed and stocked by these shops; their goods keys in order. */
export async function listItem(
  tx: Tx,
  { name, priceFen }: { readonly name: string; readonly priceFen: bigint },
  shelves: readonly { readonly shop: BenchShop; readonly quantity: number }[],
): Promise<string[]> {
  const { variantId } = await addItem(tx, { ...plainItem, name });
  const keys: string[] = [];
  for (const { shop, quantity } of shelves) {
    const limits = { exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await putListing(tx, { shopId: shop.shopId, variantId, priceFen, ...limits });
    const receipt = { batch: '', expiresOn: null, source: 'bench' };
    await receiveStock(tx, { locationId: shop.locationId, variantId, quantity, ...receipt });
    keys.push(goodsKeyOf({ kind: 'listing', shopId: shop.shopId, variantId }));
  }
  return keys;
}

const plainItem = {
  ...{ spec: '一份', unitLabel: '份', gtin: null, categoryCode: 'goods', brand: '', origin: '' },
  ...{ temperatureZone: 'ambient', shelfLifeDays: null, soldBy: 'piece', nominalGram: null },
  ...{ returnPolicy: 'seven-days', licenceNeeded: '', isRegulated: false, suggestedPriceFen: null },
  ...{ description: '', pictureKey: '' },
} satisfies Omit<Parameters<typeof addItem>[1], 'name'>;
