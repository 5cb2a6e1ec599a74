import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { rowCollector } from './collect.ts';
import { defuse } from './formula-guard.ts';
import { sheetLimits, type SheetRow } from './port.ts';
import { unreadable } from './unreadable.ts';

const delimiters = [',', '\t', ';', '，'];

export function readCsv(bytes: Uint8Array): SheetRow[] {
  const text = decodeText(bytes);
  const collector = rowCollector();
  let previousLine = 0;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: sheetLimits.columns * sheetLimits.cellChars,
      // A quoted cell may hold line breaks: the row begins behind the end of the one before.
      on_record: (record: string[], { lines }) => {
        collector.add(previousLine + 1, record);
        previousLine = lines;
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`第 ${previousLine + 1} 行的引号或分隔符不对`);
    throw error;
  }
  return collector.rows;
}

/** By its mark when there is one, else UTF-8 when the bytes are valid, else the encoding of Chinese Excel. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeChinese(bytes);
  }
}

function decodeChinese(bytes: Uint8Array): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('文字编码认不出，请另存为 UTF-8 的 CSV 或 XLSX');
  }
}

/** The separator that splits the first line most often. */
function delimiterOf(text: string): string {
  const firstLine = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const counts = delimiters.map((delimiter) => firstLine.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

/** With a byte order mark, so that spreadsheet programs read the Chinese right. */
export function writeCsv(table: readonly (readonly string[])[]): Uint8Array {
  return Buffer.from(
    stringify(
      table.map((row) => row.map(defuse)),
      { bom: true, record_delimiter: 'windows' },
    ),
  );
}
