import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ensureRoles } from './roles.ts';

/** Any number that nothing else locks: held while migrating, so that two starting nodes do it one after the other. */
const migrationLock = 5_417_802;
const lockTimeoutMs = 120_000;
const namePattern = /^\d{4}_[a-z0-9-]+\.sql$/;

export const migrationsDirectory = join(import.meta.dirname, '..', '..', '..', 'migrations');

export interface MigrateOptions {
  readonly log?: (line: string) => void;
  /** Only tests use another folder. */
  readonly directory?: string;
}

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/** The migrations of a folder in the order in which they run; throws for a file that is not called NNNN_name.sql. */
export function readMigrations(directory = migrationsDirectory): Migration[] {
  return readdirSync(directory)
    .sort()
    .map((name) => {
      if (!namePattern.test(name)) throw new Error(`migrations/${name} is not called NNNN_name.sql`);
      const text = readFileSync(join(directory, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}

/**
 * Brings a database forward: creates the roles when it may, then applies every migration not yet recorded, each in its
 * own transaction. Throws when a recorded file changed, is gone, or would run behind one that is already applied.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const migrations = readMigrations(options.directory);
  const client = new Client({ connectionString: url, application_name: 'lianbo migrate' });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${lockTimeoutMs}`);
    await client.query('/* migrate.lock */ select pg_advisory_lock($1)', [migrationLock]);
    await client.query('reset lock_timeout');
    await ensureRoles(client);
    const waiting = await findWaiting(client, migrations);
    for (const migration of waiting) {
      await apply(client, migration);
      options.log?.(`Migrated ${migration.name}`);
    }
    return { applied: waiting.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

async function findWaiting(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query(
    `/* migrate.ledger */ create table if not exists schema_migration (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<{ name: string; sha256: string }>(
    '/* migrate.recorded */ select name, sha256 from schema_migration order by name',
  );
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, sha256 } of rows) {
    const file = files.get(name);
    if (!file)
      throw new Error(`This database was migrated by a newer Lianbo: it has ${name}, which is not here`);
    if (file.sha256 !== sha256) {
      throw new Error(
        `migrations/${name} was changed after this database applied it: add a new migration instead`,
      );
    }
    files.delete(name);
  }
  const newest = rows.at(-1)?.name ?? '';
  const waiting = [...files.values()];
  const late = waiting.find(({ name }) => name < newest);
  if (late)
    throw new Error(`migrations/${late.name} would run behind ${newest}, which this database already has`);
  return waiting;
}

async function apply(client: Client, { name, text, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('/* migrate.record */ insert into schema_migration (name, sha256) values ($1, $2)', [
      name,
      sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migrations/${name} failed: ${(error as Error).message}${lineOf(text, error)}`, {
      cause: error,
    });
  }
}

function lineOf(text: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position ? ` (line ${text.slice(0, position).split('\n').length})` : '';
}
