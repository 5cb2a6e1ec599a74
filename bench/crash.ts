/**
 * kill -9 in the middle of a burst of orders and payments over HTTP: of the server, and of its postmaster. After each
 * the shoppers who got no answer ask again, and everything they were told is compared with what is there.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/engines/db/embedded/start-embedded.ts';
import { migrate } from '../src/engines/db/migrate.ts';
import { startSimulator } from '../src/engines/pay/simulator/start-simulator.ts';
import { keyFromSecret } from '../src/engines/pay/wire.ts';
import { askAgain, burst, type Attempt, type Shops } from './crash-burst.ts';
import { findDamage, sendJobs, type Damage } from './crash-check.ts';
import { plantCrashWorld } from './crash-world.ts';
import type { BenchOptions } from './figures.ts';

type Victim = 'server' | 'postmaster';
interface Row extends Damage {
  readonly killed: Victim;
  readonly round: number;
  readonly orders: number;
  readonly refused: number;
  /** Answers that the kill swallowed; each shopper asked again. */
  readonly unanswered: number;
  readonly paid: number;
  readonly backAfterMs: number;
}

const buyers = 48;
const secret = 'a secret for crash rounds, known to both sides';
/** The kill comes after so many orders of a round: a server that has just started is slow, and time would tell little. */
const ordersBeforeKill = { least: 40, most: 250 } as const;
const burstMsMax = 15_000;
const backWithinMs = 60_000;
/** A supervisor that has seen five deaths within minutes gives up, so a fresh one is started before. */
const deathsPerServer = 4;

/** @param rounds per victim */
export async function runCrashRounds(rounds: number): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianbo-crash-'));
  // Started by root, PostgreSQL itself runs as another user and has to get in.
  chmodSync(dataDir, 0o755);
  const clock = { now: () => new Date() };
  const provider = await startSimulator({
    ...{ port: 0, host: '127.0.0.1', key: keyFromSecret(secret), clock },
    timeScale: 100,
  });
  let server: Server | null = null;
  try {
    const embedded = await startEmbedded({ dataDir });
    await migrate(embedded.url);
    const world = await plantCrashWorld(embedded.url, buyers);
    await embedded.stop();
    const port = await freePort();
    const shops: Shops = { world, origin: `http://127.0.0.1:${port}`, payUrl: provider.url };
    const start = () => startServer(port, dataDir, provider.url);
    server = await start();
    const attempts: Attempt[] = [];
    const rows: Row[] = [];
    for (const killed of ['server', 'postmaster'] as const) {
      for (let round = 1; round <= rounds; round += 1) {
        if (round % deathsPerServer === 0) server = await replace(server, start);
        const {
          attempts: fresh,
          unanswered,
          backAfterMs,
          after,
        } = await oneRound(shops, server, killed, dataDir, start);
        server = after;
        attempts.push(...fresh);
        const damage = await findDamage(server.databaseUrl, attempts);
        const count = (of: (attempt: Attempt) => boolean) => fresh.filter(of).length;
        rows.push({
          ...{ killed, round, unanswered, backAfterMs },
          orders: count(({ outcome }) => outcome === 'acknowledged'),
          refused: count(({ outcome }) => outcome === 'refused'),
          paid: count(({ isPaid }) => isPaid),
          ...damage,
        });
      }
    }
    return rows;
  } finally {
    await stop(server);
    await provider.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows in which anything is not as promised. */
export function violations(rows: readonly Row[]): Row[] {
  return rows.filter(
    ({ killed: _k, round: _r, orders, refused: _f, unanswered: _u, paid: _p, backAfterMs: _b, ...damage }) =>
      orders === 0 || Object.values(damage).some((count) => count > 0),
  );
}

export async function benchCrash({ isQuick }: BenchOptions): Promise<{ crash: Row[] }> {
  const rows = await runCrashRounds(isQuick ? 3 : 20);
  const broken = violations(rows).length;
  if (broken > 0) {
    console.error(`${broken} of ${rows.length} rounds broke a promise`);
    process.exitCode = 1;
  }
  return { crash: rows };
}

async function oneRound(
  shops: Shops,
  server: Server,
  killed: Victim,
  dataDir: string,
  start: () => Promise<Server>,
) {
  let isOver = false;
  const killing = Promise.withResolvers<void>();
  const { least, most } = ordersBeforeKill;
  const ordersWanted = least + Math.floor(Math.random() * (most - least));
  await sendJobs(server.databaseUrl, shops.world);
  const bursting = burst(
    shops,
    () => isOver,
    (orders) => orders >= ordersWanted && killing.resolve(),
  );
  await Promise.race([killing.promise, pause(burstMsMax)]);
  const killedAt = performance.now();
  if (killed === 'server') server.process.kill('SIGKILL');
  else process.kill(postmasterOf(dataDir), 'SIGKILL');
  isOver = true;
  const attempts = await bursting;
  const after = killed === 'server' ? await start() : server;
  await untilReady(shops.origin);
  const backAfterMs = Math.round(performance.now() - killedAt);
  const unanswered = attempts.filter(({ outcome }) => outcome === 'unknown').length;
  const left = await askAgain(shops, attempts);
  if (left > 0) throw new Error(`${left} shoppers get no answer after the ${killed} is back`);
  return { attempts, unanswered, backAfterMs, after };
}

interface Server {
  readonly process: ChildProcess;
  readonly databaseUrl: string;
}

async function startServer(port: number, dataDir: string, payUrl: string): Promise<Server> {
  const child = fork(
    join(import.meta.dirname, 'crash-server.ts'),
    [`--port=${port}`, '--host=127.0.0.1', '--no-demo'],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: '',
        ...{ LIANBO_DATA: dataDir, LIANBO_SECRET: secret, LIANBO_PAY_URL: payUrl },
        ...{ LIANBO_RATE_PER_SESSION: '10000000', LIANBO_RATE_PER_ADDRESS: '10000000' },
      },
    },
  );
  const [told] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server did not start'))),
  ])) as [{ databaseUrl: string }];
  return { process: child, databaseUrl: told.databaseUrl };
}

async function replace(server: Server, start: () => Promise<Server>): Promise<Server> {
  await stop(server);
  return start();
}

async function stop(server: Server | null): Promise<void> {
  if (!server || server.process.exitCode !== null || server.process.signalCode !== null) return;
  server.process.kill('SIGTERM');
  await once(server.process, 'exit');
}

/** Written by PostgreSQL into the first line of its pid file. */
function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function untilReady(origin: string): Promise<void> {
  const until = Date.now() + backWithinMs;
  for (;;) {
    const isReady = await fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > until) throw new Error('The server did not come back within a minute');
    await pause(20);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
