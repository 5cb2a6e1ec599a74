import type { RelayedFact } from '../engines/db/outbox.ts';
import type { Tx } from '../engines/db/tx.ts';

/** Runs once the handler's transaction is committed; not repeated after a crash, so only for news that may be lost. */
export type AfterCommit = () => void;

/** Someone above who wants to know. */
export interface Subscriber {
  /** Unique and never renamed: `handled_fact` remembers by it which facts were taken. */
  readonly name: string;
  /** Kinds of facts it takes. */
  readonly kinds: readonly string[];
  /**
   * Takes one fact in a transaction of its own, in the scope of the fact's alliance without an actor. The facts of one
   * aggregate come in order, each exactly once as far as the database is concerned. A throw rolls back and is tried
   * again later; until then the aggregate waits.
   */
  handle(tx: Tx, fact: RelayedFact): Promise<void | AfterCommit>;
}
