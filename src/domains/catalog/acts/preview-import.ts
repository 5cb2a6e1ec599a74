import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { SheetRow } from '../../../engines/sheets/port.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { assessRows, mappingFaults, readDrafts, type AssessedRow } from '../rules/assess-import.ts';
import { findHeader, guessColumns, type ImportField } from '../rules/guess-columns.ts';
import { importReport } from '../rules/import-report.ts';
import type { Row } from '../rules/read-row.ts';
import { selectCategories } from '../store/categories.ts';
import { insertImport, lockImport, saveMapping } from '../store/imports.ts';
import type { ImportRow, ImportState, StoredReport } from '../tables.ts';
import { findExisting } from '../views/find-existing.ts';
import { getImport } from '../views/get-import.ts';

const samplesShown = 3;
const sampleChars = 40;

/** Takes in the rows of a file, guesses its columns and says what it would do. The catalogue is not touched. */
export async function startImport(
  tx: Tx,
  input: { readonly fileName: string; readonly sheet: readonly SheetRow[] },
): Promise<ImportState> {
  if (input.sheet.length === 0) throw new Refusal('file-unreadable', { reason: '文件里没有内容' }, 'file');
  const headerAt = findHeader(input.sheet.map(({ cells }) => cells));
  const { line, cells } = input.sheet[headerAt]!;
  const rows = input.sheet.slice(headerAt + 1);
  const width = Math.max(...input.sheet.slice(headerAt).map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, at) => ({
    header: cells[at] || `第 ${at + 1} 列`,
    sample: rows.slice(0, samplesShown).map((row) => (row.cells[at] ?? '').slice(0, sampleChars)),
  }));
  const mapping = guessColumns(columns.map(({ header }) => header));
  const header = { line, columns };
  const { report } = await assessImport(tx, { header, mapping, rows });
  const importId = tx.newId();
  await insertImport(tx, { import_id: importId, file_name: input.fileName, header, mapping, report, rows });
  return getImport(tx, { importId });
}

/** Says again what the file would do, with other columns. Columns that are not named keep what they have. */
export async function mapImport(
  tx: Tx,
  input: {
    readonly importId: string;
    readonly columns: readonly { readonly index: number; readonly field: ImportField | null }[];
  },
): Promise<ImportState> {
  const { importId } = input;
  const found = await lockOpenImport(tx, importId);
  const mapping = [...found.mapping];
  for (const { index, field } of input.columns) {
    refuseUnless(index < found.header.columns.length, 'not-found', {}, 'columns');
    mapping[index] = field;
  }
  const { report } = await assessImport(tx, { ...found, mapping });
  await saveMapping(tx, importId, mapping, report);
  return getImport(tx, { importId });
}

/** The import locked, when it still waits to be applied. */
export async function lockOpenImport(
  tx: Tx,
  importId: string,
): Promise<ImportRow & { readonly rows: Row[] }> {
  const found = await lockImport(tx, importId);
  refuseUnless(found, 'not-found', {}, 'importId');
  refuseUnless(found.state === 'mapped', 'import-state');
  return found;
}

/** What the file would do to the catalogue as it is now. */
export async function assessImport(
  db: Reader,
  { header, mapping, rows }: Pick<ImportRow, 'header' | 'mapping'> & { readonly rows: readonly Row[] },
): Promise<{ readonly assessed: readonly AssessedRow[]; readonly report: StoredReport }> {
  const columns = header.columns.map((column, at) => ({ header: column.header, field: mapping[at] ?? null }));
  const categories = await selectCategories(db);
  const drafts = readDrafts({ rows, columns, categories });
  const assessed = assessRows(drafts, columns, await findExisting(db, drafts));
  return { assessed, report: importReport(assessed, mappingFaults(columns, header.line), categories) };
}
