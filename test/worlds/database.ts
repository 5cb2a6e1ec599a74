import { inject } from 'vitest';
import { databaseUrl, dropDatabase, withClient } from './server.ts';
import { cloneTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A login that may create databases on the server under test. */
    serverUrl: string;
    /** The migrated database that every test file gets a copy of. */
    templateName: string;
  }
}

export interface FreshDatabase {
  /** As for DATABASE_URL. */
  readonly url: string;
  /** Closes every connection to the database and deletes it. */
  drop(): Promise<void>;
}

/** A database of its own with every migration applied and no row in it: about 60 ms, meant for once per test file. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const serverUrl = inject('serverUrl');
  const name = await cloneTemplate(serverUrl, inject('templateName'));
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => withClient(serverUrl, (client) => dropDatabase(client, name)),
  };
}
