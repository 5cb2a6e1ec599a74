import type { QueryExecutorProvider } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';

/** For whom a statement runs: one alliance, and the person asking (null for public doors and background work). */
export interface Scope {
  readonly allianceId: string;
  readonly actor: Actor | null;
}

/** What views take: a scoped connection that can run `sql` statements. `now` is read once per request. */
export interface Reader extends QueryExecutorProvider, Scope {
  readonly now: Date;
}

/**
 * What acts and stores take: a scoped, open transaction with its own single reading of the clock.
 * Using it after the transaction has ended throws.
 */
export interface Tx extends Reader {
  readonly writable: true;
  /** A fresh uuidv7. */
  newId(): string;
  /** Where `enqueue` writes. */
  readonly jobs: JobSender;
  /** Facts announced in this transaction, for the relay to be woken after the commit. */
  readonly announced: { count: number };
}

/** Work for later, outside the request: plain JSON, not before `runAt`; absent means at once. */
export interface JobRequest {
  readonly queue: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly runAt?: Date;
}

/** Writes jobs with the caller's own transaction: they exist exactly when it commits. */
export interface JobSender {
  send(tx: Tx, jobs: readonly JobRequest[]): Promise<void>;
}
