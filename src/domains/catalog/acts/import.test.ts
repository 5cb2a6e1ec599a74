import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { addTwoCategories, itemInput } from '../../../../test/worlds/goods.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { readSheet, writeSheet } from '../../../engines/sheets/transform.ts';
import {
  addItem,
  applyImport,
  describeItems,
  exportTable,
  findListings,
  getImport,
  listItems,
  mapImport,
  putListing,
  startImport,
  updateItem,
  wholesalePrices,
  type ImportState,
} from '../index.ts';

let world: World;
let home: FoundedAlliance;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  await act(addTwoCategories);
});
afterAll(() => world.close());

function act<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return home.transact(home.operator, work);
}
function read<T>(view: (db: Reader) => Promise<T>, actor = home.operator): Promise<T> {
  return world.app.read({ allianceId: home.allianceId, actor }, view);
}
async function start(file: string | Uint8Array): Promise<ImportState> {
  const sheet = await readSheet(typeof file === 'string' ? Buffer.from(file) : file);
  return act((tx) => startImport(tx, { fileName: '商品.csv', sheet }));
}
async function apply(importId: string, seen: string[] = []): Promise<ImportState> {
  return act((tx) => applyImport(tx, { importId }, (done, total) => void seen.push(`${done}/${total}`)));
}
async function total(): Promise<number> {
  return (await read((db) => listItems(db, { limit: 1 }))).total;
}
const counts = ({ newCount, changedCount, sameCount, errorCount }: ImportState): number[] => [
  newCount,
  changedCount,
  sameCount,
  errorCount,
];

describe('preview', () => {
  test('guesses columns below a title, shows samples, counts outcomes and changes nothing', async () => {
    const before = await total();
    const preview = await start(
      '桂花里商品表\n名称,规格,分类,建议售价（元）,货架\n沙糖桔,2.5 kg,鲜果,¥12.50,A1\n脐橙,,水果,x,A2\n',
    );
    expect(preview).toMatchObject({ state: 'mapped', rowCount: 2, appliedCount: 0 });
    expect(preview.columns.map(({ field }) => field)).toEqual([
      'name',
      'spec',
      'category',
      'suggestedPriceYuan',
      null,
    ]);
    expect(preview.columns[0]!.sample).toEqual(['沙糖桔', '脐橙']);
    expect(counts(preview)).toEqual([1, 0, 0, 1]);
    expect(preview.preview[0]).toMatchObject({
      line: 3,
      outcome: 'new',
      categoryName: '鲜果',
      suggestedPriceFen: 1250n,
    });
    expect(preview.errors).toMatchObject([
      { line: 4, column: '分类', value: '水果', remedy: '是不是“鲜果”？' },
      { line: 4, column: '建议售价（元）', value: 'x', message: '不是价格' },
    ]);
    expect(await read((db) => getImport(db, preview))).toEqual(preview);
    expect(await total()).toBe(before);
    await expect(apply(preview.importId)).rejects.toMatchObject({
      code: 'import-has-errors',
      data: { count: 1 },
    });
  });

  test('another mapping gives another preview; one field in two columns is an error', async () => {
    const { importId, errorCount } = await start('a,b,c\n柚子,鲜果,20\n');
    expect(errorCount).toBe(1);
    const map = (fields: ImportState['columns'][number]['field'][]): Promise<ImportState> =>
      act((tx) => mapImport(tx, { importId, columns: fields.map((field, index) => ({ index, field })) }));
    expect(counts(await map(['name', 'category', 'suggestedPriceYuan']))).toEqual([1, 0, 0, 0]);
    expect((await map(['name', 'category', 'name'])).errors).toMatchObject([
      { line: 1, column: 'c', remedy: '只留一列' },
    ]);
    await expect(map([null, null, null, 'name'])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('errors are counted in full and shown up to a bound', async () => {
    const preview = await start(`名称,品类\n${'无名,没有\n'.repeat(300)}`);
    expect([preview.errorCount, preview.errors.length, preview.preview.length]).toEqual([300, 200, 100]);
  });

  test('a file with nothing in it is refused', async () => {
    await expect(start('\n\n')).rejects.toMatchObject({ code: 'file-unreadable', field: 'file' });
  });
});

describe('apply', () => {
  test('twice the same file: all new with codes in file order, then all the same', async () => {
    const file = `名称,规格,品类,计价方式,标称重量,批发价\n${Array.from({ length: 1_100 }, (_, i) => `时蔬 ${i},500 g,蔬菜,称重,500g,${i % 50}.${10 + (i % 90)}`).join('\n')}`;
    const first = await start(file);
    expect(counts(first)).toEqual([1_100, 0, 0, 0]);
    const seen: string[] = [];
    expect(await apply(first.importId, seen)).toMatchObject({ state: 'applied', appliedCount: 1_100 });
    expect(seen).toEqual(['0/1100', '500/1100', '1000/1100', '1100/1100']);
    const { rows } = await read((db) => listItems(db, { q: '时蔬', limit: 3 }));
    expect(rows.map(({ name, itemCode }) => `${name} ${itemCode}`)).toEqual([
      '时蔬 0 LB-0701-0001',
      '时蔬 1 LB-0701-0002',
      '时蔬 2 LB-0701-0003',
    ]);
    expect(rows[1]).toMatchObject({ soldBy: 'gram', nominalGram: 500 });
    expect((await read((db) => wholesalePrices(db, [rows[1]!.variantId]))).get(rows[1]!.variantId)).toBe(
      111n,
    );
    const again = await start(file);
    expect(counts(again)).toEqual([0, 0, 1_100, 0]);
    expect(await apply(again.importId)).toMatchObject({ appliedCount: 0 });
    await expect(apply(again.importId)).rejects.toMatchObject({ code: 'import-state' });
  });

  test('what is exported comes back as all the same, as CSV and as XLSX, and shops see no wholesale price', async () => {
    await act((tx) =>
      addItem(
        tx,
        itemInput({
          name: '=HYPERLINK("x")',
          spec: '-18℃, "大"',
          brand: "'@家",
          gtin: '6291041500213',
          shelfLifeDays: 30,
          temperatureZone: 'frozen',
          returnPolicy: 'no-return-perishable',
          description: '两行\n说明',
          suggestedPriceFen: '1205',
          wholesalePriceFen: '7',
          isRegulated: true,
        }),
      ),
    );
    const table = await read((db) => exportTable(db, null));
    for (const format of ['csv', 'xlsx'] as const) {
      const preview = await start(await writeSheet(format, table));
      expect(preview.errors).toEqual([]);
      expect(counts(preview)).toEqual([0, 0, await total(), 0]);
    }
    expect((await read((db) => exportTable(db, 'fruit'))).length).toBeLessThan(table.length);
    expect((await read((db) => exportTable(db, null), home.owners[0]!))[0]).not.toContain('批发价');
  });

  test('all or nothing: a row that went wrong meanwhile stops the whole file', async () => {
    const before = await total();
    const { importId } = await start('编码,名称,品类,条码\nN1,甲,鲜果,\nN2,乙,鲜果,4006381333931\n');
    await act((tx) => addItem(tx, itemInput({ name: '抢先', gtin: '4006381333931' })));
    await expect(apply(importId)).rejects.toMatchObject({ code: 'import-has-errors', data: { count: 1 } });
    expect(await total()).toBe(before + 1);
  });

  test('changes what the file says and nothing else', async () => {
    const item = await act((tx) =>
      addItem(tx, itemInput({ name: '蜜桔', brand: '黄岩', suggestedPriceFen: '1000' })),
    );
    const { importId } = await start(`编码,建议价,产地\n${item.itemCode},¥１１.5,\n`);
    await apply(importId);
    const after = (await read((db) => describeItems(db, [item.variantId]))).get(item.variantId);
    expect(after).toEqual({ ...item, suggestedPriceFen: 1150n, updatedAt: after!.updatedAt });
  });

  test('goods that a file marks as regulated leave the shelves', async () => {
    const item = await act((tx) => addItem(tx, itemInput({ name: '眼药水' })));
    const key = { shopId: home.shops[0]!.shopId, variantId: item.variantId };
    const terms = { priceFen: 900n, exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await act((tx) => putListing(tx, { ...key, ...terms }));
    await apply((await start(`编码,受监管\n${item.itemCode},是\n`)).importId);
    expect((await read((db) => findListings(db, [key]))).values().next().value?.status).toBe('off');
  });

  test('two people apply one file at once: it is applied once; an item added meanwhile waits', async () => {
    const { importId } = await start('名称,品类\n并发一,鲜果\n并发二,鲜果\n');
    const outcomes = await Promise.allSettled([
      apply(importId),
      apply(importId),
      act((tx) => addItem(tx, itemInput({ name: '并发三' }))),
    ]);
    expect(
      outcomes
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['fulfilled', 'rejected']);
    const { rows } = await read((db) => listItems(db, { q: '并发', limit: 9 }));
    expect(new Set(rows.map(({ itemCode }) => itemCode)).size).toBe(3);
  });

  test('is refused to another alliance', async () => {
    const far = await foundIn(world, 'chengxi');
    const { importId } = await start('名称,品类\n外人,鲜果\n');
    const foreign = far.transact(far.operator, (tx) => applyImport(tx, { importId }, () => {}));
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
  });

  test('statements grow with chunks, not with rows', async () => {
    const file = (rows: number): string =>
      `编码,名称,品类\n${Array.from({ length: rows }, (_, i) => `S${rows}-${i},批量 ${rows} ${i},鲜果`).join('\n')}`;
    const statementsOf = async (rows: number): Promise<number> => {
      const { importId } = await start(file(rows));
      return act(async (tx) => {
        const { handle, statements } = recordStatements(tx);
        await applyImport(handle, { importId }, () => {});
        return statements.length;
      });
    };
    const few = await statementsOf(2);
    expect(few).toBeGreaterThan(5);
    expect(await statementsOf(450)).toBe(few);
  });

  test('an item keeps its status and picture through an update by file', async () => {
    const item = await act((tx) => addItem(tx, itemInput({ name: '暂停品', pictureKey: 'tangerine' })));
    const paused = {
      ...itemInput({ name: '暂停品', pictureKey: 'tangerine' }),
      variantId: item.variantId,
      status: 'paused',
    } as const;
    await act((tx) => updateItem(tx, paused));
    await apply((await start(`编码,产地\n${item.itemCode},云南\n`)).importId);
    const after = (await read((db) => describeItems(db, [item.variantId]))).get(item.variantId);
    expect(after).toMatchObject({ status: 'paused', origin: '云南', pictureKey: 'tangerine' });
  });
});
