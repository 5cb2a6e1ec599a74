import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { chooseDataDir } from './data-dir.ts';
import { lockExclusively } from './exclusive-lock.ts';
import { initCluster, superuser } from './init-cluster.ts';
import type { PidFile } from './pid-file.ts';
import { makeDataDir, preparePlace, type Place } from './place.ts';
import { supervise } from './supervise.ts';

export interface EmbeddedOptions {
  /** Default: chooseDataDir(), that is LIANBO_DATA or a folder that suits. */
  readonly dataDir?: string;
  readonly log?: (line: string) => void;
  /** Called when the server died so often that it is not started again: the application should end. */
  readonly onGiveUp?: (error: Error) => void;
}

export interface EmbeddedDatabase {
  /** For pg, psql and everything that takes a DATABASE_URL; stays the same when the server is started again. */
  readonly url: string;
  readonly dataDir: string;
  /** The postmaster of this moment. */
  readonly pid: number;
  /** How often it has been started again since startEmbedded returned. */
  readonly restarts: number;
  /** Clean shutdown, then the lock of the data folder is free. */
  stop(): Promise<void>;
}

const databaseName = 'lianbo';

/**
 * Starts the PostgreSQL that npm brought along, or takes over the one that a killed Node left behind, and keeps it
 * running. Throws one sentence when another Lianbo holds the data folder, when the platform has no binary, or with
 * PostgreSQL's own reason when it does not start.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => {});
  const dataDir = options.dataDir ?? chooseDataDir();
  makeDataDir(dataDir);
  const unlock = lockExclusively(dataDir);
  try {
    const place = preparePlace(dataDir);
    await initCluster(place, log);
    const supervisor = await supervise(place, log, options.onGiveUp);
    const url = connectionUrl(place, supervisor.server, databaseName);
    await ensureDatabase(connectionUrl(place, supervisor.server, 'postgres'));
    return {
      url,
      dataDir,
      get pid() {
        return supervisor.server.pid;
      },
      get restarts() {
        return supervisor.restarts;
      },
      async stop() {
        await supervisor.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function connectionUrl(place: Place, server: PidFile, database: string): string {
  if (server.socketDir) {
    return `postgres://${superuser}@${encodeURIComponent(server.socketDir)}:${server.port}/${database}`;
  }
  const password = place.passwordFile ? readFileSync(place.passwordFile, 'utf8') : '';
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}`;
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (!rowCount) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
