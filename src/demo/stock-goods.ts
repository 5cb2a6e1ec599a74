import { addCategory, applyImport, listItems, putListing, startImport } from '../domains/catalog/index.ts';
import { defaultBannedWords, putBannedWords } from '../domains/live/index.ts';
import { giveGrant, changePassword, hashPassword } from '../domains/membership/index.ts';
import { goodsKeyOf } from '../domains/ordering/index.ts';
import { receiveStock } from '../domains/stock/index.ts';
import { addOffer, addSupplier } from '../domains/supply/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Tx } from '../engines/db/tx.ts';
import { formatYuan } from '../kernel/money.ts';
import { demoCategories, readDemoItems, type DemoItem } from './data/goods.ts';
import { demoOffers, demoSuppliers } from './data/people.ts';
import { latePieces, ordersLate } from './late-shelves.ts';
import { demoPassword, supplierPhone } from './logins.ts';
import { seeded } from './seeded.ts';
import { dayAfter, placeAt, runAs, type DemoWorld, type ShelfGoods } from './world.ts';

type Goods = Pick<DemoWorld, 'variants' | 'shelf' | 'suppliers' | 'offers'>;
type Ground = Pick<DemoWorld, 'allianceId' | 'operator' | 'shops'>;

const zones = { ambient: '常温', chilled: '冷藏', frozen: '冷冻', 'fresh-live': '鲜活' } as const;
const header = [
  '商品名称',
  '规格',
  '单位',
  '品类',
  '产地',
  '温区',
  '保质期',
  '计价方式',
  '标称重量',
  '退货政策',
  '建议价',
  '批发价',
  '图片',
];

/** Categories, the catalogue through the import door, listings at each shop's own price, first stock, suppliers. */
export async function stockDemoGoods(
  app: Funnel,
  ground: Ground,
  size: 'founding' | 'district',
): Promise<Goods> {
  const { allianceId, operator, shops } = ground;
  const items = readDemoItems().filter((item) => item.shops.some((key) => shops.has(key)));
  const hash = await hashPassword(demoPassword);
  return runAs(app, allianceId, operator, async (tx) => {
    await putBannedWords(tx, defaultBannedWords);
    const variants = await importItems(tx, items);
    const shelf = await listItemsInShops(tx, items, variants, shops);
    const suppliers = await addSuppliers(tx, size, hash);
    const offers = await addOffers(tx, items, variants, suppliers);
    return { variants, shelf, suppliers, offers };
  });
}

async function importItems(tx: Tx, items: readonly DemoItem[]): Promise<Map<string, string>> {
  for (const category of demoCategories) await addCategory(tx, category);
  const names = new Map<string, string>(demoCategories.map((category) => [category.code, category.name]));
  const rows = items.map((item) => [
    item.name,
    item.spec,
    item.unit,
    names.get(item.category)!,
    item.origin,
    zones[item.zone],
    String(item.shelfDays),
    item.gram ? '称重' : '按件',
    item.gram ? `${item.gram}g` : '',
    item.shelfDays < 30 ? '生鲜不退' : '七天无理由',
    formatYuan(item.priceFen),
    formatYuan(item.costFen),
    item.picture,
  ]);
  const sheet = [header, ...rows].map((cells, at) => ({ line: at + 1, cells }));
  const { importId, errors } = await startImport(tx, { fileName: '桂花里商品.xlsx', sheet });
  if (errors.length > 0) throw new Error(`Demo goods line ${errors[0]!.line}: ${errors[0]!.message}`);
  await applyImport(tx, { importId }, () => {});
  const listed = await listItems(tx, { limit: 200, includeRegulated: true });
  const idByName = new Map(listed.rows.map((row) => [row.name, row.variantId]));
  return new Map(items.map((item) => [item.key, idByName.get(item.name)!]));
}

/** Shops never agree a price: each sets its own around the suggestion. */
async function listItemsInShops(
  tx: Tx,
  items: readonly DemoItem[],
  variants: ReadonlyMap<string, string>,
  shops: DemoWorld['shops'],
): Promise<ShelfGoods[]> {
  const chance = seeded(7);
  const shelf: ShelfGoods[] = [];
  const opening: Parameters<typeof receiveStock>[1][] = [];
  for (const item of items) {
    for (const key of item.shops) {
      const shop = shops.get(key);
      if (!shop) continue;
      const variantId = variants.get(item.key)!;
      const { shopId } = shop;
      const priceFen = item.priceFen + BigInt(chance.whole(-2, 3)) * 10n;
      const goodsKey = goodsKeyOf({ kind: 'listing', shopId, variantId });
      const { key: itemKey, shelfDays } = item;
      const plenty = chance.whole(30, 90);
      shelf.push({ shopKey: key, itemKey, variantId, goodsKey, priceFen, shelfDays });
      await putListing(tx, {
        shopId,
        variantId,
        priceFen,
        exposureLimit: null,
        perPersonLimit: null,
        status: 'on',
      });
      opening.push({
        locationId: shop.locationId,
        variantId,
        quantity: ordersLate({ shopKey: key, itemKey }) ? Math.min(latePieces, plenty) : plenty,
        batch: `${dayAfter(tx.now, 0).replaceAll('-', '')}-01`,
        expiresOn: dayAfter(tx.now, Math.max(shelfDays, 20)),
        source: 'opening',
      });
    }
  }
  await receiveStock(tx, ...opening);
  return shelf;
}

async function addSuppliers(
  tx: Tx,
  size: 'founding' | 'district',
  passwordHash: string,
): Promise<Map<string, string>> {
  const suppliers = new Map<string, string>();
  for (const [at, supplier] of demoSuppliers.entries()) {
    if (size === 'founding' && !supplier.founding) continue;
    const { supplierId } = await addSupplier(tx, {
      name: supplier.name,
      contactName: supplier.contact,
      phone: supplierPhone(supplier.key),
      licenceNumber: `SC1043100000${String(at + 1).padStart(4, '0')}`,
      licenceUntil: dayAfter(tx.now, 700),
      leadHours: supplier.leadHours,
      ...placeAt(supplier.east, supplier.north),
    });
    suppliers.set(supplier.key, supplierId);
    const grant = {
      phone: supplierPhone(supplier.key),
      name: supplier.contact,
      role: 'supplier',
      shopId: null,
      supplierId,
      duties: [],
    } as const;
    const { memberId } = await giveGrant(tx, grant);
    await changePassword(tx, { memberId, from: null, to: passwordHash, keep: null });
  }
  return suppliers;
}

async function addOffers(
  tx: Tx,
  items: readonly DemoItem[],
  variants: ReadonlyMap<string, string>,
  suppliers: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const offers = new Map<string, string>();
  for (const offer of demoOffers) {
    const supplierId = suppliers.get(offer.supplier);
    const item = items.find((one) => one.key === offer.item);
    if (!supplierId || !item) continue;
    const { offerId } = await addOffer(tx, {
      supplierId,
      variantId: variants.get(offer.item)!,
      baseCostFen: item.costFen,
      packSize: offer.pack,
      moq: offer.tiers[0]![0],
      capPerRound: offer.cap,
      tiers: offer.tiers.map(([minQuantity, cost, retail]) => ({
        minQuantity,
        costFen: BigInt(cost),
        retailFen: BigInt(retail),
      })),
    });
    offers.set(offer.item, offerId);
  }
  return offers;
}
