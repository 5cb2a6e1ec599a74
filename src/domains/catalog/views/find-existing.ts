import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { DraftRow, ExistingItem } from '../rules/assess-import.ts';
import { identityOf } from '../rules/item-facts.ts';
import type { ItemRow } from '../tables.ts';
import { toFacts } from './item.ts';

/**
 * The items that rows of a file may speak of: same code, same barcode, or same name, spec and brand. First one pass
 * over the variants with hashed arrays, then the rows by key: joins with 20,000 words were planned as loops and took
 * 16 s, on tables without statistics also those with one.
 */
export async function findExisting(db: Reader, drafts: readonly DraftRow[]): Promise<ExistingItem[]> {
  const codes = drafts.flatMap(({ draft }) => draft.itemCode ?? []);
  const gtins = drafts.flatMap(({ draft }) => draft.gtin ?? []);
  const identities = drafts.flatMap(({ draft: { itemCode, name, spec = '', brand = '' } }) =>
    itemCode === undefined && name !== undefined ? identityOf({ name, spec, brand }) : [],
  );
  const found = await sql<{ variant_id: string }>`/* catalog.find-existing */
    select variant_id from variant
    where alliance_id = ${db.allianceId} and (item_code = any(${codes}::text[]) or gtin = any(${gtins}::text[])
      or identity = any(${identities}::text[]))`.execute(db);
  const variantIds = found.rows.map((row) => row.variant_id);
  if (variantIds.length === 0) return [];
  const { rows } = await sql<ItemRow>`/* catalog.read-existing */
    select * from item where alliance_id = ${db.allianceId} and variant_id = any(${variantIds}::uuid[])`.execute(
    db,
  );
  return rows.map((row) => ({ variantId: row.variant_id, facts: toFacts(row) }));
}
