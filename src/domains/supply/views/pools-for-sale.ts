import { sql } from 'kysely';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describePools, type PoolBrief } from './pools.ts';

export interface ForSaleQuery {
  /** Name, code or pinyin, matched as the catalogue does. */
  readonly q?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly variantId?: string | undefined;
  readonly cursor?: string | undefined;
  /** At most 200. */
  readonly limit: number;
}

/** Pools that take commitments now, soonest cut-off first. */
export async function openPoolsForSale(
  db: Reader,
  query: ForSaleQuery,
): Promise<{ rows: PoolBrief[]; nextCursor: string | null }> {
  const [at, after] = query.cursor ? decodeCursor(query.cursor, [instantPart, uuidPart]) : [null, null];
  const pattern = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const { rows: keys } = await sql<{ poolId: string; cutOffAt: Date }>`/* supply.open-pools-for-sale */
    select p.pool_id as "poolId", p.cut_off_at as "cutOffAt"
    from pool p
    join variant v on v.alliance_id = p.alliance_id and v.variant_id = p.variant_id
    join product g on g.alliance_id = v.alliance_id and g.product_id = v.product_id
    where p.alliance_id = ${db.allianceId} and p.state in ('scheduled', 'open', 'formed')
      and p.opens_at <= ${db.now} and p.cut_off_at > ${db.now}
      and (${pattern}::text is null or v.search_text like ${pattern}::text)
      and (${query.categoryCode ?? null}::text is null or g.category_code = ${query.categoryCode ?? null}::text)
      and (${query.variantId ?? null}::uuid is null or p.variant_id = ${query.variantId ?? null}::uuid)
      and (${at ?? null}::timestamptz is null
        or (p.cut_off_at, p.pool_id) > (${at ?? null}::timestamptz, ${after ?? null}::uuid))
    order by p.cut_off_at, p.pool_id limit ${query.limit + 1}`.execute(db);
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  const briefs = await describePools(
    db,
    page.map((key) => key.poolId),
  );
  return {
    rows: page.flatMap((key) => briefs.get(key.poolId) ?? []),
    nextCursor:
      keys.length > page.length && last ? encodeCursor([last.cutOffAt.toISOString(), last.poolId]) : null,
  };
}
