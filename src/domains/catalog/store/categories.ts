import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Category } from '../tables.ts';

/** Every category in display order. */
export async function selectCategories(db: Reader): Promise<Category[]> {
  const { rows } = await sql<Category>`/* catalog.select-categories */
    select code, number, name, ground, position from category
    where alliance_id = ${db.allianceId} order by position, code`.execute(db);
  return rows;
}

/**
 * Locks categories until the end of the transaction, in key order; null locks all of them. Whoever writes items holds
 * the lock of their category, so an import that holds every one works on a catalogue that stands still.
 */
export async function lockCategories(tx: Tx, codes: readonly string[] | null): Promise<Category[]> {
  const { rows } = await sql<Category>`/* catalog.lock-categories */
    select code, number, name, ground, position from category
    where alliance_id = ${tx.allianceId} and (${codes}::text[] is null or code = any(${codes}::text[]))
    order by code for update`.execute(tx);
  return rows;
}

/** Puts a category at the end. Serials go on behind codes of its number that came with earlier imports. */
export async function insertCategory(
  tx: Tx,
  category: {
    readonly code: string;
    readonly number: string;
    readonly name: string;
    readonly ground: string;
  },
): Promise<Category> {
  const taken = (): Refusal => new Refusal('category-taken', {}, 'code');
  const codePattern = `^LB-${category.number}-(\\d{4,6})$`;
  const { rows } = await refuseOnConstraint(
    sql<Category>`/* catalog.insert-category */
    insert into category (alliance_id, code, number, name, ground, position, next_serial)
    select ${tx.allianceId}, ${category.code}, ${category.number}, ${category.name}, ${category.ground},
      (select coalesce(max(position), 0) + 1 from category where alliance_id = ${tx.allianceId}),
      (select coalesce(max(substring(item_code from ${codePattern})::int), 0) + 1 from variant
        where alliance_id = ${tx.allianceId} and item_code ~ ${codePattern})
    returning code, number, name, ground, position`.execute(tx),
    { category_pkey: taken, category_number_unique: taken },
  );
  return rows[0]!;
}

/** Takes serials: for each category the first of `count` consecutive ones. */
export async function takeSerials(
  tx: Tx,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, { readonly number: string; readonly first: number }>> {
  if (counts.size === 0) return new Map();
  const { rows } = await sql<{ code: string; number: string; first: number }>`/* catalog.take-serials */
    update category c set next_serial = next_serial + t.count
    from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[]) as t (code, count)
    where c.alliance_id = ${tx.allianceId} and c.code = t.code
    returning c.code, c.number, c.next_serial - t.count as first`.execute(tx);
  return new Map(rows.map(({ code, number, first }) => [code, { number, first }]));
}

/** Lets the serials of categories go on behind codes that were given by hand. */
export async function skipSerials(
  tx: Tx,
  given: readonly { readonly categoryNumber: string; readonly serial: number }[],
): Promise<void> {
  if (given.length === 0) return;
  await sql`/* catalog.skip-serials */
    update category c set next_serial = t.serial + 1
    from (
      select number, max(serial) as serial
      from unnest(${given.map((code) => code.categoryNumber)}::text[], ${given.map((code) => code.serial)}::int[])
        as g (number, serial)
      group by number
    ) t
    where c.alliance_id = ${tx.allianceId} and c.number = t.number and c.next_serial <= t.serial`.execute(tx);
}
