import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { addTwoCategories, itemInput } from '../../../../test/worlds/goods.ts';
import { openDiskFiles } from '../../../engines/files/disk.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import {
  addCategory,
  addItem,
  describeItems,
  findListings,
  listCategories,
  listedGoods,
  listItems,
  listListings,
  putListing,
  removeListing,
  setItemPicture,
  updateItem,
  wholesalePrices,
  type Item,
} from '../index.ts';

let world: World;
let home: FoundedAlliance;
let far: FoundedAlliance;
const folder = mkdtempSync(join(tmpdir(), 'lianbo-goods-'));

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  far = await foundIn(world, 'chengxi');
  await act(addTwoCategories);
  await far.transact(far.operator, addTwoCategories);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

function act<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return home.transact(home.operator, work);
}
function read<T>(view: (db: Reader) => Promise<T>): Promise<T> {
  return world.app.read({ allianceId: home.allianceId, actor: home.operator }, view);
}
function add(fields: Parameters<typeof itemInput>[0]): Promise<Item> {
  return act((tx) => addItem(tx, itemInput(fields)));
}
async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no refusal',
    (error: { code: string; field: string | null }) => `${error.code} ${error.field}`,
  );
}

describe('unified codes', () => {
  test('follow the category, without gaps or twins under concurrency', async () => {
    const items = await Promise.all(Array.from({ length: 12 }, (_, i) => add({ name: `并发 ${i}` })));
    const codes = items.map(({ itemCode }) => itemCode).sort();
    expect(codes).toEqual(Array.from({ length: 12 }, (_, i) => `LB-0218-${String(i + 1).padStart(4, '0')}`));
    expect(await add({ categoryCode: 'vegetable' })).toMatchObject({
      itemCode: 'LB-0701-0001',
      categoryName: '蔬菜',
    });
  });

  test('go on behind a code given by hand, also one that was there before its category', async () => {
    await add({ name: '手工编码', itemCode: 'LB-0218-0031' });
    expect((await add({ name: '下一个' })).itemCode).toBe('LB-0218-0032');
    await add({ name: '牛奶', itemCode: 'LB-0102-0007' });
    await act((tx) => addCategory(tx, { code: 'dairy', name: '蛋奶', ground: 'milk', number: '0102' }));
    expect((await add({ name: '酸奶', categoryCode: 'dairy' })).itemCode).toBe('LB-0102-0008');
  });

  test('categories have their own number and code', async () => {
    const twin = { code: 'fruit', name: '又一个', ground: 'fruit' } as const;
    expect(await refusalOf(act((tx) => addCategory(tx, twin)))).toBe('category-taken code');
    const numbers = (await read(listCategories)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('an item', () => {
  test('is refused with the field at fault', async () => {
    const taken = await add({ name: '苏打水', gtin: '6291041500213' });
    expect(await refusalOf(add({ gtin: '6291041500214' }))).toBe('gtin-check-digit gtin');
    expect(await refusalOf(add({ gtin: '6291041500213' }))).toBe('gtin-taken gtin');
    expect(await refusalOf(add({ itemCode: taken.itemCode }))).toBe('item-code-taken itemCode');
    expect(await refusalOf(add({ categoryCode: 'nowhere' }))).toBe('category-unknown categoryCode');
    expect(await refusalOf(add({ soldBy: 'gram' }))).toBe('weight-needed nominalGram');
    await expect(add({ gtin: '6291041500213' })).rejects.toMatchObject({
      data: { itemCode: taken.itemCode },
    });
  });

  test('the same barcode at the same moment is given once', async () => {
    const outcomes = await Promise.allSettled(
      ['fruit', 'vegetable'].map((categoryCode) => add({ gtin: '4006381333931', categoryCode })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'gtin-taken' },
    });
  });

  test('keeps its code and wholesale price when an update does not say them', async () => {
    const before = await add({ name: '丑橘', wholesalePriceFen: '820' });
    world.clock.forward(60);
    const input = {
      ...itemInput({ name: '耙耙柑', spec: '2 kg' }),
      variantId: before.variantId,
      status: 'paused',
    } as const;
    const after = await act((tx) => updateItem(tx, input));
    expect(after).toMatchObject({ name: '耙耙柑', itemCode: before.itemCode, status: 'paused' });
    expect(after.updatedAt.getTime()).toBe(before.updatedAt.getTime() + 60_000);
    expect((await read((db) => wholesalePrices(db, [before.variantId]))).get(before.variantId)).toBe(820n);
    expect((await read((db) => listItems(db, { q: 'ppg', limit: 5 }))).rows).toMatchObject([
      { name: '耙耙柑' },
    ]);
    expect((await read((db) => listItems(db, { q: '丑橘', limit: 5 }))).total).toBe(0);
  });

  test('of another alliance does not exist', async () => {
    const item = await add({ name: '本盟专有' });
    const there = { allianceId: far.allianceId, actor: far.operator };
    expect(await world.app.read(there, (db) => describeItems(db, [item.variantId]))).toEqual(new Map());
    const input = { ...itemInput({}), variantId: item.variantId, status: 'active' } as const;
    expect(await refusalOf(far.transact(far.operator, (tx) => updateItem(tx, input)))).toBe(
      'not-found variantId',
    );
  });

  test('gets a square picture', async () => {
    const files = openDiskFiles(folder);
    const item = await add({ name: '有图' });
    const bytes = await sharp({ create: { width: 90, height: 30, channels: 3, background: '#e33' } })
      .png()
      .toBuffer();
    const { pictureUrl } = await act((tx) => setItemPicture(tx, { variantId: item.variantId, bytes }, files));
    const stored = await files.get(pictureUrl!.replace('/files/', ''));
    expect(await sharp(Buffer.from(stored!)).metadata()).toMatchObject({
      format: 'webp',
      width: 640,
      height: 640,
    });
    const nobody = { variantId: randomUUID(), bytes };
    expect(await refusalOf(act((tx) => setItemPicture(tx, nobody, files)))).toBe('not-found variantId');
  });
});

describe('search', () => {
  beforeAll(async () => {
    await add({ name: '绿豆糕', spec: '300 g', brand: '知味观', itemCode: 'LDG-1', gtin: '6901234567892' });
    await add({ name: '重庆小面', itemCode: 'CQ-1' });
    await add({ name: '处方药', isRegulated: true, itemCode: 'RX-1' });
  });
  const found = async (q: string, more = {}): Promise<string[]> =>
    (await read((db) => listItems(db, { q, limit: 50, ...more }))).rows.map(({ name }) => name);

  test.each([
    '绿豆',
    '豆糕',
    'lvdou',
    'ldg',
    'LDG-1',
    '6901234567892',
    'ＬＤＧ',
    '知味观 绿豆',
    'zwg',
    'lvdougao 300',
  ])('%s finds 绿豆糕', async (q) => expect(await found(q)).toContain('绿豆糕'));
  test('reads 重庆 as people say it', async () => expect(await found('cqxm')).toEqual(['重庆小面']));
  test('percent and underscore are letters, not wildcards', async () => {
    expect(await found('%')).toEqual([]);
    expect(await found('LDG_1')).toEqual([]);
  });
  test('words of different parts do not run together', async () => expect(await found('gaozhi')).toEqual([]));
  test('filters by category, status and regulation', async () => {
    expect(await found('cfy', { includeRegulated: false })).toEqual([]);
    expect(await found('', { categoryCode: 'vegetable' })).not.toContain('绿豆糕');
    expect(await found('', { status: 'paused' })).toEqual(['耙耙柑']);
  });

  test('pages give every item once; names that begin with the word come first', async () => {
    await add({ name: '大红柿', itemCode: 'A-1' });
    await add({ name: '红柿', itemCode: 'Z-1' });
    expect(await found('红柿')).toEqual(['红柿', '大红柿']);
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read((db) => listItems(db, { limit: 4, cursor }));
      all.push(...page.rows.map(({ variantId }) => variantId));
      cursor = page.nextCursor ?? undefined;
      expect(page.total).toBe((await read((db) => listItems(db, { limit: 1 }))).total);
    } while (cursor);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength((await read((db) => listItems(db, { limit: 1 }))).total);
  });
});

describe('listings', () => {
  const terms = { exposureLimit: null, perPersonLimit: null, status: 'on' } as const;

  test('have their own price; below cost is marked, not forbidden', async () => {
    const { variantId } = await add({
      name: '成本十元',
      wholesalePriceFen: '1000',
      suggestedPriceFen: '1500',
    });
    const [shop] = home.shops;
    const listing = { ...terms, shopId: shop!.shopId, variantId };
    const cheap = await act((tx) => putListing(tx, { ...listing, priceFen: 999n }));
    expect(cheap).toMatchObject({ priceFen: 999n, belowCost: true, item: { suggestedPriceFen: 1500n } });
    const fair = await act((tx) =>
      putListing(tx, { ...listing, priceFen: 1000n, exposureLimit: 5, perPersonLimit: 2 }),
    );
    expect(fair).toMatchObject({ priceFen: 1000n, belowCost: false, exposureLimit: 5, perPersonLimit: 2 });
    expect(
      (await read((db) => listListings(db, { shopId: shop!.shopId, q: 'cbsy', limit: 10 }))).rows,
    ).toEqual([fair]);
  });

  test('regulated goods are refused, and taken off when they become regulated', async () => {
    const item = await add({ name: '感冒药' });
    const shopId = home.shops[0]!.shopId;
    const key = { shopId, variantId: item.variantId };
    await act((tx) => putListing(tx, { ...terms, ...key, priceFen: 900n }));
    const regulated = {
      ...itemInput({ name: '感冒药', isRegulated: true }),
      variantId: item.variantId,
      status: 'active',
    } as const;
    await act((tx) => updateItem(tx, regulated));
    expect((await read((db) => findListings(db, [key]))).get(`${shopId}:${item.variantId}`)?.status).toBe(
      'off',
    );
    expect(await refusalOf(act((tx) => putListing(tx, { ...terms, ...key, priceFen: 900n })))).toBe(
      'regulated-goods variantId',
    );
  });

  test('shoppers see what is on, active and not regulated, page by page', async () => {
    const pausedItem = await add({ name: '停售' });
    const keys = home.shops.map(({ shopId }) => ({ shopId, variantId: pausedItem.variantId }));
    for (const key of keys) await act((tx) => putListing(tx, { ...terms, ...key, priceFen: 100n }));
    const input = { ...itemInput({ name: '停售' }), variantId: pausedItem.variantId };
    const seen = async (): Promise<number> => {
      let [count, cursor]: [number, string | undefined] = [0, undefined];
      do {
        const page = await read((db) => listedGoods(db, { limit: 1, cursor }));
        count += page.rows.filter(({ variantId }) => variantId === pausedItem.variantId).length;
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return count;
    };
    expect(await seen()).toBe(2);
    await act((tx) => updateItem(tx, { ...input, status: 'paused' }));
    expect(await seen()).toBe(0);
    expect(
      (await read((db) => findListings(db, keys))).get(`${keys[0]!.shopId}:${keys[0]!.variantId}`)?.status,
    ).toBe('off');
  });

  test('a listing ends once; shop and item must be of this alliance', async () => {
    const { variantId } = await add({ name: '下架' });
    const key = { shopId: home.shops[1]!.shopId, variantId };
    await act((tx) => putListing(tx, { ...terms, ...key, priceFen: 100n }));
    expect(await act((tx) => removeListing(tx, key))).toEqual({ done: true });
    expect(await refusalOf(act((tx) => removeListing(tx, key)))).toBe('not-found variantId');
    const elsewhere = { ...terms, shopId: far.shops[0]!.shopId, variantId, priceFen: 100n };
    expect(await refusalOf(act((tx) => putListing(tx, elsewhere)))).toBe('not-found shopId');
    const nothing = { ...terms, shopId: key.shopId, variantId: randomUUID(), priceFen: 100n };
    expect(await refusalOf(act((tx) => putListing(tx, nothing)))).toBe('not-found variantId');
  });
});
