import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessRows, mappingFaults, readDrafts, type ExistingItem } from './assess-import.ts';
import { findHeader, guessColumns, type ImportField } from './guess-columns.ts';
import { blankItem, type ItemFacts } from './item-facts.ts';
import { formatItemCode, nextCategoryNumber, parseItemCode } from './item-code.ts';
import { exportFields, exportHeader, exportRow } from './labels.ts';
import { nearestWord } from './nearest-word.ts';
import { readDays, readGrams, readGtin, readItemCode, readYuan } from './read-cell.ts';

const categories = [
  { code: 'fruit', number: '0218', name: '鲜果' },
  { code: 'dairy', number: '0102', name: '蛋奶' },
];
const lychee: ItemFacts = {
  ...blankItem,
  itemCode: 'LB-0218-0031',
  name: '白糖罂荔枝',
  spec: '2.5 kg',
  categoryCode: 'fruit',
};

function assess(table: (readonly string[])[], existing: ItemFacts[] = [], fields?: (ImportField | null)[]) {
  const [headers = [], ...cells] = table;
  const guessed = fields ?? guessColumns(headers);
  const columns = headers.map((header, i) => ({ header, field: guessed[i] ?? null }));
  const rows = cells.map((row, i) => ({ line: i + 2, cells: row }));
  const items: ExistingItem[] = existing.map((facts) => ({ variantId: facts.itemCode, facts }));
  return assessRows(readDrafts({ rows, columns, categories }), columns, items);
}

describe('item codes', () => {
  test('carry category and serial both ways, beyond four digits too', () => {
    expect(formatItemCode('0218', 31)).toBe('LB-0218-0031');
    expect(parseItemCode(formatItemCode('0218', 12_345))).toEqual({ categoryNumber: '0218', serial: 12_345 });
    expect(parseItemCode('102900005115168')).toBeNull();
  });
  test('a new category takes the next free number of its ground', () => {
    expect(nextCategoryNumber('fruit', new Set(['0201', '0203', '0101']))).toBe('0202');
  });
});

describe('cells', () => {
  test.each([
    ['12.5', 1250n],
    ['¥12.50', 1250n],
    ['￥１２．５０元', 1250n],
    ['1,234.5', 123_450n],
    ['12.500', 1250n],
    ['3.9元/斤', 390n],
    ['0', 0n],
  ])('the price %s', (text, value) => expect(readYuan(text)).toEqual({ value }));
  test.each(['-3', '12.345', '十二', '1e3', ''])('%j is no price and says what to do', (text) => {
    expect(readYuan(text)).toMatchObject({ message: expect.any(String), remedy: expect.any(String) });
  });
  test('fen survive the way through text', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 99_999_999_999n), (amountFen) => {
        expect(readYuan(`¥${amountFen / 100n}.${String(amountFen % 100n).padStart(2, '0')}`)).toEqual({
          value: amountFen,
        });
      }),
    );
  });
  test('barcodes need their check digit and name the right one', () => {
    expect(readGtin('6 291041-500213')).toEqual({ value: '6291041500213' });
    expect(readGtin('036000291452')).toEqual({ value: '0036000291452' });
    expect(readGtin('6291041500214')).toMatchObject({ remedy: expect.stringContaining('3') });
  });
  test('codes that a spreadsheet program has shortened are caught', () => {
    expect(readItemCode('1.029E+14')).toMatchObject({ remedy: expect.stringContaining('文本') });
    expect(readGtin('6.29104E+12')).toMatchObject({ remedy: expect.stringContaining('文本') });
  });
  test('days and grams with their units', () => {
    expect([readDays('7'), readDays('7天'), readDays('６个月')]).toEqual([
      { value: 7 },
      { value: 7 },
      { value: 180 },
    ]);
    expect([readGrams('500'), readGrams('2.5 kg'), readGrams('1斤')]).toEqual([
      { value: 500 },
      { value: 2_500 },
      { value: 500 },
    ]);
    expect(readDays('很久')).toMatchObject({ message: '不是保质期' });
  });
});

describe('columns', () => {
  test('Chinese and English headers with units, spaces and brackets', () => {
    expect(
      guessColumns(['商品 编码', '品名', '批发价格（元/千克）', '建议零售价', '分类名称', '门店']),
    ).toEqual(['itemCode', 'name', 'wholesalePriceYuan', 'suggestedPriceYuan', 'category', null]);
    expect(guessColumns(['SKU', 'Product Name', 'Wholesale_Price', 'Category'])).toEqual([
      'itemCode',
      'name',
      'wholesalePriceYuan',
      'category',
    ]);
  });
  test('the header is found below a title', () => {
    expect(
      findHeader([['桂花里社区联盟商品表'], ['2026-11'], ['名称', '品类', '单位'], ['荔枝', '鲜果', '箱']]),
    ).toBe(2);
  });
  test('one field in two columns is a fault', () => {
    expect(
      mappingFaults(
        [
          { header: 'a', field: 'name' },
          { header: 'b', field: 'name' },
        ],
        1,
      ),
    ).toMatchObject([{ line: 1, column: 'b', remedy: '只留一列' }]);
  });
});

describe('assessing a file', () => {
  const header = ['编码', '条码', '名称', '规格', '品类', '建议价'];

  test('new, changed, same and wrong rows', () => {
    const rows = assess(
      [
        header,
        ['', '', '柿子', '', '鲜果', '3'],
        ['LB-0218-0031', '', '白糖罂荔枝', '5 kg', '', ''],
        ['', '', '白糖罂荔枝', '2.5 KG', '', ''],
        ['X1', '', '牛奶', '', '蛋奶品', '1.234'],
      ],
      [lychee],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['new', 'changed', 'error', 'error']);
    expect(rows[2]!.faults).toMatchObject([{ line: 4, message: '和第 3 行重复' }]);
    expect(rows[3]!.faults).toMatchObject([
      { line: 5, column: '品类', value: '蛋奶品', remedy: '是不是“蛋奶”？' },
      { line: 5, column: '建议价', value: '1.234', message: '小数多于两位' },
    ]);
  });

  test('codes and barcodes twice in the file, or taken by another item', () => {
    const milk: ItemFacts = {
      ...blankItem,
      itemCode: 'M1',
      gtin: '6291041500213',
      name: '鲜牛奶',
      categoryCode: 'dairy',
    };
    const rows = assess(
      [
        header,
        ['A1', '', '甲', '', '鲜果', ''],
        ['A1', '', '乙', '', '鲜果', ''],
        ['A2', '6291041500213', '丙', '', '鲜果', ''],
        ['', '6291041500213', '鲜牛奶', '', '', ''],
      ],
      [milk],
    );
    expect(rows.map(({ faults }) => faults[0]?.message)).toEqual([
      undefined,
      '和第 2 行重复',
      '条码已用于 M1',
      '和第 4 行重复',
    ]);
  });

  test('a row without category or weight says which cell is missing', () => {
    const rows = assess([
      ['名称', '品类', '计价方式', '标称重量'],
      ['番茄', '', '称重', ''],
      ['', '鲜果', '', ''],
    ]);
    expect(rows.map(({ faults }) => faults.map(({ column }) => column))).toEqual([
      ['品类', '标称重量'],
      ['名称'],
    ]);
  });

  test('namesakes need a code; a barcode is added to the item that lacks one', () => {
    const twin = { ...lychee, itemCode: 'LB-0218-0099' };
    const [ambiguous] = assess(
      [
        ['名称', '规格'],
        ['白糖罂荔枝', '2.5 kg'],
      ],
      [lychee, twin],
    );
    expect(ambiguous!.faults[0]!.remedy).toContain('LB-0218-0099');
    const [added] = assess(
      [
        ['名称', '规格', '条码'],
        ['白糖罂荔枝', '2.5 kg', '6291041500213'],
      ],
      [lychee],
    );
    expect(added).toMatchObject({
      outcome: 'changed',
      facts: { gtin: '6291041500213', itemCode: 'LB-0218-0031' },
    });
  });

  test('whatever is exported reads back as the same item', () => {
    const text = (max: number) =>
      fc
        .string({ unit: 'grapheme', maxLength: max })
        .map((raw) => raw.replace(/\s+/g, ' ').slice(0, max).trim());
    const facts: fc.Arbitrary<ItemFacts> = fc.record({
      itemCode: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
      gtin: fc.constantFrom(null, '6291041500213'),
      name: text(60).map((name) => name || '荔枝'),
      spec: text(40),
      unitLabel: fc.constantFrom('份', '箱'),
      categoryCode: fc.constantFrom('fruit', 'dairy'),
      brand: text(40),
      origin: text(40),
      temperatureZone: fc.constantFrom('ambient', 'chilled', 'frozen', 'fresh-live'),
      shelfLifeDays: fc.option(fc.integer({ min: 1, max: 3_650 })),
      soldBy: fc.constant('gram'),
      nominalGram: fc.integer({ min: 1, max: 200_000 }),
      returnPolicy: fc.constantFrom('seven-days', 'no-return-perishable', 'no-return-opened'),
      licenceNeeded: text(40),
      isRegulated: fc.boolean(),
      suggestedPriceFen: fc.option(fc.bigInt(0n, 999_999n)),
      wholesalePriceFen: fc.option(fc.bigInt(0n, 999_999n)),
      description: text(200),
      pictureKey: text(40),
    });
    const fields = exportFields(true);
    fc.assert(
      fc.property(facts, (item) => {
        const categoryName = categories.find(({ code }) => code === item.categoryCode)!.name;
        const [row] = assess([exportHeader(fields), exportRow(fields, { ...item, categoryName })], [item]);
        expect(row).toMatchObject({ outcome: 'same', faults: [] });
      }),
    );
    expect(exportFields(false)).not.toContain('wholesalePriceYuan');
  });
});

test('the nearest word, when one is near', () => {
  expect(nearestWord('水果类', ['水果', '蛋奶'])).toBe('水果');
  expect(nearestWord('五金', ['水果', '蛋奶'])).toBeNull();
});
