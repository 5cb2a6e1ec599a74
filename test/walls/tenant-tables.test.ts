import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../worlds/database.ts';
import { withClient } from '../worlds/server.ts';

/** What belongs to the whole database: its own ledger, and the list of alliances, which is read before one is known. */
const shared = ['schema_migration', 'alliance'];

/** Looked up by a secret or a number from outside, before the alliance is known. Sharded, these become plain indexes. */
const outsideKeys = ['payment_out_trade_no_unique'];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function query<Row>(text: string): Promise<Row[]> {
  const { rows } = await withClient(database.url, (client) => client.query(text, [shared]));
  return rows as Row[];
}

test('every tenant table stands behind the alliance wall, for its owner too', async () => {
  const tables = await query<{ name: string; walled: boolean; policies: string[] }>(`
    select relname as name, relrowsecurity and relforcerowsecurity as walled,
      array(select polname::text from pg_policy where polrelid = pg_class.oid order by 1) as policies
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all ($1)`);
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.filter(({ walled }) => !walled)).toEqual([]);
  expect(tables.filter(({ policies }) => policies.join() !== 'all_alliances,one_alliance')).toEqual([]);
});

test('every unique key leads with alliance_id, so that a distributed PostgreSQL can shard by it', async () => {
  const keys = await query<{ table: string; key: string; leads: string }>(`
    select table_class.relname as table, key_class.relname as key, attname::text as leads
    from pg_index
      join pg_class table_class on table_class.oid = indrelid
      join pg_class key_class on key_class.oid = indexrelid
      join pg_attribute on attrelid = indrelid and attnum = indkey[0]
    where table_class.relnamespace = 'public'::regnamespace and indisunique and table_class.relname <> all ($1)`);
  const others = keys.filter(({ leads }) => leads !== 'alliance_id').map(({ key }) => key);
  expect(others.filter((key) => !outsideKeys.includes(key))).toEqual([]);
  const tables = await query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all ($1)`);
  const keyed = new Set(keys.filter(({ leads }) => leads === 'alliance_id').map(({ table }) => table));
  expect(tables.map(({ name }) => name).filter((name) => !keyed.has(name))).toEqual([]);
});

test('every foreign key leads with alliance_id on both sides', async () => {
  const keys = await query<{ name: string; from: string; to: string }>(`
    select conname as name, source.attname as from, target.attname as to
    from pg_constraint
      join pg_attribute source on source.attrelid = conrelid and source.attnum = conkey[1]
      join pg_attribute target on target.attrelid = confrelid and target.attnum = confkey[1]
    where contype = 'f' and connamespace = 'public'::regnamespace and conrelid::regclass::text <> all ($1)`);
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter(({ from, to }) => from !== 'alliance_id' || to !== 'alliance_id')).toEqual([]);
});

test('money is bigint and moments carry their zone', async () => {
  const odd = await query<{ column: string }>(`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and table_name <> all ($1) and (
      (column_name like '%\\_fen' and data_type <> 'bigint')
      or data_type = 'timestamp without time zone' or data_type = 'money')`);
  expect(odd).toEqual([]);
});
