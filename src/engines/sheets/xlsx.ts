import ExcelJS from 'exceljs';
import { rowCollector } from './collect.ts';
import { keepApostrophe } from './formula-guard.ts';
import type { SheetRow } from './port.ts';
import { unreadable } from './unreadable.ts';
import { unpackedSize } from './zip-size.ts';

const unpackedBytesMax = 300_000_000;
const columnWidth = 16;

export async function readXlsx(bytes: Uint8Array): Promise<SheetRow[]> {
  const size = unpackedSize(bytes);
  if (size === null) throw unreadable('文件不完整');
  if (size > unpackedBytesMax) throw unreadable('解开后太大');
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes.slice().buffer);
  } catch {
    throw unreadable('不是有效的 XLSX 文件');
  }
  for (const sheet of book.worksheets) {
    const collector = rowCollector();
    sheet.eachRow((row, line) => {
      // `values` is sparse and counts from one.
      const values = Array.isArray(row.values) ? row.values : [];
      collector.add(line, Array.from(values, cellText).slice(1));
    });
    if (collector.rows.length > 0) return collector.rows;
  }
  return [];
}

/** The text a person sees in the cell, with numbers at full length. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return cellText(value.result);
  if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
  return 'error' in value ? value.error : '';
}

/** 12.1 instead of 12.100000000000001; whole numbers never as 1e+21. */
function plainNumber(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}

/** Every cell is text, so that codes keep their zeros and nothing is a formula. */
export async function writeXlsx(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Sheet1', { views: [{ state: 'frozen', ySplit: 1 }] });
  for (const row of table) sheet.addRow(row.map(keepApostrophe));
  for (let at = 1; at <= (table[0]?.length ?? 0); at += 1) {
    const column = sheet.getColumn(at);
    column.width = columnWidth;
    column.numFmt = '@';
  }
  sheet.getRow(1).font = { bold: true };
  return new Uint8Array(await book.xlsx.writeBuffer());
}
