import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/engines/db/embedded/start-embedded.ts';

export interface TestServer {
  /** A login that may create databases. */
  readonly url: string;
  stop(): Promise<void>;
}

export const clonePrefix = 'lianbo_test_';
const cloneAgeMaxMs = 2 * 3600 * 1000;
/** Creating a database waits for another that copies the same template; more than a queue of forks is a hang. */
const adminTimeoutMs = 30_000;

/** The server that TEST_DATABASE_URL names, else an embedded one on a folder of its own. */
export async function openServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'lianbo-test-'));
  // Started by root, PostgreSQL itself runs as another user and has to get in.
  chmodSync(dataDir, 0o755);
  const forget = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await startEmbedded({ dataDir });
    return { url: server.url, stop: () => server.stop().then(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

/** Runs one piece of work on a connection of its own, so that a test file holds none while it runs. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'lianbo test',
    statement_timeout: adminTimeoutMs,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and login, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
}

/** Deletes the copies of runs that were killed before they could. A run may share the server with others. */
export async function dropStaleClones(client: Client, nowMs: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where starts_with(datname, $1)`,
    [clonePrefix],
  );
  for (const { name } of rows) {
    const madeAtMs = Number.parseInt(name.slice(clonePrefix.length).split('_')[0] ?? '', 36);
    if (nowMs - madeAtMs > cloneAgeMaxMs) await dropDatabase(client, name);
  }
}
