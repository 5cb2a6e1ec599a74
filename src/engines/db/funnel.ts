import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { newId } from '../ids.ts';
import { noJobs } from '../jobs/port.ts';
import { claimKey, keepAnswer } from './idempotency.ts';
import { openPool, type Connections, type Lent, type PoolOptions } from './pools.ts';
import type { JobSender, Reader, Scope, Tx } from './tx.ts';

/** Serialisation failure and deadlock: the only errors worth repeating as they are. */
const retryable = new Set(['40001', '40P01']);
const maxAttempts = 3;
const retryJitterMs = 20;

export interface OnceKey {
  /** The endpoint or job that is being repeated. */
  readonly operation: string;
  readonly key: string;
  /** Hashed: the same key with another input is refused. */
  readonly input: unknown;
}

export interface TransactOptions {
  readonly once?: OnceKey;
  /** Everything runs, nothing is kept. */
  readonly dryRun?: boolean;
}

/** The one place where connections become scoped readers and transactions. Only edge and clockwork hold one. */
export interface Funnel {
  /** A scoped connection without a transaction. */
  read<T>(scope: Scope, work: (db: Reader) => Promise<T>): Promise<T>;
  /** A scoped transaction: commit on return, roll back on throw, retry serialisation failures. */
  transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: TransactOptions): Promise<T>;
  close(): Promise<void>;
}

export interface FunnelOptions extends PoolOptions {
  readonly clock: Clock;
  readonly jobs?: JobSender;
  /** Called after each commit that announced facts, to wake the relay. '' when they may be of any alliance. */
  readonly onAnnounced?: (allianceId: string) => void;
}

export function openFunnel(options: FunnelOptions): Funnel {
  const connections = openPool(options);
  return {
    read: (scope, work) => read(connections, options, scope, work),
    transact: (scope, work, how) => withRetry(() => transact(connections, options, scope, work, how ?? {})),
    close: () => connections.close(),
  };
}

async function read<T>(
  connections: Connections,
  { clock }: FunnelOptions,
  scope: Scope,
  work: (db: Reader) => Promise<T>,
): Promise<T> {
  return connections.lend(async (connection) => {
    const scoped = sql`/* funnel.scope-reader */ select set_config('app.alliance_id', ${scope.allianceId}, false)`;
    const handle = revocable(connection);
    try {
      // Sent ahead without waiting: what follows on this connection runs after it, and is lost if it fails.
      const scoping = scoped.execute(connection);
      const reading = async () => work({ ...scope, now: clock.now(), getExecutor: handle.getExecutor });
      const [answer] = await Promise.all([reading(), scoping]);
      return answer;
    } finally {
      handle.revoke();
    }
  });
}

async function transact<T>(
  connections: Connections,
  options: FunnelOptions,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  { once, dryRun = false }: TransactOptions,
): Promise<T> {
  const announced = { count: 0 };
  const answer = await connections.lend(async (connection) => {
    const scoped = sql`/* funnel.scope-transaction */ select set_config('app.alliance_id', ${scope.allianceId}, true)`;
    await Promise.all([connection.command('begin'), scoped.execute(connection)]);
    const handle = revocable(connection);
    try {
      const { clock, jobs = noJobs } = options;
      const { getExecutor } = handle;
      const tx: Tx = { ...scope, now: clock.now(), writable: true, newId, jobs, announced, getExecutor };
      const result = once ? await runOnce(tx, once, work) : await work(tx);
      handle.revoke();
      const done = await connection.command(dryRun ? 'rollback' : 'commit');
      // The server answers a commit so when a statement failed and its error was swallowed.
      if (done === 'ROLLBACK' && !dryRun)
        throw new Error('A failed statement was overlooked: nothing is kept');
      return result;
    } catch (error) {
      handle.revoke();
      // A lost connection has rolled back by itself; what went wrong first is what the caller needs to know.
      await connection.command('rollback').catch(connection.discard);
      throw error;
    }
  });
  if (announced.count > 0 && !dryRun) options.onAnnounced?.(scope.allianceId);
  return answer;
}

/** Two requests with one key: the second waits for the first's commit, then gets its answer without doing the work. */
async function runOnce<T>(tx: Tx, once: OnceKey, work: (tx: Tx) => Promise<T>): Promise<T> {
  const inputHash = createHash('sha256').update(canonicalJson(once.input)).digest('hex');
  const owner = tx.actor?.memberId ?? 'public';
  const earlier = await claimKey(tx, { owner, operation: once.operation, key: once.key, inputHash });
  if (earlier) {
    if (earlier.inputHash !== inputHash) throw new Refusal('idempotency-key-reused', {}, 'Idempotency-Key');
    return reviveBigints(earlier.answer) as T;
  }
  const result = await work(tx);
  await keepAnswer(tx, { owner, operation: once.operation, key: once.key, answer: markBigints(result) });
  return result;
}

function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === 'bigint') return inner.toString();
      if (inner && typeof inner === 'object' && !Array.isArray(inner)) {
        return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
      }
      return inner;
    }) ?? 'null'
  );
}

/** Answers are kept as JSON; bigints and dates carry a mark so that the repeated answer equals the first one. */
function markBigints(value: unknown): string {
  const mark = (inner: unknown): unknown => {
    if (typeof inner === 'bigint') return { $fen: inner.toString() };
    if (inner instanceof Date) return { $at: inner.toISOString() };
    if (Array.isArray(inner)) return inner.map(mark);
    if (inner && typeof inner === 'object') {
      return Object.fromEntries(Object.entries(inner).map(([key, entry]) => [key, mark(entry)]));
    }
    return inner;
  };
  return JSON.stringify(mark(value) ?? null);
}

function reviveBigints(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveBigints);
  if (value && typeof value === 'object') {
    if ('$fen' in value) return BigInt(value.$fen as string);
    if ('$at' in value) return new Date(value.$at as string);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, reviveBigints(entry)]));
  }
  return value;
}

function revocable(connection: Pick<Lent, 'getExecutor'>) {
  let ended = false;
  return {
    getExecutor() {
      if (ended) throw new Error('This transaction or read has already ended: a statement was not awaited');
      return connection.getExecutor();
    },
    revoke() {
      ended = true;
    },
  };
}

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (tries >= maxAttempts || !code || !retryable.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * retryJitterMs * tries));
    }
  }
}
