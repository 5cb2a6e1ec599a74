import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../test/worlds/database.ts';
import { checkSql, readTableOwners } from './sql-check.ts';
import { findStatements } from './sql-statements.ts';

let database: FreshDatabase;
let client: Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table egg (id int primary key, fen bigint); create table tissue (id int)');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const owners = new Map([
  ['egg', 'catalog'],
  ['tissue', 'stock'],
]);

async function faultsOf(
  body: string,
  path = 'src/domains/catalog/store/read.ts',
): Promise<readonly string[]> {
  const { faults } = await checkSql(client, [{ path, text: body }], owners);
  return faults;
}

test('a statement that the database can prepare passes', async () => {
  expect(
    await faultsOf('sql<Row>`/* catalog.read-egg */ select fen from egg where id = ${id}`.execute(tx);'),
  ).toEqual([]);
});

test('a missing column is found, with its place', async () => {
  const [fault] = await faultsOf(
    '\nsql`/* catalog.read-egg */ select yuan from egg where id = ${id}`.execute(tx);',
  );
  expect(fault).toMatch(
    /^src\/domains\/catalog\/store\/read\.ts:2 catalog\.read-egg: column "yuan" does not exist near "yuan/,
  );
});

test('both forms of a conditional fragment are prepared', async () => {
  const body = (column: string): string =>
    'sql`/* catalog.find */ select id from egg ${cheap ? sql`where fen < ${max}` : sql`where ' +
    column +
    ' > ${max}`}`;';
  expect(await faultsOf(body('fen'))).toEqual([]);
  expect(await faultsOf(body('jiao'))).toHaveLength(1);
});

test('fragments that a constant holds or a function returns are written out', async () => {
  const body = (column: string): string =>
    `const wanted = sql\`${column} > \${min}\`;\nfunction page(n) { return sql\`limit \${n}\`; }\n` +
    'sql`/* catalog.find */ select id from egg where ${wanted} ${page(3)}`;';
  expect(await faultsOf(body('fen'))).toEqual([]);
  expect(await faultsOf(body('jiao'))).toHaveLength(1);
});

test('text that is only known when it runs needs a reason', async () => {
  const body = 'sql`/* catalog.sort */ select id from egg order by ${sql.ref(column)}`;';
  expect((await faultsOf(body))[0]).toContain('sql.ref is not known before it runs');
  expect(await faultsOf(`// sql-check: the column comes from a fixed list\n${body}`)).toEqual([]);
  expect(await faultsOf(`// sql-check:\n${body}`)).toHaveLength(1);
});

test('names are there, unique, and carry their domain', async () => {
  expect((await faultsOf('sql`select 1`.execute(tx);'))[0]).toContain('begins with a comment naming it');
  expect((await faultsOf('sql`/* stock.read */ select 1`;'))[0]).toContain('the name begins with "catalog."');
  const twins = 'sql`/* catalog.read */ select 1`;\nsql`/* catalog.read */ select 2`;';
  expect((await faultsOf(twins))[0]).toContain('the name is taken by src/domains/catalog/store/read.ts:1');
});

test('a store, and all of insight, stay off the tables of others', async () => {
  const body = (domain: string): string =>
    `sql\`/* ${domain}.read */ select id from egg join tissue using (id)\`;`;
  expect((await faultsOf(body('catalog')))[0]).toContain('tissue belongs to stock: ask its door');
  expect(await faultsOf(body('insight'), 'src/domains/insight/views/read.ts')).toHaveLength(2);
});

test('a fragment is no statement', () => {
  expect(findStatements('a.ts', 'const where = sql`fen > ${min}`;')).toEqual([]);
});

test('the tables of a domain are those that its migration creates', () => {
  expect(readTableOwners().get('outbox')).toBeUndefined();
});
