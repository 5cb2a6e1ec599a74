import type { Client } from 'pg';

/**
 * One text for everything in the database: the number of rows of every table and the sum of their hashes. Equal before
 * and after means that nothing was written, changed or deleted.
 */
export async function fingerprint(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const parts = rows.map(
    ({ name }) =>
      `select '${name}' as name, count(*) as n, coalesce(sum(hashtextextended(t::text, 0)), 0) as h from ${name} t`,
  );
  const sums = await owner.query<{ name: string; n: string; h: string }>(
    `${parts.join(' union all ')} order by 1`,
  );
  return sums.rows.map(({ name, n, h }) => `${name} ${n} ${h}`).join('\n');
}

/** Every uuid that stands in a row of this alliance, its own id and the well-known ones excepted. */
export async function uuidsOf(owner: Client, allianceId: string): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ table: string; column: string }>(`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name = 'uuid'
      and exists (select 1 from information_schema.columns k where k.table_schema = 'public'
        and k.table_name = c.table_name and k.column_name = 'alliance_id')`);
  const parts = rows.map(
    ({ table, column }) => `select ${column}::text as id from ${table} where alliance_id = '${allianceId}'`,
  );
  const found = await owner.query<{ id: string | null }>(parts.join(' union '));
  return new Set(found.rows.flatMap(({ id }) => (id ? [id] : [])));
}
