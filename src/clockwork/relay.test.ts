import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/worlds/database.ts';
import { withClient } from '../../test/worlds/server.ts';
import { openFunnel, type Funnel } from '../engines/db/funnel.ts';
import { newId } from '../engines/ids.ts';
import { announce, type Fact } from '../engines/db/outbox.ts';
import { everyAlliance, pruneRelayed, readRelayFigures } from '../engines/db/relay-store.ts';
import { drainFacts, relayBatch, type RelayDeps } from './relay.ts';
import type { Subscriber } from './subscriber.ts';

let database: FreshDatabase;
let funnel: Funnel;
let system: Funnel;
let now = new Date('2026-11-23T06:00:00Z');
let allianceId: string;

beforeAll(async () => {
  database = await freshDatabase();
  const options = { url: database.url, maxConnections: 6, separateRoles: true, clock: { now: () => now } };
  funnel = openFunnel({ ...options, role: 'app' });
  system = openFunnel({ ...options, role: 'system' });
});
afterAll(async () => {
  await funnel.close();
  await system.close();
  await database.drop();
});
beforeEach(async () => {
  await withClient(database.url, (client) => client.query('truncate outbox, handled_fact, outbox_sequence'));
  allianceId = newId();
});

function fact(kind: string, aggregateId: string, payload = {}): Fact {
  return { kind, aggregate: 'pool', aggregateId, payload };
}
function tell(...facts: Fact[]): Promise<void> {
  return funnel.transact({ allianceId, actor: null }, (tx) => announce(tx, facts));
}
function relayTo(...subscribers: Subscriber[]): RelayDeps {
  return { system, funnel, subscribers, logger: { error: () => undefined } };
}
/** Writes what it takes to `heard`, once its transaction cannot fail any more. */
function listener(heard: string[], name = 'listener', kinds = ['told']): Subscriber {
  return {
    name,
    kinds,
    async handle(_tx, { aggregateId, seq }) {
      return () => void heard.push(`${aggregateId}${seq}`);
    },
  };
}

test('facts reach the subscribers of their kind, once, in the scope of their alliance', async () => {
  const heard: string[] = [];
  const scopes: string[] = [];
  const deps = relayTo(listener(heard), {
    name: 'scoped',
    kinds: ['told', 'other'],
    handle: async (tx) => void scopes.push(tx.allianceId),
  });
  await tell(fact('told', 'a', { fen: '5' }), fact('other', 'b'), fact('unheard', 'c'));
  expect(await relayBatch(deps)).toBe(3);
  expect(await relayBatch(deps)).toBe(0);
  expect(heard).toEqual(['a1']);
  expect(scopes).toEqual([allianceId, allianceId]);
});

test('facts of an aggregate come in the order of their commits, whatever their clocks said', async () => {
  const heard: string[] = [];
  now = new Date('2026-11-23T06:00:10Z');
  await tell(fact('told', 'a'));
  now = new Date('2026-11-23T06:00:00Z');
  await tell(fact('told', 'a'), fact('told', 'a'));
  await drainFacts(relayTo(listener(heard)));
  expect(heard).toEqual(['a1', 'a2', 'a3']);
});

test('a failing fact blocks its aggregate alone, comes again later and is visible meanwhile', async () => {
  const heard: string[] = [];
  const others: string[] = [];
  let isBroken = true;
  const brittle = listener(heard, 'brittle');
  const deps = relayTo(
    {
      ...brittle,
      handle: (tx, told) =>
        isBroken && told.aggregateId === 'a' ? Promise.reject(new Error('broken')) : brittle.handle(tx, told),
    },
    listener(others, 'others'),
  );
  await tell(fact('told', 'a'), fact('told', 'a'), fact('told', 'b'));
  await drainFacts(deps);
  expect(heard).toEqual(['b1']);
  expect(others.toSorted()).toEqual(['a1', 'b1']);
  expect(await system.read(everyAlliance, readRelayFigures)).toMatchObject({ waiting: 2, failed: 1 });

  isBroken = false;
  await drainFacts(deps);
  expect(heard).toEqual(['b1']);
  now = new Date(now.getTime() + 1_000);
  await drainFacts(deps);
  expect(heard).toEqual(['b1', 'a1', 'a2']);
  expect(others.toSorted()).toEqual(['a1', 'a2', 'b1']);
});

test('the pause between attempts doubles up to five minutes', async () => {
  const pauses: number[] = [];
  await tell(fact('told', 'a'));
  const deps = relayTo({ name: 'never', kinds: ['told'], handle: () => Promise.reject(new Error('no')) });
  for (let attempt = 0; attempt < 11; attempt += 1) {
    await relayBatch(deps);
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ retry_at: Date; last_error: string }>('select retry_at, last_error from outbox'),
    );
    expect(rows[0]!.last_error).toBe('never: Error: no');
    pauses.push((rows[0]!.retry_at.getTime() - now.getTime()) / 1_000);
    now = rows[0]!.retry_at;
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

test('a crash between handling and marking repeats nothing', async () => {
  const heard: string[] = [];
  await tell(fact('told', 'a'));
  const crashing: Funnel = { ...system, transact: () => Promise.reject(new Error('power cut')) };
  await expect(relayBatch({ ...relayTo(listener(heard)), system: crashing })).rejects.toThrow('power cut');
  expect(heard).toEqual(['a1']);
  expect(await relayBatch(relayTo(listener(heard)))).toBe(1);
  expect(heard).toEqual(['a1']);
});

test('two relays at once hand each fact over once and in order', async () => {
  const heard: string[] = [];
  for (let round = 0; round < 20; round += 1)
    await tell(fact('told', 'a'), fact('told', 'b'), fact('told', 'c'));
  // Heard inside the transaction: what runs after two commits may wake in either order.
  const inside: Subscriber = {
    name: 'inside',
    kinds: ['told'],
    handle: async (_tx, { aggregateId, seq }) => void heard.push(`${aggregateId}${seq}`),
  };
  await Promise.all([drainFacts(relayTo(inside)), drainFacts(relayTo(inside))]);
  expect(heard).toHaveLength(60);
  for (const name of ['a', 'b', 'c']) {
    const numbers = heard.filter((one) => one.startsWith(name)).map((one) => Number(one.slice(1)));
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
  }
});

test('facts announced by a handler follow', async () => {
  const heard: string[] = [];
  await tell(fact('first', 'a'));
  await drainFacts(
    relayTo(
      { name: 'echo', kinds: ['first'], handle: (tx) => announce(tx, [fact('told', 'b')]) },
      listener(heard),
    ),
  );
  expect(heard).toEqual(['b1']);
});

test('pruning forgets what is old and done, never what still waits', async () => {
  await tell(fact('told', 'a'), fact('bad', 'b'));
  const deps = relayTo(listener([]), listener([], 'half', ['bad']), {
    name: 'never',
    kinds: ['bad'],
    handle: () => Promise.reject(new Error('no')),
  });
  await relayBatch(deps);
  const later = new Date(now.getTime() + 1_000);
  expect(await system.transact(everyAlliance, (tx) => pruneRelayed(tx, later, 100))).toBe(2);
  const { rows } = await withClient(database.url, (client) =>
    client.query(
      'select (select count(*)::int from outbox) as facts, array(select handler from handled_fact) as handlers',
    ),
  );
  expect(rows).toEqual([{ facts: 1, handlers: ['half'] }]);
});
