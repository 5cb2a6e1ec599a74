import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../test/worlds/database.ts';

let database: FreshDatabase;
let client: Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What a foreign key check asks, as ri_triggers.c writes it, planned once for all values on an empty database. */
async function indexOfCheck(
  table: string,
  columns: readonly string[],
  types: readonly string[],
): Promise<unknown> {
  const where = columns.map((column, i) => `${column} = $${i + 1}`).join(' and ');
  await client.query(
    `prepare fk_check(${types.join(', ')}) as select 1 from only ${table} x where ${where} for key share`,
  );
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { Plans: [Record<string, unknown>] } }] }>(
    `explain (format json) execute fk_check(${types.map(() => 'null').join(', ')})`,
  );
  await client.query('deallocate fk_check');
  return rows[0]!['QUERY PLAN'][0].Plan.Plans[0]['Index Name'];
}

test('every foreign key check is planned on the key it looks up, also before the first statistics', async () => {
  await client.query('set plan_cache_mode = force_generic_plan; set enable_seqscan = off');
  const { rows } = await client.query<{ table: string; key: string; columns: string[]; types: string[] }>(
    `select distinct c.confrelid::regclass::text as table, i.relname as key,
       array_agg(a.attname::text order by k.at) as columns, array_agg(format_type(a.atttypid, null) order by k.at) as types
     from pg_constraint c
     join pg_class i on i.oid = c.conindid
     cross join unnest(c.confkey) with ordinality as k (attnum, at)
     join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace
     group by c.oid, c.confrelid, i.relname`,
  );
  expect(rows.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  for (const { table, key, columns, types } of rows) {
    const used = await indexOfCheck(table, columns, types);
    if (used !== key) wrong.push(`${table}: ${String(used)} instead of ${key}`);
  }
  expect(wrong).toEqual([]);
});
