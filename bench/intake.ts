/**
 * Orders per second through the intake. On TEST_DATABASE_URL, else on an embedded server. Clients are closed loops:
 * each waits for its answer before it orders again. Over HTTP the clients share the process and its core with the
 * server, so that figure is a floor.
 */
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { contract } from '../contract/index.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { recordAudit } from '../src/domains/membership/index.ts';
import { buildApp } from '../src/edge/app.ts';
import { openAuth, resolveCaller } from '../src/edge/auth.ts';
import { openIntake, type Intake } from '../src/edge/intake.ts';
import { orderingDoors } from '../src/edge/ordering.ts';
import { newId } from '../src/engines/ids.ts';
import type { PayEngine } from '../src/engines/pay/port.ts';
import { databaseUrl, dropDatabase, openServer, withClient } from '../test/worlds/server.ts';
import { cloneTemplate, ensureTemplate } from '../test/worlds/template.ts';
import { openBenchWorld, priceFen, type BenchWorld } from './intake-world.ts';

const clients = 256;
const httpClients = 64;
const itemCount = 1_000;
const warmUpMs = 1_000;
const measureSeconds = 10;
const quickSeconds = 3;

interface Row {
  readonly workload: string;
  readonly clients: number;
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** CPU of this process per order; the database's comes on top. */
  readonly cpuMicrosPerOrder: number;
}

type Order = (client: number, turn: number) => Promise<void>;

async function measure(workload: string, count: number, seconds: number, order: Order): Promise<Row> {
  const latencies: number[] = [];
  let isMeasuring = false;
  let isOver = false;
  const loops = Array.from({ length: count }, async (_, client) => {
    for (let turn = 0; !isOver; turn += 1) {
      const before = performance.now();
      await order(client, turn);
      if (isMeasuring) latencies.push(performance.now() - before);
    }
  });
  await pause(warmUpMs);
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  isMeasuring = true;
  await pause(seconds * 1_000);
  isMeasuring = false;
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = (performance.now() - from) / 1_000;
  isOver = true;
  await Promise.all(loops);
  latencies.sort((a, b) => a - b);
  const at = (part: number) => Math.round(latencies[Math.floor(latencies.length * part)] ?? 0);
  return {
    workload,
    clients: count,
    orders: latencies.length,
    ordersPerSecond: Math.round(latencies.length / elapsed),
    medianMs: at(0.5),
    p99Ms: at(0.99),
    cpuMicrosPerOrder: Math.round((user + system) / latencies.length),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Orders one piece straight through the batcher. */
function inProcess(world: BenchWorld, intake: Intake, goodsKeys: readonly string[]): Order {
  return async (client, turn) => {
    const goodsKey = goodsKeys[(client * 7_919 + turn * 104_729) % goodsKeys.length]!;
    await intake.placeOrder(world.allianceId, {
      memberId: world.buyers[client]!.memberId,
      idempotencyKey: newId(),
      lines: [{ goodsKey, quantity: 1, priceFen }],
      fulfil: { kind: 'pickup', pickupShopId: world.shopId },
    });
  };
}

/** Orders one piece through the listening server: session, contract, permission and JSON included. */
function overHttp(world: BenchWorld, port: number): Order {
  const agent = new Agent({ keepAlive: true, maxSockets: httpClients });
  const fulfil = { kind: 'pickup', pickupShopId: world.shopId };
  return (client) => {
    const line = { goodsKey: world.goodsKeys[0], quantity: 1, priceFen: String(priceFen) };
    const body = JSON.stringify({ lines: [line], fulfil });
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'idempotency-key': newId(),
      'x-lianbo-alliance': world.slug,
      cookie: `lianbo_${world.slug}=${world.buyers[client]!.token}`,
    };
    return new Promise((resolve, reject) => {
      const options = { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/orders', headers };
      const sent = request(options, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`Answered ${answer.statusCode}`));
        answer.resume().on('end', resolve);
      });
      sent.on('error', reject).end(body);
    });
  };
}

async function listen(world: BenchWorld, intake: Intake) {
  const clock = { now: () => new Date() };
  const auth = openAuth({ funnel: world.app, clock });
  const none = () => Promise.reject(new Error('not part of this measurement'));
  const doors = orderingDoors({
    ...{ intake, clock, funnel: world.app, pay: {} as PayEngine },
    readExtras: none,
  });
  const open = new Set(doors.map(({ endpoint }) => endpoint));
  const all = Object.values(contract).flatMap((endpoints): Endpoint[] => Object.values(endpoints));
  const app = await buildApp({
    mount: {
      funnel: world.app,
      resolveCaller: (incoming) => resolveCaller(incoming, auth),
      recordAudit,
    },
    operations: { ping: async () => {}, isReady: () => true, readGauges: async () => ({}) },
    doors: [
      ...doors,
      ...all.filter((endpoint) => !open.has(endpoint)).map((endpoint) => ({ endpoint, run: none })),
    ],
    ...{ parts: [], logger: pino({ level: 'silent' }), version: 'bench', webFolder: null, tls: null },
    trustProxy: false,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

/** The three workloads on a database of their own. */
export async function benchIntake(isQuick: boolean): Promise<{ intake: Row[] }> {
  const seconds = isQuick ? quickSeconds : measureSeconds;
  const server = await openServer();
  const name = await cloneTemplate(server.url, await ensureTemplate(server.url));
  const world = await openBenchWorld(databaseUrl(server.url, name), itemCount, clients);
  try {
    const intake = openIntake(world.intake, { warn: () => {} });
    const hot = world.goodsKeys.slice(0, 1);
    const rows = [
      await measure('one hot item, in process', clients, seconds, inProcess(world, intake, hot)),
      await measure('1,000 items, in process', clients, seconds, inProcess(world, intake, world.goodsKeys)),
    ];
    const { port, close } = await listen(world, intake);
    rows.push(await measure('one hot item, over HTTP', httpClients, seconds, overHttp(world, port)));
    await close();
    return { intake: rows };
  } finally {
    await world.close();
    await withClient(server.url, (client) => dropDatabase(client, name));
    await server.stop();
  }
}
