import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/worlds/database.ts';
import { settlementSubscribers } from '../clockwork/subscribers/settlement.ts';
import { insightSubscribers } from '../clockwork/subscribers/insight.ts';
import { liveSubscribers } from '../clockwork/subscribers/live.ts';
import { orderingSubscribers } from '../clockwork/subscribers/ordering.ts';
import { fulfilmentTodos } from '../domains/fulfilment/index.ts';
import { gatherForecastInput } from '../domains/insight/index.ts';
import { emptyStage, listLiveNow } from '../domains/live/index.ts';
import { trialBalance } from '../domains/settlement/index.ts';
import { checkCounters } from '../domains/stock/index.ts';
import { poolTally, supplyTodos } from '../domains/supply/index.ts';
import { openFunnel } from '../engines/db/funnel.ts';
import { openDiskFiles } from '../engines/files/disk.ts';
import { addSeconds } from '../kernel/clock.ts';
import { latePieces } from './late-shelves.ts';
import { demoBegins, plantDemo } from './plant.ts';
import { refreshDemo } from './refresh.ts';
import { openSimulation, type Simulation } from './simulation.ts';
import type { DemoWorld } from './world.ts';

/** 20:30 in Shanghai. */
const now = new Date('2026-11-23T12:30:00Z');
const pastDays = 1;
let database: FreshDatabase;
let folder: string;
let simulation: Simulation;
let world: DemoWorld;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'lianbo-demo-'));
  simulation = openSimulation({
    url: database.url,
    from: demoBegins(now, 'district', pastDays),
    subscribers: [
      ...liveSubscribers({ kick: () => {}, discardRecording: async () => {} }),
      ...orderingSubscribers,
      ...settlementSubscribers,
      ...insightSubscribers,
    ],
  });
  world = await plantDemo(simulation, { files: openDiskFiles(folder), now, pastDays }, 'district');
}, 120_000);
afterAll(async () => {
  await simulation.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const see = <T>(work: Parameters<Simulation['as']>[2]) =>
  simulation.as(world.allianceId, world.operator, work) as Promise<T>;

test('nothing of it lies in the future, the books are balanced and every counter is the sum of its movements', async () => {
  expect(simulation.now()).toEqual(now);
  expect(await see(trialBalance)).toMatchObject({ sumFen: 0n, balancesMatch: true });
  expect(await see(checkCounters)).toEqual([]);
});

test('a visitor finds a show on air, shows announced, eight pools and something to do for everybody', async () => {
  const shows = await see<Awaited<ReturnType<typeof listLiveNow>>>((tx) => listLiveNow(tx, emptyStage, {}));
  expect(shows.now).toHaveLength(1);
  expect(shows.upcoming).toHaveLength(5);
  expect(await see((tx) => poolTally(tx, tx.now))).toMatchObject({ running: 8 });
  const todos = [
    ...(await see<{ kind: string }[]>(supplyTodos)),
    ...(await see<{ kind: string }[]>((tx) => fulfilmentTodos(tx, null))),
  ];
  expect(todos.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'purchase-order-unanswered',
      'pool-short-of-threshold',
      'wave-to-confirm',
      'claims-open',
    ]),
  );
});

test('three days later a refresh puts the next show on air and opens new pools; another one changes nothing', async () => {
  const clock = { now: () => addSeconds(now, 3 * 86_400) };
  const shared = { url: database.url, separateRoles: true, maxConnections: 3, clock };
  const app = openFunnel({ ...shared, role: 'app', jobs: { send: async () => {} } });
  const system = openFunnel({ ...shared, role: 'system' });
  const shown: (readonly string[])[] = [];
  const onAir = { show: (ids: readonly string[]) => void shown.push(ids), stop: () => {} };
  await refreshDemo({ app, system, clock, onAir });
  await refreshDemo({ app, system, clock, onAir });
  const tally = await app.read({ allianceId: world.allianceId, actor: null }, (db) => poolTally(db, db.now));
  await Promise.all([app.close(), system.close()]);
  expect(tally.running).toBe(10);
  expect(shown[0]).toHaveLength(1);
  expect(shown[1]).toEqual(shown[0]);
});

test('some shelves are low, and what they sold is there to forecast', async () => {
  const input = await see<Awaited<ReturnType<typeof gatherForecastInput>>>(gatherForecastInput);
  expect(input!.series.length).toBeGreaterThan(10);
  expect(input!.series.some(({ position }) => position.available <= latePieces)).toBe(true);
});
