import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/worlds/database.ts';
import { withClient } from '../../test/worlds/server.ts';
import { openFunnel, type Funnel } from '../engines/db/funnel.ts';
import { announce } from '../engines/db/outbox.ts';
import { newId } from '../engines/ids.ts';
import { startClockwork, type Clockwork } from './run.ts';
import type { ClockworkDeps, Timer } from './timer.ts';

const clock = { now: () => new Date() };
const patience = { timeout: 8_000, interval: 20 };
let database: FreshDatabase;
let funnel: Funnel;
let system: Funnel;
let wake = (): void => undefined;

beforeAll(async () => {
  database = await freshDatabase();
  const options = { url: database.url, maxConnections: 6, separateRoles: true, clock };
  funnel = openFunnel({ ...options, role: 'app', onAnnounced: () => wake() });
  system = openFunnel({ ...options, role: 'system' });
});
afterAll(async () => {
  await funnel.close();
  await system.close();
  await database.drop();
});

function start(who: string, log: string[], timers: Timer[] = []): Promise<Clockwork> {
  const handle = async () => () => void log.push(who);
  return startClockwork({
    url: database.url,
    relay: {
      system,
      funnel,
      subscribers: [{ name: 'log', kinds: ['told'], handle }],
      logger: { error: () => undefined },
    },
    deps: { funnel, clock, listAlliances: async () => [] } as unknown as ClockworkDeps,
    timers,
    workers: [],
    jobs: { work: async () => undefined },
    logger: { error: () => undefined },
  });
}
function tell(): Promise<void> {
  return funnel.transact({ allianceId: newId(), actor: null }, (tx) =>
    announce(tx, [{ kind: 'told', aggregate: 'pool', aggregateId: newId(), payload: {} }]),
  );
}

test('one of two runners relays; when its connection dies the other takes over', async () => {
  const log: string[] = [];
  const first = await start('first', log);
  await vi.waitFor(async () => expect((await first.readGauges())['clockwork_holds_lease']).toBe(1), patience);
  const second = await start('second', log);
  await tell();
  await vi.waitFor(() => expect(log).toEqual(['first']), patience);
  expect((await second.readGauges())['clockwork_holds_lease']).toBe(0);

  await first.stop();
  await tell();
  await vi.waitFor(() => expect(log).toEqual(['first', 'second']), patience);
  await withClient(database.url, (client) =>
    client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'lianbo-lease' and datname = current_database()`),
  );
  await vi.waitFor(
    async () => expect((await second.readGauges())['clockwork_holds_lease']).toBe(0),
    patience,
  );
  await tell();
  await vi.waitFor(() => expect(log).toEqual(['first', 'second', 'second']), patience);
  await second.stop();
});

test('an announcement in this process is relayed at once', async () => {
  const log: string[] = [];
  const clockwork = await start('only', log);
  await vi.waitFor(
    async () => expect((await clockwork.readGauges())['clockwork_holds_lease']).toBe(1),
    patience,
  );
  wake = clockwork.wake;
  const startedAt = performance.now();
  await tell();
  await vi.waitFor(() => expect(log).toEqual(['only']), { timeout: 400, interval: 5 });
  expect(performance.now() - startedAt).toBeLessThan(400);
  wake = () => undefined;
  await clockwork.stop();
});

test('timers come round under the lease, a failing one too, and stop', async () => {
  let good = 0;
  let bad = 0;
  const clockwork = await start(
    'only',
    [],
    [
      { name: 'good', everySeconds: 0.01, run: async () => void (good += 1) },
      {
        name: 'bad',
        everySeconds: 0.01,
        async run() {
          bad += 1;
          throw new Error('no');
        },
      },
    ],
  );
  await vi.waitFor(() => expect(Math.min(good, bad)).toBeGreaterThan(2), patience);
  expect((await clockwork.readGauges())['timer_failures_total']).toBeGreaterThan(2);
  await clockwork.stop();
  const [goodThen, badThen] = [good, bad];
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([good, bad]).toEqual([goodThen, badThen]);
});
