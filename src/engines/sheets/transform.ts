import { readCsv, writeCsv } from './csv.ts';
import type { SheetFormat, SheetRow } from './port.ts';
import { unreadable } from './unreadable.ts';

/** What the reading thread is asked. */
export type SheetTask =
  | { readonly read: Uint8Array }
  | { readonly write: readonly (readonly string[])[]; readonly format: SheetFormat };

/** Decides by the first bytes, not by what the browser calls the file. */
export async function readSheet(bytes: Uint8Array): Promise<SheetRow[]> {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw unreadable('这是旧版 .xls，请另存为 .xlsx 或 CSV');
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readCsv(bytes);
  const { readXlsx } = await import('./xlsx.ts');
  return readXlsx(bytes);
}

export async function writeSheet(
  format: SheetFormat,
  table: readonly (readonly string[])[],
): Promise<Uint8Array> {
  if (format === 'csv') return writeCsv(table);
  const { writeXlsx } = await import('./xlsx.ts');
  return writeXlsx(table);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}
