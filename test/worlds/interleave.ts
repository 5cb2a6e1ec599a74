import { Client } from 'pg';
import type { Reader, Tx } from '../../src/engines/db/tx.ts';
import { onStatements } from './count-statements.ts';

/** One side of a race: work for a transaction of its own. */
export type Side<T> = (tx: Tx) => Promise<T>;

/** Runs work in a transaction; what it answers is kept, a refusal too. */
export type Begin = <T>(work: Side<T>) => Promise<T>;

export interface Interleaving<A, B> {
  /** The statement after which the first side stood still while the second ran as far as it could. */
  readonly pausedAfter: string;
  readonly first: PromiseSettledResult<A>;
  readonly second: PromiseSettledResult<B>;
}

const lookEveryMs = 2;

/**
 * Every way in which a second transaction can come in between the statements of a first one. The pause points are the
 * names that all statements carry, so the product needs none of its own. At each of them the first side waits until
 * the second has finished or waits for a lock, then goes on.
 *
 * @param url of the database, to see who waits
 * @param prepare makes what the two fight for, anew for every interleaving
 */
export async function interleave<W, A, B>(
  { url, begin }: { readonly url: string; readonly begin: Begin },
  prepare: () => Promise<W>,
  first: (world: W) => Side<A>,
  second: (world: W) => Side<B>,
  judge: (one: Interleaving<A, B>, world: W) => Promise<void>,
): Promise<number> {
  const inspector = new Client({ connectionString: url });
  await inspector.connect();
  try {
    for (let at = 1; ; at += 1) {
      const world = await prepare();
      const pause = pauseAfter(at);
      const running = settled(begin((tx) => first(world)(pause.watch(tx))));
      await Promise.race([pause.reached, running]);
      if (pause.name() === null) return at - 1;
      const other = settled(begin(second(world)));
      await standsStill(other, inspector);
      pause.resume();
      const [one, two] = await Promise.all([running, other]);
      await judge({ pausedAfter: pause.name()!, first: one, second: two }, world);
    }
  } finally {
    await inspector.end();
  }
}

/** Stands still after the n-th statement of the transaction, once: a repeat after a deadlock runs through. */
function pauseAfter(count: number) {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let seen = 0;
  let name: string | null = null;
  return {
    reached: reached.promise,
    resume: () => gate.resolve(),
    name: () => name,
    watch: <R extends Reader>(handle: R): R =>
      onStatements(handle, async (statement) => {
        seen += 1;
        if (seen !== count) return;
        name = statement;
        reached.resolve();
        await gate.promise;
      }),
  };
}

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

/** Until the work is done or somebody in this database waits for a lock. */
async function standsStill(work: Promise<unknown>, inspector: Client): Promise<void> {
  let isDone = false;
  void work.then(() => (isDone = true));
  while (!isDone) {
    const { rowCount } = await inspector.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
