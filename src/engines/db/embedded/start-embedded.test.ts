import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from './processes.ts';
import { eventually, scratchFolder } from './scratch.ts';
import { startEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from './start-embedded.ts';

async function start(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, ...options });
  onTestFinished(() => database.stop());
  return database;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function kill9(pid: number): void {
  process.kill(pid, 'SIGKILL');
}

/** Another Node that starts the database of the folder, reports it and then waits to be killed. */
async function startInAnotherNode(
  dataDir: string,
): Promise<{ nodePid: number; postmasterPid: number; url: string }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'start-embedded.ts'))};
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ pid: database.pid, url: database.url }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
    child.once('exit', (code) => reject(new Error(`the other Node ended with ${code}`)));
  });
  const { pid, url } = JSON.parse(line) as { pid: number; url: string };
  return { nodePid: child.pid ?? 0, postmasterPid: pid, url };
}

test('makes a durable cluster, keeps it over a clean stop, and holds the folder alone', async () => {
  const dataDir = scratchFolder();
  const first = await startEmbedded({ dataDir });
  await query(first.url, 'create table egg (id int); insert into egg values (1)');
  const settings = await query(
    first.url,
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listen,
       current_setting('server_encoding') as encoding`,
  );
  expect(settings).toEqual([{ fsync: 'on', listen: '', encoding: 'UTF8' }]);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  expect(existsSync(join(dataDir, 'lianbo.lock'))).toBe(false);
  const second = await start(dataDir);
  expect(await query(second.url, 'select id from egg')).toEqual([{ id: 1 }]);
});

test('a second Lianbo on the same folder is refused with one sentence', async () => {
  const dataDir = scratchFolder();
  const { nodePid, postmasterPid } = await startInAnotherNode(dataDir);
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    `Another Lianbo (process ${nodePid}) already uses`,
  );
  expect(isAlive(postmasterPid)).toBe(true);
  kill9(nodePid);
  await eventually(() => start(dataDir));
});

test('after a kill -9 of Node the next start takes the running postmaster over and looks after it', async () => {
  const dataDir = scratchFolder();
  const other = await startInAnotherNode(dataDir);
  await query(other.url, 'create table egg (id int); insert into egg values (1)');
  kill9(other.nodePid);
  await eventually(() => expect(isAlive(other.nodePid)).toBe(false));
  expect(isAlive(other.postmasterPid)).toBe(true);
  const database = await start(dataDir);
  expect(database.pid).toBe(other.postmasterPid);
  expect(database.url).toBe(other.url);
  kill9(database.pid);
  await eventually(() => expect(database.restarts).toBe(1));
  expect(await query(database.url, 'select id from egg')).toEqual([{ id: 1 }]);
  expect(database.pid).not.toBe(other.postmasterPid);
});

test('after a kill -9 of the postmaster it is started again and the pool reconnects, nothing committed is lost', async () => {
  const database = await start(scratchFolder());
  const pool = new Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => {});
  onTestFinished(() => pool.end());
  await pool.query('create table egg (id int); insert into egg values (1)');
  const killed = database.pid;
  kill9(killed);
  await eventually(() => expect(database.restarts).toBe(1));
  const { rows } = await eventually(() => pool.query('select id from egg'));
  expect(rows).toEqual([{ id: 1 }]);
  expect(database.pid).not.toBe(killed);
});

test('after a kill -9 of Node and postmaster together the next start recovers', async () => {
  const dataDir = scratchFolder();
  const other = await startInAnotherNode(dataDir);
  await query(other.url, 'create table egg (id int); insert into egg values (1)');
  kill9(other.nodePid);
  kill9(other.postmasterPid);
  const database = await eventually(() => start(dataDir));
  expect(await query(database.url, 'select id from egg')).toEqual([{ id: 1 }]);
});

test('a server that dies again and again is given up', async () => {
  const errors: Error[] = [];
  const lines: string[] = [];
  const database = await start(scratchFolder(), {
    onGiveUp: (error) => void errors.push(error),
    log: (line) => void lines.push(line),
  });
  for (let death = 0; death <= 5; death += 1) {
    await eventually(() => query(database.url, 'select 1'));
    await eventually(() => expect(database.restarts).toBe(death));
    kill9(database.pid);
  }
  await eventually(() => expect(errors).toHaveLength(1));
  expect(errors[0]?.message).toBe('PostgreSQL died 5 times within minutes');
  expect(lines.at(-1)).toMatch(/^PostgreSQL is given up: .*postgres\.log$/);
}, 40_000);

test('a pid file that names a stranger, and a cluster half made, do not block the start', async () => {
  const dataDir = scratchFolder();
  mkdirSync(join(dataDir, 'postgres.draft'));
  writeFileSync(join(dataDir, 'postgres.draft', 'PG_VERSION'), '18');
  const first = await startEmbedded({ dataDir });
  const pidFile = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.ppid)));
  const second = await start(dataDir);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('what keeps PostgreSQL from starting is said in its own words, at once', async () => {
  const dataDir = scratchFolder();
  const first = await startEmbedded({ dataDir });
  await first.stop();
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17');
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    /does not start: .*not compatible with this version/s,
  );
  expect(existsSync(join(dataDir, 'lianbo.lock'))).toBe(false);
});
