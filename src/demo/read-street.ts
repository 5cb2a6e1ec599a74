import { findListings, listItems } from '../domains/catalog/index.ts';
import { describeShops, ensureMember } from '../domains/membership/index.ts';
import { goodsKeyOf } from '../domains/ordering/index.ts';
import { locationOfShop } from '../domains/stock/index.ts';
import { listOffers } from '../domains/supply/index.ts';
import type { Tx } from '../engines/db/tx.ts';
import type { Actor } from '../kernel/actor.ts';
import { readDemoItems } from './data/goods.ts';
import { demoHosts, demoShops } from './data/people.ts';
import { drawHouseholds } from './households.ts';
import { householdPhone, operatorName, operatorPhone, ownerPhone } from './logins.ts';
import { actorOf, type DemoStreet, type ShelfGoods } from './world.ts';

/** Neighbours who go on shopping: some of the planted ones are enough. */
const shoppers = 60;
const listMax = 200;

/** Finds the planted street again by the names in the data; what visitors have closed or renamed is left out. */
export async function readStreet(tx: Tx): Promise<DemoStreet> {
  const operatorId = await ensureMember(tx, { phone: operatorPhone, name: operatorName });
  const operator = actorOf(operatorId, ['operator']);
  const acting = { ...tx, actor: operator };
  const shops = await readShops(acting);
  const items = await listItems(acting, { limit: listMax, includeRegulated: false });
  const idByName = new Map(items.rows.map(({ name, variantId }) => [name, variantId]));
  const variants = new Map(
    readDemoItems().flatMap(({ key, name }) => {
      const variantId = idByName.get(name);
      return variantId ? [[key, variantId] as const] : [];
    }),
  );
  const offers = await listOffers(acting, { limit: listMax });
  const keyOf = new Map([...variants].map(([key, variantId]) => [variantId, key]));
  return {
    allianceId: tx.allianceId,
    operator,
    shops,
    variants,
    shelf: await readShelf(acting, shops, variants),
    offers: new Map(
      offers.rows.flatMap(({ offerId, item, status }) => {
        const key = keyOf.get(item.variantId);
        return key && status === 'active' ? [[key, offerId] as const] : [];
      }),
    ),
    hosts: await readHosts(acting, shops),
    households: await readHouseholds(acting),
  };
}

async function readShops(tx: Tx): Promise<DemoStreet['shops']> {
  const found = await describeShops(tx);
  const byName = new Map([...found.values()].map(({ name, shopId }) => [name, shopId]));
  const locations = await locationOfShop(tx, [...found.keys()]);
  const shops = new Map<string, { shopId: string; locationId: string; owner: Actor }>();
  for (const { key, name, owner } of demoShops) {
    const shopId = byName.get(name);
    const locationId = shopId && locations.get(shopId);
    if (!shopId || !locationId) continue;
    const memberId = await ensureMember(tx, { phone: ownerPhone(key), name: owner });
    shops.set(key, { shopId, locationId, owner: actorOf(memberId, ['shop'], [shopId]) });
  }
  return shops;
}

async function readHosts(tx: Tx, shops: DemoStreet['shops']): Promise<DemoStreet['hosts']> {
  const hosts = new Map<string, Actor>();
  for (const { key, name, shop } of demoHosts) {
    const home = shops.get(shop);
    if (!home) continue;
    const memberId = await ensureMember(tx, { phone: ownerPhone(shop), name });
    hosts.set(key, actorOf(memberId, ['host', 'shop'], [home.shopId]));
  }
  return hosts;
}

/** What hangs in the shops now, at the price of now. */
async function readShelf(
  tx: Tx,
  shops: DemoStreet['shops'],
  variants: DemoStreet['variants'],
): Promise<ShelfGoods[]> {
  const wanted = readDemoItems().flatMap((item) =>
    item.shops.flatMap((shopKey) => {
      const shop = shops.get(shopKey);
      const variantId = variants.get(item.key);
      if (!shop || !variantId) return [];
      const { key: itemKey, shelfDays } = item;
      return [{ shopKey, itemKey, shelfDays, variantId, shopId: shop.shopId }];
    }),
  );
  const listings = await findListings(tx, wanted);
  return wanted.flatMap(({ shopId, ...goods }) => {
    const { variantId } = goods;
    const listing = listings.get(`${shopId}:${variantId}`);
    if (listing?.status !== 'on') return [];
    const goodsKey = goodsKeyOf({ kind: 'listing', shopId, variantId });
    return [{ ...goods, goodsKey, priceFen: listing.priceFen }];
  });
}

async function readHouseholds(tx: Tx): Promise<DemoStreet['households']> {
  const households: { actor: Actor; addressId: null; name: string }[] = [];
  for (const [i, { name }] of drawHouseholds(shoppers).entries()) {
    const memberId = await ensureMember(tx, { phone: householdPhone(i), name });
    households.push({ actor: actorOf(memberId, []), addressId: null, name });
  }
  return households;
}
