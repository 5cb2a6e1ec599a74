import type { AfterCommit, Subscriber } from '../clockwork/subscriber.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import { everyAlliance, findWaitingFacts, markRelayed, type WaitingFact } from '../engines/db/relay-store.ts';

/** Facts taken to a domain in one transaction. */
const batchSize = 500;

/**
 * Takes every waiting fact to its subscribers as the relay of the clockwork does, but many in one transaction: nobody
 * else is at work in the simulated past, so nothing has to be claimed, and what fails is a defect and ends the planting.
 */
export async function relayPast(
  { system, app }: { readonly system: Funnel; readonly app: Funnel },
  subscribers: readonly Subscriber[],
): Promise<void> {
  const domains = Map.groupBy(subscribers, ({ name }) => name.split(/[.-]/)[0]!);
  const ordering = domains.get('ordering') ?? [];
  domains.delete('ordering');
  for (;;) {
    const facts = await system.read(everyAlliance, (db) => findWaitingFacts(db, batchSize));
    if (facts.length === 0) return;
    // Orders move first, alone: settlement asks for refunds of the same orders.
    await tell(app, ordering, facts);
    await Promise.all([...domains.values()].map((listeners) => tell(app, listeners, facts)));
    await system.transact(everyAlliance, (tx) => markRelayed(tx, facts));
  }
}

async function tell(
  app: Funnel,
  listeners: readonly Subscriber[],
  facts: readonly WaitingFact[],
): Promise<void> {
  const heard = facts.flatMap((fact) =>
    listeners.filter(({ kinds }) => kinds.includes(fact.kind)).map((listener) => ({ listener, fact })),
  );
  for (const [allianceId, own] of Map.groupBy(heard, ({ fact }) => fact.allianceId)) {
    const after = await app.transact({ allianceId, actor: null }, async (tx) => {
      const last: AfterCommit[] = [];
      for (const { listener, fact } of own) {
        const done = await listener.handle(tx, fact);
        if (done) last.push(done);
      }
      return last;
    });
    for (const done of after) done();
  }
}
