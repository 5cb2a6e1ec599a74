import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { exportFields, exportHeader, exportRow } from '../rules/labels.ts';
import type { ItemRow } from '../tables.ts';
import { toFacts } from './item.ts';

/** As many as one import takes back. */
export const exportRowsMax = 20_000;

/** The catalogue, or one category of it, as a table with a header; wholesale prices for operators only. */
export async function exportTable(db: Reader, categoryCode: string | null): Promise<string[][]> {
  const { rows } = await sql<ItemRow>`/* catalog.export-items */
    select * from item
    where alliance_id = ${db.allianceId} and (${categoryCode}::text is null or category_code = ${categoryCode})
    order by item_code limit ${exportRowsMax + 1}`.execute(db);
  if (rows.length > exportRowsMax)
    throw new Refusal('export-too-large', { max: exportRowsMax }, 'categoryCode');
  const fields = exportFields(isOperator(db.actor));
  return [
    exportHeader(fields),
    ...rows.map((row) => exportRow(fields, { ...toFacts(row), categoryName: row.category_name })),
  ];
}
