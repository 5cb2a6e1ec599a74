import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { searchWords } from '../rules/search-words.ts';
import type { Item, ItemRow } from '../tables.ts';
import { toItem } from './item.ts';

export interface ItemSearch {
  readonly q?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly status?: 'active' | 'paused' | undefined;
  /** Left out = with them. */
  readonly includeRegulated?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const rankPart = /^[01]$/;
const codePart = /^[\w-]{1,40}$/;

/** Items whose name begins with what was typed (in Chinese or as initials) come first, then by code. */
async function searchItems(
  db: Reader,
  search: ItemSearch,
): Promise<{ rows: Item[]; nextCursor: string | null }> {
  const { patterns, prefix } = searchWords(search.q);
  const [rank, code] = search.cursor ? decodeCursor(search.cursor, [rankPart, codePart]) : ['-1', ''];
  const { rows } = await sql<ItemRow & { readonly rank: number }>`/* catalog.search-items */
    select * from (
      select i.*, case when lower(i.name) like ${prefix} or i.pinyin_initials like ${prefix} then 0 else 1 end as rank
      from item i
      where i.alliance_id = ${db.allianceId}
        and i.search_text like all(${patterns}::text[])
        and (${search.categoryCode ?? null}::text is null or i.category_code = ${search.categoryCode ?? null})
        and (${search.status ?? null}::text is null or i.status = ${search.status ?? null})
        and (${search.includeRegulated ?? true}::boolean or not i.is_regulated)
    ) found
    where (rank, item_code) > (${rank}::int, ${code}::text)
    order by rank, item_code limit ${search.limit + 1}`.execute(db);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > search.limit && last ? encodeCursor([String(last.rank), last.item_code]) : null;
  return { rows: shown.map(toItem), nextCursor };
}

/** A page of the catalogue with the number of items that match in all. */
export async function listItems(
  db: Reader,
  search: ItemSearch,
): Promise<{ rows: Item[]; nextCursor: string | null; total: number }> {
  const { patterns } = searchWords(search.q);
  const { rows } = await sql<{ total: number }>`/* catalog.count-items */
    select count(*)::int as total from item i
    where i.alliance_id = ${db.allianceId}
      and i.search_text like all(${patterns}::text[])
      and (${search.categoryCode ?? null}::text is null or i.category_code = ${search.categoryCode ?? null})
      and (${search.status ?? null}::text is null or i.status = ${search.status ?? null})
      and (${search.includeRegulated ?? true}::boolean or not i.is_regulated)`.execute(db);
  return { ...(await searchItems(db, search)), total: rows[0]?.total ?? 0 };
}
