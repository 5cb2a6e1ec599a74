import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../worlds/database.ts';
import { withClient } from '../worlds/server.ts';

/** Two alliances with one row each in every tenant table, and a third that has nothing. */
const [here, there, elsewhere] = [1, 2, 3].map((n) => `0190f6e2-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

let database: FreshDatabase;
let app: Client;
let tables: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  tables = await withClient(database.url, plantRows);
  app = new Client({ connectionString: database.url, options: '-c role=lianbo_app' });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

/** Writes a row of each alliance into every table, past foreign keys and checks: only the policies are on trial. */
async function plantRows(owner: Client): Promise<string[]> {
  await owner.query(`do $$ declare c record; begin
    for c in select conrelid::regclass as t, conname from pg_constraint
      where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0
    loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`);
  await owner.query(`set session_replication_role = replica`);
  const { rows } = await owner.query<{ table: string; columns: string[]; types: string[] }>(`
    select t.table_name as table, array_agg(c.column_name::text) as columns, array_agg(c.udt_name::text) as types
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.is_identity = 'NO' and c.is_nullable = 'NO' and exists (select 1 from information_schema.columns k
        where k.table_schema = 'public' and k.table_name = t.table_name and k.column_name = 'alliance_id')
    group by 1 order by 1`);
  for (const { table, columns, types } of rows) {
    for (const allianceId of [here, there]) {
      const values = columns.map((column, i) =>
        column === 'alliance_id' ? `'${allianceId}'` : sampleOf(types[i]!, allianceId),
      );
      await owner.query(`insert into ${table} (${columns.join()}) values (${values.join()})`);
    }
  }
  return rows.map(({ table }) => table);
}

function sampleOf(type: string, allianceId: string): string {
  const samples: Readonly<Record<string, string>> = {
    uuid: 'gen_random_uuid()',
    text: `'text of ${allianceId}'`,
    bytea: `'\\x00'`,
    jsonb: `'{}'`,
    bool: 'true',
    date: `'2026-11-23'`,
    timestamptz: `'2026-11-23T08:00:00Z'`,
    _text: `'{}'`,
    _uuid: `'{}'`,
    _int4: `'{}'`,
    _float4: `'{}'`,
  };
  return samples[type] ?? '1';
}

/** Runs statements as the app role in the scope of one alliance (null: none was set) and rolls back. */
async function within<T>(allianceId: string | null, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    if (allianceId !== null) await app.query(`select set_config('app.alliance_id', $1, true)`, [allianceId]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

async function countsByTable(allianceId: string | null): Promise<Map<string, string[]>> {
  const seen = new Map<string, string[]>();
  await within(allianceId, async () => {
    for (const table of tables) {
      const { rows } = await app.query<{ id: string }>(`select alliance_id as id from ${table} order by 1`);
      seen.set(
        table,
        rows.map(({ id }) => id),
      );
    }
  });
  // Which alliances exist is public: it is read before one is known.
  seen.delete('alliance');
  return seen;
}

function everyTable(ids: readonly string[]): Map<string, readonly string[]> {
  return new Map(tables.filter((table) => table !== 'alliance').map((table) => [table, ids]));
}

describe('the app role, whatever statement it is made to run', () => {
  test('sees nothing without an alliance', async () => {
    expect(tables.length).toBeGreaterThan(50);
    expect(await countsByTable(null)).toEqual(everyTable([]));
    expect(await countsByTable('')).toEqual(everyTable([]));
  });

  test('sees nothing of two others from a third', async () => {
    expect(await countsByTable(elsewhere)).toEqual(everyTable([]));
  });

  test('sees its own rows and no other', async () => {
    expect(await countsByTable(here)).toEqual(everyTable([here]));
  });

  test('changes and deletes no row of another', async () => {
    const touched: string[] = [];
    for (const table of tables) {
      for (const statement of [`update ${table} set alliance_id = alliance_id`, `delete from ${table}`]) {
        const count = await within(here, () => tryCount(`${statement} where alliance_id = '${there}'`));
        if (count > 0) touched.push(statement);
      }
    }
    expect(touched).toEqual([]);
  });

  test('writes no row into another, and moves none there', async () => {
    const written: string[] = [];
    for (const table of tables) {
      const copy = `insert into ${table} select (r).* from (
        select jsonb_populate_record(t, '{"alliance_id": "${there}"}') as r from ${table} t) copies`;
      for (const statement of [copy, `update ${table} set alliance_id = '${there}'`]) {
        if ((await within(here, () => tryCount(statement))) > 0) written.push(statement);
      }
    }
    expect(written).toEqual([]);
  });

  test('cannot become anything greater', async () => {
    for (const statement of [
      'alter table shop disable row level security',
      'drop policy one_alliance on shop',
      'create table sideways (x int)',
    ]) {
      expect(await within(here, () => tryCount(statement))).toBe(-1);
    }
    // Allowed, but then every read of a walled table is an error.
    const read = within(here, async () => {
      await app.query('set local row_security = off');
      return app.query('select * from shop');
    });
    await expect(read).rejects.toThrow('row-level security');
  });
});

/** How many rows a statement touched; -1 when the database refused it. */
async function tryCount(statement: string): Promise<number> {
  await app.query('savepoint attempt');
  try {
    return (await app.query(statement)).rowCount ?? 0;
  } catch (error) {
    const { code } = error as { code: string };
    // 42501: insufficient privilege, which is also what a policy's check answers.
    if (code !== '42501') throw error;
    await app.query('rollback to savepoint attempt');
    return -1;
  }
}
