/**
 * What it costs to tell many open pages what happens. Each way runs in a process of its own with the sockets in another
 * one; CPU is of the serving process alone. A delivery is one event that reached one socket.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { tickMillis } from '../src/engines/feed/limits.ts';
import type { Heard } from './feed-load.ts';
import type { Answer, Ask, Way } from './feed-server.ts';
import type { BenchOptions } from './figures.ts';

interface Plan {
  readonly sizes: readonly number[];
  readonly eveningMillis: number;
  /** Deliveries of one round of measuring, and how many rounds of which the cheapest counts. */
  readonly roundDeliveries: number;
  readonly rounds: number;
}

const fullPlan: Plan = {
  sizes: [1_000, 3_000, 5_000],
  eveningMillis: 15_000,
  roundDeliveries: 240_000,
  rounds: 5,
};
const quickPlan: Plan = { sizes: [1_000, 3_000], eveningMillis: 5_000, roundDeliveries: 90_000, rounds: 2 };
const settleMillis = 400;
const latenessMillis = 10;
/** Sockets that read every event. */
const probeCount = 20;
const warmUpSaid = 20;
/** Sockets of the part on compression: what is compared there is slow. */
const deflateSockets = 300;
/** Of the part on clients that read nothing: everyone else must get this much. */
const slowPlan = { sockets: 100, stuck: 10, paddingBytes: 8_000, millis: 6_000 };

interface Pair {
  ask(ask: Ask): Promise<Answer>;
  hear(op: 'report' | 'forget'): Promise<Heard>;
  /** Memory of the server before anybody came. */
  readonly emptyBytes: number;
  close(): Promise<void>;
}

async function openPair(way: Way, sockets: number, { stuck = 0, deflate = false } = {}): Promise<Pair> {
  const server = fork(new URL('./feed-server.ts', import.meta.url), [way]);
  const { port } = await next<{ port: number }>(server);
  const emptyBytes = (await asked<Answer>(server, { op: 'figures' })).memoryBytes;
  const kind = `${way.startsWith('lianbo') ? 'feed' : way.startsWith('bare') ? 'bare' : way}${deflate ? '-deflate' : ''}`;
  const roles = { stuck, count: sockets - probeCount, probe: probeCount };
  const loads: ChildProcess[] = [];
  // Probes come last, so they are served last: what they see is the worst of each round.
  for (const [role, count] of Object.entries(roles)) {
    const load = fork(new URL('./feed-load.ts', import.meta.url), [port, kind, role, count].map(String));
    await next(load);
    loads.push(load);
  }
  for (;;) {
    const { sockets: known } = await asked<Answer>(server, { op: 'figures' });
    if (known >= sockets + stuck) break;
    await wait(50);
  }
  await wait(settleMillis);
  return {
    emptyBytes,
    ask: (ask) => asked(server, ask),
    async hear(op) {
      const [, counted, probed] = (await Promise.all(loads.map((load) => asked<Heard>(load, op)))) as [
        Heard,
        Heard,
        Heard,
      ];
      const frames = counted.frames + probed.frames;
      const [bytes, closed, odd] = [
        counted.bytes + probed.bytes,
        counted.closed + probed.closed,
        counted.odd + probed.odd,
      ];
      return { ...probed, frames, bytes, closed, odd };
    },
    async close() {
      for (const child of [...loads, server]) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}

async function next<T>(child: ChildProcess): Promise<T> {
  if (child.exitCode !== null) throw new Error('a child of the bench ended');
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => {
        throw new Error('a child of the bench ended');
      }),
    ])) as [T];
    return message;
  } finally {
    waiting.abort();
  }
}

function asked<T>(child: ChildProcess, question: object | string): Promise<T> {
  child.send(question);
  return next(child);
}

interface CostRow {
  readonly way: string;
  readonly sockets: number;
  readonly deliveries: number;
  readonly microsPerDelivery: number;
  readonly kilobytesPerSocket: number;
}

/** Things said one by one, each to everyone, as fast as it goes: what a delivery costs when nothing is gathered. */
async function measureRounds(way: Way, sockets: number, plan: Plan, deflate = false): Promise<CostRow> {
  const pair = await openPair(way, sockets, { deflate });
  try {
    await pair.ask({ op: 'rounds', count: warmUpSaid });
    await wait(settleMillis);
    let cheapest = Number.POSITIVE_INFINITY;
    let deliveries = 0;
    for (let round = 0; round < plan.rounds; round += 1) {
      await pair.hear('forget');
      const before = await pair.ask({ op: 'figures' });
      await pair.ask({ op: 'rounds', count: Math.ceil(plan.roundDeliveries / sockets) });
      await wait(settleMillis);
      const after = await pair.ask({ op: 'figures' });
      const heard = await pair.hear('report');
      const reached = heard.eventsPerSocket * sockets;
      deliveries += reached;
      cheapest = Math.min(cheapest, (after.cpuMicros - before.cpuMicros) / reached);
    }
    const { memoryBytes } = await pair.ask({ op: 'figures' });
    return {
      ...{ way, sockets, deliveries: Math.round(deliveries), microsPerDelivery: round(cheapest, 2) },
      kilobytesPerSocket: round((memoryBytes - pair.emptyBytes) / sockets / 1_000, 1),
    };
  } finally {
    await pair.close();
  }
}

/** An evening at its pace: 30 chat, 100 pool updates and a pin a second. */
async function measureEvening(sockets: number, plan: Plan, deflate = false) {
  const pair = await openPair('lianbo', sockets, { deflate });
  try {
    await pair.ask({ op: 'evening', millis: 1_000, padding: 0 });
    await wait(settleMillis);
    await pair.hear('forget');
    const before = await pair.ask({ op: 'figures' });
    const idle = watchLateness();
    const after = await pair.ask({ op: 'evening', millis: plan.eveningMillis, padding: 0 });
    const idleLateMillis = idle.stop();
    await wait(settleMillis);
    const heard = await pair.hear('report');
    const reached = heard.eventsPerSocket * sockets;
    const seconds = plan.eveningMillis / 1_000;
    const said = after.said - before.said;
    return {
      way: deflate ? 'lianbo, compressed' : 'lianbo',
      sockets,
      saidPerSecond: Math.round(said / seconds),
      deliveriesPerSecond: Math.round(reached / seconds),
      supersededPercent: round((1 - heard.eventsPerSocket / said) * 100, 1),
      microsPerDelivery: round((after.cpuMicros - before.cpuMicros) / reached, 3),
      corePercent: round((after.cpuMicros - before.cpuMicros) / seconds / 10_000, 1),
      p50Ms: percentile(heard.delaysMillis, 0.5),
      p99Ms: percentile(heard.delaysMillis, 0.99),
      idleP99Ms: percentile(idleLateMillis, 0.99),
      kilobytesPerSocket: round((after.memoryBytes - pair.emptyBytes) / sockets / 1_000, 1),
      kilobytesPerSecondAndSocket: round(heard.bytes / sockets / seconds / 1_000, 1),
      oddSockets: heard.odd,
    };
  } finally {
    await pair.close();
  }
}

/** How late a timer comes in this process, which has nothing else to do: what the machine itself adds to every delay. */
function watchLateness(): { stop(): number[] } {
  const late: number[] = [];
  let due = performance.now() + latenessMillis;
  const timer = setInterval(() => {
    late.push(performance.now() - due);
    due = performance.now() + latenessMillis;
  }, latenessMillis);
  return {
    stop() {
      clearInterval(timer);
      return late;
    },
  };
}

/** Whether those who read nothing slow those who do. */
async function measureSlow(stuck: number) {
  const { sockets, paddingBytes, millis } = slowPlan;
  const pair = await openPair('lianbo', sockets, { stuck });
  try {
    await pair.hear('forget');
    const before = await pair.ask({ op: 'figures' });
    const after = await pair.ask({ op: 'evening', millis, padding: paddingBytes });
    await wait(settleMillis);
    const heard = await pair.hear('report');
    return {
      readers: sockets,
      readNothing: stuck,
      letGo: before.sockets - after.sockets,
      readersLost: heard.closed,
      p50Ms: percentile(heard.delaysMillis, 0.5),
      p99Ms: percentile(heard.delaysMillis, 0.99),
      serverMegabytes: Math.round(after.memoryBytes / 1_000_000),
    };
  } finally {
    await pair.close();
  }
}

function percentile(values: readonly number[], share: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export async function benchFeed({ isQuick, only }: BenchOptions) {
  const plan = isQuick ? quickPlan : fullPlan;
  const wants = (part: string): boolean => only === undefined || only === part;
  const figures: Record<string, object[]> = {};
  if (wants('cost')) {
    const cost: CostRow[] = [];
    const evening = [];
    const ratios = [];
    for (const sockets of plan.sizes) {
      const bare = await measureRounds('bare ws', sockets, plan);
      const peer = await measureRounds('socket.io', sockets, plan);
      const alone = await measureRounds('lianbo, each alone', sockets, plan);
      const own = await measureEvening(sockets, plan);
      cost.push(bare, peer, alone);
      evening.push(own);
      ratios.push({
        sockets,
        'each alone to bare (≤ 1.15)': round(alone.microsPerDelivery / bare.microsPerDelivery, 2),
        'gathered to bare (≤ 0.5)': round(own.microsPerDelivery / bare.microsPerDelivery, 2),
        'socket.io to bare': round(peer.microsPerDelivery / bare.microsPerDelivery, 2),
        'p99 − tick, ms (≤ 100 at 3,000)': own.p99Ms - tickMillis,
      });
    }
    Object.assign(figures, { 'one by one': cost, 'an evening, gathered': evening, ratios });
  }
  if (only === 'evening') {
    const evenings = [];
    for (const sockets of plan.sizes) evenings.push(await measureEvening(sockets, plan));
    figures['an evening, gathered'] = evenings;
  }
  if (wants('deflate'))
    figures['compression'] = [
      await measureEvening(deflateSockets, plan),
      await measureEvening(deflateSockets, plan, true),
      await measureRounds(
        'bare ws, deflate',
        deflateSockets,
        { ...plan, roundDeliveries: 15_000, rounds: 1 },
        true,
      ),
    ];
  if (wants('slow'))
    figures['clients that read nothing'] = [await measureSlow(0), await measureSlow(slowPlan.stuck)];
  return figures;
}
