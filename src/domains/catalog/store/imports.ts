import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Row } from '../rules/read-row.ts';
import type { ImportRow, StoredReport } from '../tables.ts';

type StoredCells = readonly (readonly [line: number, ...cells: string[]])[];

export async function insertImport(
  tx: Tx,
  started: Pick<ImportRow, 'import_id' | 'file_name' | 'header' | 'mapping' | 'report'> & {
    readonly rows: readonly Row[];
  },
): Promise<void> {
  const cells: StoredCells = started.rows.map((row) => [row.line, ...row.cells]);
  await sql`/* catalog.insert-import */
    insert into catalog_import (alliance_id, import_id, file_name, state, header, mapping, cells, row_count, report,
      created_by, created_at)
    values (${tx.allianceId}, ${started.import_id}, ${started.file_name}, 'mapped',
      ${JSON.stringify(started.header)}::jsonb, ${JSON.stringify(started.mapping)}::jsonb,
      ${JSON.stringify(cells)}::jsonb, ${started.rows.length}, ${JSON.stringify(started.report)}::jsonb,
      ${tx.actor?.memberId ?? null}, ${tx.now})`.execute(tx);
}

/** The import with its rows, locked until the end of the transaction. */
export async function lockImport(
  tx: Tx,
  importId: string,
): Promise<(ImportRow & { readonly rows: Row[] }) | null> {
  const { rows } = await sql<ImportRow & { readonly cells: StoredCells }>`/* catalog.lock-import */
    select import_id, file_name, state, header, mapping, cells, applied_count, report, created_at, applied_at
    from catalog_import where alliance_id = ${tx.allianceId} and import_id = ${importId} for update`.execute(
    tx,
  );
  const found = rows[0];
  if (!found) return null;
  const { cells, ...row } = found;
  return { ...row, rows: cells.map(([line, ...texts]) => ({ line, cells: texts })) };
}

export async function saveMapping(
  tx: Tx,
  importId: string,
  mapping: ImportRow['mapping'],
  report: StoredReport,
): Promise<void> {
  await sql`/* catalog.save-mapping */
    update catalog_import set mapping = ${JSON.stringify(mapping)}::jsonb, report = ${JSON.stringify(report)}::jsonb
    where alliance_id = ${tx.allianceId} and import_id = ${importId}`.execute(tx);
}

/** The file has done its work: its cells are let go, the report stays. */
export async function markApplied(
  tx: Tx,
  importId: string,
  appliedCount: number,
  report: StoredReport,
): Promise<void> {
  await sql`/* catalog.mark-applied */
    update catalog_import set state = 'applied', cells = '[]', applied_count = ${appliedCount},
      report = ${JSON.stringify(report)}::jsonb, applied_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and import_id = ${importId}`.execute(tx);
}
