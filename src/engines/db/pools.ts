import {
  Kysely,
  PostgresDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryExecutor,
} from 'kysely';
import pg from 'pg';

/** Tables are typed where they are used: statements are `sql` templates with a row type, so the schema type is empty. */
type NoTables = Record<string, never>;

/** One connection at work. Statements sent without waiting for each other run in the order in which they were sent. */
export interface Lent {
  getExecutor(): QueryExecutor;
  /** Runs a plain command and answers its tag ("COMMIT"). */
  command(text: string): Promise<string>;
  /** It is in no state to be used again: close it instead of putting it back. */
  discard(): void;
}

export interface Connections {
  /** A connection for one piece of work, put back afterwards. */
  lend<T>(work: (lent: Lent) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

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

export function openPool(options: PoolOptions): Connections {
  const settings = [`-c statement_timeout=${statementTimeoutMs}`, '-c timezone=UTC'];
  if (options.separateRoles && options.role !== 'owner') settings.push(`-c role=lianbo_${options.role}`);
  if (options.relaxedCommit) settings.push('-c synchronous_commit=off');
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    options: settings.join(' '),
    application_name: `lianbo-${options.role}`,
    types,
    pipeline: true,
  });
  // An idle connection that dies (a restarted server) is replaced by the pool; without a listener Node would exit.
  pool.on('error', () => {});
  const executor = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) }).getExecutor();
  return {
    async lend(work) {
      const client = await pool.connect();
      const connection = connectionOf(client);
      let isDiscarded = false;
      // A connection that is lost fails the statements that wait on it; without a listener Node would exit as well.
      const ignore = (): void => undefined;
      client.on('error', ignore);
      const lent: Lent = {
        getExecutor: () =>
          executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }),
        command: async (text) => (await client.query(text)).command,
        discard: () => void (isDiscarded = true),
      };
      try {
        return await work(lent);
      } finally {
        client.release(isDiscarded);
        client.off('error', ignore);
      }
    },
    close: () => pool.end(),
  };
}

/** kysely's own connection lets one statement run at a time; on a pipelined one they may follow each other. */
function connectionOf(client: pg.PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      const answer = await client.query<R & pg.QueryResultRow>(sql, [...parameters]);
      const { rows, rowCount } = answer;
      return rowCount === null ? { rows } : { rows, numAffectedRows: BigInt(rowCount) };
    },
    streamQuery() {
      throw new Error('No statement of ours streams: lists have a bound');
    },
  };
}
