import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { freshDatabase } from '../../../test/worlds/database.ts';
import { databaseUrl, dropDatabase, withClient } from '../../../test/worlds/server.ts';
import { migrate } from './migrate.ts';
import { databaseRoles } from './roles.ts';

let directory: string;
let names: string[];

async function emptyDatabase(): Promise<string> {
  const name = `lianbo_test_${Date.now().toString(36)}_m${names.length}_${process.pid}`;
  names.push(name);
  await withClient(inject('serverUrl'), (client) => client.query(`create database ${name}`));
  return databaseUrl(inject('serverUrl'), name);
}

function put(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lianbo-migrations-'));
  mkdirSync(directory, { recursive: true });
  names = [];
  put('0001_first.sql', 'create table egg (id int primary key);');
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await withClient(inject('serverUrl'), async (client) => {
    for (const name of names) await dropDatabase(client, name);
  });
});

test('each migration runs once, in order', async () => {
  const url = await emptyDatabase();
  put('0002_second.sql', 'alter table egg add column fen bigint; insert into egg values (1, 250);');
  expect(await migrate(url, { directory })).toEqual({ applied: ['0001_first.sql', '0002_second.sql'] });
  expect(await migrate(url, { directory })).toEqual({ applied: [] });
  put('0003_third.sql', 'create table tissue ();');
  expect(await migrate(url, { directory })).toEqual({ applied: ['0003_third.sql'] });
});

test('a failing migration leaves nothing behind and names its line', async () => {
  const url = await emptyDatabase();
  put('0002_broken.sql', 'create table half (id int);\nselect nothing_like_it;');
  await expect(migrate(url, { directory })).rejects.toThrow(
    /migrations\/0002_broken.sql failed: .*\(line 2\)/,
  );
  const { rows } = await withClient(url, (client) => client.query(`select to_regclass('half') as half`));
  expect(rows).toEqual([{ half: null }]);
});

test('a file that was changed after it was applied is refused', async () => {
  const url = await emptyDatabase();
  await migrate(url, { directory });
  put('0001_first.sql', 'create table egg (id bigint primary key);');
  await expect(migrate(url, { directory })).rejects.toThrow('0001_first.sql was changed after');
});

test('a database of a newer Lianbo, and a migration that comes too late, are refused', async () => {
  const url = await emptyDatabase();
  put('0003_third.sql', 'create table tissue ();');
  await migrate(url, { directory });
  put('0002_late.sql', 'create table late ();');
  await expect(migrate(url, { directory })).rejects.toThrow('0002_late.sql would run behind 0003_third.sql');
  rmSync(join(directory, '0002_late.sql'));
  rmSync(join(directory, '0003_third.sql'));
  await expect(migrate(url, { directory })).rejects.toThrow('migrated by a newer Lianbo');
});

test('nodes that start together migrate one after the other', async () => {
  const url = await emptyDatabase();
  const all = await Promise.all(Array.from({ length: 4 }, () => migrate(url, { directory })));
  expect(all.flatMap(({ applied }) => applied)).toEqual(['0001_first.sql']);
});

test('databases of one cluster migrated together all get the roles', async () => {
  const urls = [await emptyDatabase(), await emptyDatabase(), await emptyDatabase()];
  await Promise.all(urls.map((url) => migrate(url, { directory })));
  const { rows } = await withClient(inject('serverUrl'), (client) =>
    client.query(`select rolname, rolcanlogin from pg_roles where rolname = any($1) order by 1`, [
      databaseRoles,
    ]),
  );
  expect(rows).toEqual(databaseRoles.map((rolname) => ({ rolname, rolcanlogin: false })));
});

test('a login that may not create roles is told what an administrator has to do', async () => {
  const url = await emptyDatabase();
  const login = `lianbo_test_login_${process.pid}`;
  await withClient(inject('serverUrl'), (client) => client.query(`create role ${login} login password 'x'`));
  try {
    await expect(
      withClient(url, async (client) => {
        await client.query(`set role ${login}`);
        const { ensureRoles } = await import('./roles.ts');
        await ensureRoles(client);
      }),
    ).rejects.toThrow(`grant lianbo_app to "${login}"`);
  } finally {
    await withClient(inject('serverUrl'), (client) => client.query(`drop role ${login}`));
  }
});

test('a fresh database has every migration of the project and belongs to one test file', async () => {
  const one = await freshDatabase();
  const other = await freshDatabase();
  expect(await migrate(one.url)).toEqual({ applied: [] });
  await withClient(one.url, (client) => client.query('create table only_here ()'));
  const { rows } = await withClient(other.url, (client) =>
    client.query(`select to_regclass('only_here') as found`),
  );
  expect(rows).toEqual([{ found: null }]);
  await one.drop();
  await other.drop();
});
