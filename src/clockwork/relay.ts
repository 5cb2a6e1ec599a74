import type { Logger } from 'pino';
import type { Funnel } from '../engines/db/funnel.ts';
import {
  claimFact,
  everyAlliance,
  findWaitingFacts,
  markFailed,
  markRelayed,
  type WaitingFact,
} from '../engines/db/relay-store.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { AfterCommit, Subscriber } from './subscriber.ts';

/** Facts read at a time. */
const batchSize = 200;
/** Aggregates handled side by side: enough to fill the waits for the database, few enough to leave it to the doors. */
const lanes = 4;
/** A failing fact is tried again after 1, 2, 4 … seconds, at most five minutes apart, for as long as it takes. */
const retrySecondsMax = 300;
const errorTextMax = 500;

export interface RelayDeps {
  /** Role system: reads and marks the outbox of every alliance. */
  readonly system: Funnel;
  /** Role app: what subscribers work with. */
  readonly funnel: Funnel;
  readonly subscribers: readonly Subscriber[];
  readonly logger: Pick<Logger, 'error'>;
}

/**
 * Takes one batch of waiting facts to every subscriber of their kind and returns how many were relayed. Each subscriber
 * has its own transaction, in which the fact is also marked as taken by it: a crash before the mark on the outbox
 * repeats nothing. A fact that fails blocks only its own aggregate.
 */
export async function relayBatch(deps: RelayDeps): Promise<number> {
  const facts = await deps.system.read(everyAlliance, (db) => findWaitingFacts(db, batchSize));
  const queues = [...Map.groupBy(facts, aggregateOf).values()];
  const relayed: WaitingFact[] = [];
  async function work(): Promise<void> {
    for (let queue = queues.shift(); queue; queue = queues.shift())
      relayed.push(...(await relayQueue(deps, queue)));
  }
  await Promise.all(Array.from({ length: lanes }, work));
  if (relayed.length > 0) await deps.system.transact(everyAlliance, (tx) => markRelayed(tx, relayed));
  return relayed.length;
}

/** Relays until nothing waits but facts that failed: for simulations and tests that need the news to have arrived. */
export async function drainFacts(deps: RelayDeps): Promise<void> {
  while ((await relayBatch(deps)) > 0);
}

function aggregateOf(fact: WaitingFact): string {
  return `${fact.allianceId} ${fact.aggregate} ${fact.aggregateId}`;
}

/** The facts of one aggregate, one after the other up to the first failure. */
async function relayQueue(deps: RelayDeps, queue: readonly WaitingFact[]): Promise<WaitingFact[]> {
  const relayed: WaitingFact[] = [];
  for (const fact of queue) {
    const takers = deps.subscribers.filter(({ kinds }) => kinds.includes(fact.kind));
    const taken = await Promise.allSettled(takers.map((subscriber) => take(deps, subscriber, fact)));
    const failed = taken.flatMap((one, i) =>
      one.status === 'rejected' ? [{ reason: one.reason as unknown, subscriber: takers[i]!.name }] : [],
    );
    if (failed.length > 0) {
      await complain(deps, fact, failed);
      break;
    }
    relayed.push(fact);
  }
  return relayed;
}

async function take(deps: RelayDeps, subscriber: Subscriber, fact: WaitingFact): Promise<void> {
  const afterCommit: AfterCommit | void = await deps.funnel.transact(
    { allianceId: fact.allianceId, actor: null },
    async (tx) => {
      if (await claimFact(tx, subscriber.name, fact.factId)) return subscriber.handle(tx, fact);
    },
  );
  afterCommit?.();
}

async function complain(
  { system, logger }: RelayDeps,
  fact: WaitingFact,
  failed: readonly { reason: unknown; subscriber: string }[],
): Promise<void> {
  for (const { reason, subscriber } of failed)
    logger.error(
      { err: reason, subscriber, kind: fact.kind, factId: fact.factId, attempts: fact.attempts + 1 },
      'fact failed',
    );
  const error = failed.map(({ reason, subscriber }) => `${subscriber}: ${String(reason)}`).join('; ');
  const waitSeconds = Math.min(retrySecondsMax, 2 ** fact.attempts);
  await system.transact(everyAlliance, (tx) =>
    markFailed(tx, fact, { error: error.slice(0, errorTextMax), retryAt: addSeconds(tx.now, waitSeconds) }),
  );
}
