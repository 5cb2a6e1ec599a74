import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** Tables are typed where they are used: statements are `sql` templates with a row type, so the schema type is empty. */
type NoTables = Record<string, never>;
export type Connections = Kysely<NoTables>;

/** int8 arrives as bigint: every one of ours is fen or a count that may be large. */
const int8Oid = 20;
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8Oid && format !== 'binary') return BigInt;
    return pg.types.getTypeParser(oid, format);
  },
};

export type DbRole = 'app' | 'system' | 'owner';

export interface PoolOptions {
  readonly url: string;
  readonly role: DbRole;
  readonly maxConnections: number;
  /** A crash may lose the last commits, never a part of one: for bulk work that is done again after a crash. */
  readonly relaxedCommit?: boolean;
  /** False when the login may not `set role` (a single-role server): row-level security is then bypassed by owners. */
  readonly separateRoles: boolean;
}

/** Statements that outlive this are cancelled by the server: no request waits longer. */
const statementTimeoutMs = 30_000;

export function openPool(options: PoolOptions): { pool: pg.Pool; connections: Connections } {
  const settings = [`-c statement_timeout=${statementTimeoutMs}`, '-c timezone=UTC'];
  if (options.separateRoles && options.role !== 'owner') settings.push(`-c role=lianbo_${options.role}`);
  if (options.relaxedCommit) settings.push('-c synchronous_commit=off');
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    options: settings.join(' '),
    application_name: `lianbo-${options.role}`,
    types,
  });
  // An idle connection that dies (a restarted server) is replaced by the pool; without a listener Node would exit.
  pool.on('error', () => {});
  return { pool, connections: new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) }) };
}
