import { createHash, randomBytes } from 'node:crypto';
import { migrate, readMigrations } from '../../src/engines/db/migrate.ts';
import { clonePrefix, databaseUrl, dropDatabase, withClient } from './server.ts';

/** Held on the server's own database while a template is made: runs that share a server make it once. */
const templateLock = 5_417_803;

/**
 * Makes sure that the server has a migrated template and returns its name. The name carries a hash of the migrations,
 * so a run with other migrations gets another template and the next run with the same ones finds it.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sha256 } of readMigrations()) hash.update(`${name} ${sha256}\n`);
  const template = `lianbo_template_${hash.digest('hex').slice(0, 12)}`;
  await withClient(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await dropDatabase(client, draft);
    await client.query(`create database ${draft}`);
    await migrate(databaseUrl(serverUrl, draft));
    await client.query(`alter database ${draft} with allow_connections false`);
    await client.query(`alter database ${draft} rename to ${template}`);
  });
  return template;
}

/** Copies the template; returns the name of the copy, which carries its birth so that it can be swept up later. */
export async function cloneTemplate(serverUrl: string, template: string): Promise<string> {
  const name = `${clonePrefix}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`;
  await withClient(serverUrl, (client) => client.query(`create database ${name} template ${template}`));
  return name;
}
