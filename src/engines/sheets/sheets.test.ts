import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { openThreadedSheets } from './threaded.ts';
import { readSheet, writeSheet } from './transform.ts';
import { unpackedSize } from './zip-size.ts';

const cells = (rows: { cells: readonly string[] }[]): string[][] => rows.map((row) => [...row.cells]);
const gb18030 = Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1]); // 名称,价格

describe('CSV', () => {
  test.each([
    ['UTF-8', Buffer.from('名称,价格')],
    ['UTF-8 with mark', Buffer.from('\uFEFF名称,价格')],
    ['GB18030', gb18030],
    ['UTF-16', Buffer.from('\uFEFF名称\t价格', 'utf16le')],
    ['semicolons', Buffer.from('名称;价格')],
  ])('%s', async (_name, bytes) => {
    expect(cells(await readSheet(bytes))).toEqual([['名称', '价格']]);
  });

  test('lines are those of the file, across quoted line breaks and empty lines', async () => {
    const rows = await readSheet(Buffer.from('名称,说明\n荔枝,"甜\n大"\n\n柿子,软,\n'));
    expect(rows.map(({ line, cells: [first] }) => [line, first])).toEqual([
      [1, '名称'],
      [2, '荔枝'],
      [5, '柿子'],
    ]);
  });

  test('text that cannot be decoded, too many columns or rows, and torn quotes are refused with a reason', async () => {
    const reasonOf = async (text: string | Buffer): Promise<unknown> =>
      readSheet(Buffer.from(text)).catch((error: { data: { reason: string } }) => error.data.reason);
    expect(await reasonOf(Buffer.from([0x61, 0xff, 0xff, 0xff]))).toContain('编码');
    expect(await reasonOf('a,'.repeat(201) + 'a')).toContain('200 列');
    expect(await reasonOf('a\n'.repeat(20_021))).toContain('20020 行');
    expect(await reasonOf('"a\nb')).toContain('引号');
    expect(await reasonOf('x'.repeat(4_001))).toContain('4000 字');
    expect(await reasonOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toContain('.xls');
  });

  test('formulas are defused on the way out and whole again on the way in', async () => {
    const table = [['名称'], ['=1+1'], ['-18℃'], ['@x'], ["'quoted"], ["'=x"], ['plain']];
    const bytes = await writeSheet('csv', table);
    expect(Buffer.from(bytes).toString()).toContain("'=1+1");
    expect(cells(await readSheet(bytes))).toEqual(table);
  });
});

describe('XLSX', () => {
  test('comes back as written, formulas as text, zeros kept', async () => {
    const table = [
      ['编码', '名称'],
      ['00123', '=1+1'],
      ['102900005115168', '荔枝'],
    ];
    expect(cells(await readSheet(await writeSheet('xlsx', table)))).toEqual(table);
  });

  test('numbers, dates, rich text, formula results and empty leading cells read as people see them', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('empty');
    const sheet = book.addWorksheet('data');
    sheet.getCell('B3').value = 102_900_005_115_168;
    sheet.getCell('C3').value = 0.1 + 0.2;
    sheet.getCell('D3').value = { richText: [{ text: '白糖' }, { text: '罂荔枝' }] };
    sheet.getCell('E3').value = { formula: 'B3', result: 12.5 };
    sheet.getCell('F3').value = new Date('2026-11-23T00:00:00Z');
    const rows = await readSheet(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(rows).toEqual([
      { line: 3, cells: ['', '102900005115168', '0.3', '白糖罂荔枝', '12.5', '2026-11-23'] },
    ]);
  });

  test('what only looks like an XLSX is refused', async () => {
    const fake = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), gzipSync('nothing')]);
    await expect(readSheet(fake)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('the unpacked size is read from the directory before anything is unpacked', async () => {
    const bytes = await writeSheet('xlsx', [['甜'.repeat(1_000)]]);
    expect(unpackedSize(bytes)).toBeGreaterThan(bytes.length);
    const bomb = bytes.slice();
    const view = new DataView(bomb.buffer);
    let entry = -1;
    for (let at = 0; at < bomb.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02_01_4b_50) entry = at;
    view.setUint32(entry + 24, 2_000_000_000, true);
    await expect(readSheet(bomb)).rejects.toMatchObject({ data: { reason: '解开后太大' } });
  });
});

test('the thread answers, refuses and takes its turn', async () => {
  const sheets = openThreadedSheets();
  const bytes = await sheets.write('xlsx', [['名称'], ['荔枝']]);
  const answers = await Promise.allSettled([
    sheets.read(bytes),
    sheets.read(Buffer.from('"torn')),
    ...Array.from({ length: 7 }, () => sheets.read(Buffer.from('a,b'))),
  ]);
  expect(answers[0]).toMatchObject({ value: [{ line: 1 }, { line: 2, cells: ['荔枝'] }] });
  expect(answers[1]).toMatchObject({ reason: { code: 'file-unreadable', field: 'file' } });
  expect(answers[8]).toMatchObject({ reason: { code: 'busy' } });
});
