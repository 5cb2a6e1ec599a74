import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { ImportRow, ImportState } from '../tables.ts';

/** An import with its preview, or `not-found`. */
export async function getImport(
  db: Reader,
  { importId }: { readonly importId: string },
): Promise<ImportState> {
  const { rows } = await sql<ImportRow>`/* catalog.get-import */
    select import_id, file_name, state, header, mapping, applied_count, report, created_at, applied_at
    from catalog_import where alliance_id = ${db.allianceId} and import_id = ${importId}`.execute(db);
  const row = rows[0];
  if (!row) throw new Refusal('not-found', {}, 'importId');
  return {
    importId: row.import_id,
    fileName: row.file_name,
    state: row.state,
    columns: row.header.columns.map((column, index) => ({
      ...column,
      index,
      field: row.mapping[index] ?? null,
    })),
    ...row.report,
    preview: row.report.preview.map((line) => ({
      ...line,
      suggestedPriceFen: line.suggestedPriceFen === null ? null : BigInt(line.suggestedPriceFen),
    })),
    appliedCount: row.applied_count,
    createdAt: row.created_at,
    appliedAt: row.applied_at,
  };
}
