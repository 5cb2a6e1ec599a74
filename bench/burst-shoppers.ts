/**
 * Child of bench/intake-burst.ts: shoppers who come at a rate, whether or not the shop keeps up. Each orders through the
 * product's own client, which repeats a busy answer under the same key as long as the server asks plus a random time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem, makeClient, type Transport } from '../web/kit/client/client.ts';
import { openLine, type Line } from './http-line.ts';

export interface BurstLoad {
  readonly port: number;
  readonly slug: string;
  readonly shopId: string;
  readonly priceFen: string;
  readonly goodsKeys: readonly string[];
  readonly tokens: readonly string[];
  /** Connections at most; who finds none free waits for one. */
  readonly linesMax: number;
  readonly phases: readonly Phase[];
}

export interface Phase {
  readonly name: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface PhaseFigures {
  readonly phase: string;
  readonly seconds: number;
  readonly came: number;
  readonly ordered: number;
  readonly gaveUp: number;
  /** Busy answers on the way, and how many of them did not say when to come back. */
  readonly busy: number;
  readonly busyWithoutRetryAfter: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Orders answered within the phase, whenever their shoppers came. */
  readonly answeredPerSecond: number;
  /** Whole seconds of the phase after which nobody who came was told to wait. */
  readonly calmAfterSeconds: number;
}

interface Shopper {
  readonly cameMs: number;
  busy: number;
}

const tickMs = 10;
const openAtOnce = 100;
const triesMax = 4;

async function run(load: BurstLoad): Promise<PhaseFigures[]> {
  const lines = await openLines(load);
  const answeredAtMs: number[] = [];
  const phases: { phase: Phase; beganMs: number; endedMs: number; tally: Tally }[] = [];
  const open: Promise<void>[] = [];
  let number = 0;
  for (const phase of load.phases) {
    const beganMs = performance.now();
    const tally = newTally();
    for (let came = 0; ;) {
      const ranMs = performance.now() - beganMs;
      if (ranMs >= phase.seconds * 1_000) break;
      for (; came < (ranMs / 1_000) * phase.perSecond; came += 1) {
        number += 1;
        open.push(shop(load, lines, number, tally, answeredAtMs));
      }
      await pause(tickMs);
    }
    phases.push({ phase, beganMs, endedMs: performance.now(), tally });
  }
  await Promise.all(open);
  lines.close();
  return phases.map(({ phase, beganMs, endedMs, tally }) => {
    const seconds = (endedMs - beganMs) / 1_000;
    const answered = answeredAtMs.filter((at) => at >= beganMs && at < endedMs).length;
    const sorted = tally.waitsMs.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
    const lastBusyMs = tally.busyCameMs.reduce((last, came) => Math.max(last, came), beganMs);
    return {
      ...{
        phase: phase.name,
        seconds: Number(seconds.toFixed(1)),
        came: tally.came,
        ordered: tally.waitsMs.length,
      },
      ...{ gaveUp: tally.gaveUp, busy: tally.busy, busyWithoutRetryAfter: tally.busyWithoutRetryAfter },
      ...{ failed: tally.failed, p50Ms: at(0.5), p99Ms: at(0.99) },
      answeredPerSecond: Math.round(answered / seconds),
      calmAfterSeconds: Number(((lastBusyMs - beganMs) / 1_000).toFixed(1)),
    };
  });
}

function newTally() {
  return {
    ...{ came: 0, gaveUp: 0, busy: 0, busyWithoutRetryAfter: 0, failed: 0 },
    waitsMs: [] as number[],
    busyCameMs: [] as number[],
  };
}
type Tally = ReturnType<typeof newTally>;

async function shop(
  load: BurstLoad,
  lines: Lines,
  number: number,
  tally: Tally,
  answeredAtMs: number[],
): Promise<void> {
  const shopper: Shopper = { cameMs: performance.now(), busy: 0 };
  tally.came += 1;
  const transport: Transport = {
    newKey: randomUUID,
    pause: (millis) => pause(millis),
    async send({ method, url, headers, body }) {
      const text = String(body);
      const token = load.tokens[number % load.tokens.length];
      const head = [
        `${method} ${url} HTTP/1.1`,
        'host: 127.0.0.1',
        `x-lianbo-alliance: ${load.slug}`,
        `cookie: lianbo_${load.slug}=${token}`,
        `content-length: ${Buffer.byteLength(text)}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ];
      const { status, body: answer, retryAfterSeconds } = await lines.ask([...head, '', text].join('\r\n'));
      if (status === 503) {
        shopper.busy += 1;
        tally.busy += 1;
        if (retryAfterSeconds === null) tally.busyWithoutRetryAfter += 1;
      }
      return { status, json: JSON.parse(answer) as unknown, retryAfterSeconds };
    },
  };
  const goods = load.goodsKeys[number % load.goodsKeys.length]!;
  try {
    await makeClient(transport).ordering.placeOrder({
      lines: [{ goodsKey: goods, quantity: 1, priceFen: load.priceFen }],
      fulfil: { kind: 'pickup', pickupShopId: load.shopId },
    });
    answeredAtMs.push(performance.now());
    tally.waitsMs.push(performance.now() - shopper.cameMs);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 503) tally.gaveUp += 1;
    else tally.failed += 1;
    if (!(error instanceof ApiProblem)) throw error;
  }
  if (shopper.busy > 0) tally.busyCameMs.push(shopper.cameMs);
}

interface Lines {
  ask: Line['ask'];
  close(): void;
}

/**
 * Connections opened before anybody comes and used again and again. One that broke is replaced, and what was asked on it
 * is asked once more: under its key that is the same order.
 */
async function openLines({ port, linesMax }: BurstLoad): Promise<Lines> {
  const free: Line[] = [];
  const waiting: ((line: Line) => void)[] = [];
  for (let opened = 0; opened < linesMax; opened += openAtOnce)
    free.push(...(await Promise.all(Array.from({ length: openAtOnce }, () => openLine(port)))));
  function give(line: Line): void {
    const next = waiting.shift();
    if (next) next(line);
    else free.push(line);
  }
  return {
    async ask(text) {
      let line = free.pop() ?? (await new Promise<Line>((resolve) => waiting.push(resolve)));
      for (let tries = 1; ; tries += 1) {
        try {
          const answer = await line.ask(text);
          give(line);
          return answer;
        } catch (error) {
          if (tries === triesMax) throw error;
          line.close();
          line = await openLine(port);
        }
      }
    },
    close() {
      for (const line of free) line.close();
    },
  };
}

if (process.send) {
  process.once('message', (load: BurstLoad) => {
    void run(load)
      .then((figures) => process.send!(figures))
      .finally(() => process.disconnect());
  });
}
