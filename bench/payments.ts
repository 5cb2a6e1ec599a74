/** Payments that come in bursts: one transaction each, and through the batcher. Then the same item from two nodes. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import {
  completePayments,
  openPayment,
  type OpenPayment,
  type PaidReport,
} from '../src/domains/ordering/index.ts';
import { openIntake, type Intake } from '../src/edge/intake.ts';
import { newId } from '../src/engines/ids.ts';
import { nodeCpu, openPostgresCpu, type CpuClock } from './cpu.ts';
import { verifyOrders } from './intake-sums.ts';
import { openMeter, overNodes, type Row } from './intake-ways.ts';
import { openBenchWorld, priceFen, type BenchWorld } from './intake-world.ts';
import type { BenchOptions } from './figures.ts';

const itemCount = 200;
const crowdCount = 20_000;
const together = 256;
/** As many as the pool of the doors has connections. */
const openingTogether = 12;
const sizes = {
  full: { each: 1_000, batched: 8_000, warmUpMs: 1_000, measureMs: 6_000 },
  quick: { each: 200, batched: 1_500, warmUpMs: 500, measureMs: 2_000 },
} as const;

interface PaymentRow {
  readonly way: string;
  readonly payments: number;
  readonly paymentsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly nodeMicros: number;
  readonly postgresMicros: number | null;
}

export async function benchPayments({ isQuick }: BenchOptions): Promise<Record<string, readonly object[]>> {
  const size = sizes[isQuick ? 'quick' : 'full'];
  const world = await openBenchWorld(itemCount, crowdCount);
  try {
    const cpu = await openPostgresCpu(world.url);
    const intake = openIntake(world.intake, { warn: () => {} });
    const open = await openPayments(world, intake, size.each + size.batched);
    const { allianceId } = world;
    const each = async (report: PaidReport) => {
      const [outcome] = await world.app.transact({ allianceId, actor: null }, (tx) =>
        completePayments(tx, [report]),
      );
      return outcome;
    };
    const batched = (report: PaidReport) => intake.completePayment(allianceId, report);
    const rows = [
      await complete('a transaction each', open.slice(0, size.each), each, cpu),
      await complete('batcher', open.slice(size.each), batched, cpu),
    ];
    const nodes = await measureNodes(world, cpu, size, open.length);
    return { payments: rows, nodes };
  } finally {
    await world.close();
  }
}

/** Orders of one piece, half of them of one item, with their payments asked for. */
async function openPayments(world: BenchWorld, intake: Intake, count: number): Promise<OpenPayment[]> {
  const { allianceId, crowd, goodsKeys, shopId } = world;
  return inTurn(
    Array.from({ length: count }, (_, at) => at),
    together,
    async (at) => {
      const { memberId } = crowd[at % crowd.length]!;
      const goodsKey = goodsKeys[at % 2 === 0 ? 0 : at % goodsKeys.length]!;
      const order = await intake.placeOrder(allianceId, {
        ...{ memberId, idempotencyKey: newId(), lines: [{ goodsKey, quantity: 1, priceFen }] },
        fulfil: { kind: 'pickup', pickupShopId: shopId },
      });
      return { memberId, order };
    },
  ).then((placed) =>
    inTurn(placed, openingTogether, ({ memberId, order }) => {
      const roles = new Set(['shopper'] as const);
      const actor = { memberId, roles, shopIds: new Set<string>(), duties: new Set<string>() };
      return world.app.transact({ allianceId, actor }, (tx) => openPayment(tx, order.orderGroupId));
    }),
  );
}

/** Works through a list with so many at a time; answers in order. */
async function inTurn<T, R>(list: readonly T[], width: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) answers[at] = await work(list[at]!);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return answers;
}

async function complete(
  way: string,
  open: readonly OpenPayment[],
  pay: (report: PaidReport) => Promise<string | undefined>,
  cpu: CpuClock,
): Promise<PaymentRow> {
  const latencies: number[] = [];
  const [from, nodeFrom, cpuFrom] = [performance.now(), nodeCpu(), cpu()];
  const outcomes = await inTurn(open, together, async ({ outTradeNo, amountFen }) => {
    const before = performance.now();
    const outcome = await pay({ outTradeNo, amountFen, providerRef: 'bench', paidAt: null });
    latencies.push(performance.now() - before);
    return outcome;
  });
  const [seconds, node, cpuTo] = [(performance.now() - from) / 1_000, nodeCpu() - nodeFrom, cpu()];
  if (outcomes.some((outcome) => outcome !== 'paid')) throw new Error(`${way}: a payment was not completed`);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1));
  return {
    ...{ way, payments: open.length, paymentsPerSecond: Math.round(open.length / seconds) },
    ...{ p50Ms: at(0.5), p99Ms: at(0.99), nodeMicros: Math.round(node / open.length) },
    postgresMicros: cpuFrom === null || cpuTo === null ? null : Math.round((cpuTo - cpuFrom) / open.length),
  };
}

/** The same hot item through one node and through two, each a process; a repeat goes to the other node. */
async function measureNodes(
  world: BenchWorld,
  cpu: CpuClock,
  times: { readonly warmUpMs: number; readonly measureMs: number },
  before: number,
): Promise<(Omit<Row, 'nodeMicros'> & { readonly nodes: number })[]> {
  const meter = openMeter(cpu, times);
  const started = await Promise.all([startNode(world.url), startNode(world.url)]);
  const rows = [];
  for (const nodes of [1, 2]) {
    for (const goods of ['hot', 'spread'] as const) {
      const ports = started.slice(0, nodes).map(({ port }) => port);
      const what = { goods, way: `HTTP, ${nodes} node`, buyers: together };
      const { nodeMicros: _, ...row } = await meter.measure(what, overNodes(world, ports));
      rows.push({ nodes, ...row });
    }
  }
  for (const { child } of started) child.disconnect();
  await Promise.all(started.map(({ gone }) => gone));
  await verifyOrders(world, before + meter.accepted());
  return rows;
}

async function startNode(
  url: string,
): Promise<{ child: ChildProcess; port: number; gone: Promise<unknown> }> {
  const child = fork(join(import.meta.dirname, 'order-node.ts'));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve) => {
    child.once('message', (said: { port: number }) => resolve(said.port));
    child.send(url);
  });
  return { child, port, gone };
}
