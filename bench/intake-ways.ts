import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { OrderReceipt, OrderRequest } from '../src/domains/ordering/index.ts';
import type { Intake } from '../src/edge/intake.ts';
import { runLoops, type Edges, type Stretch, type Tally } from './closed-loop.ts';
import { nodeCpu, type CpuClock } from './cpu.ts';
import type { HttpLoad, HttpWord } from './http-loops.ts';
import { priceFen, type BenchWorld } from './intake-world.ts';
import { listen } from './order-door.ts';
import { openOrderStream } from './order-stream.ts';

export interface Row {
  readonly goods: 'hot' | 'spread';
  readonly way: string;
  readonly buyers: number;
  readonly ordersPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU per order of the server process, load generator excluded where it is a process of its own. */
  readonly nodeMicros: number;
  /** CPU per order of all PostgreSQL processes; null where it cannot be read. */
  readonly postgresMicros: number | null;
}

export interface Way {
  placeOrder(allianceId: string, request: Omit<OrderRequest, 'inputHash'>): Promise<OrderReceipt>;
}

/** Orders for a stretch of time; says how many orders were new. */
type Drive = (stretch: Stretch, isHot: boolean, edges: Edges) => Promise<{ tally: Tally; orders: number }>;

export interface Meter {
  measure(what: Pick<Row, 'goods' | 'way' | 'buyers'>, drive: Drive): Promise<Row>;
  /** Orders that were answered in all measurements so far, repeats not counted. */
  accepted(): number;
}

export function openMeter(cpu: CpuClock, times: Pick<Stretch, 'warmUpMs' | 'measureMs'>): Meter {
  let accepted = 0;
  return {
    async measure(what, drive) {
      const [node, postgres] = [span(nodeCpu), span(cpu)];
      const edges = {
        begin: () => [node, postgres].forEach(({ begin }) => begin()),
        end: () => [node, postgres].forEach(({ end }) => end()),
      };
      const stretch = { loops: what.buyers, ...times };
      const { tally, orders } = await drive(stretch, what.goods === 'hot', edges);
      accepted += orders;
      const perOrder = (micros: number) => Math.round(micros / tally.answers);
      const postgresMicros = postgres.spent();
      return {
        ...what,
        ordersPerSecond: Math.round(tally.answers / tally.seconds),
        p50Ms: Number(tally.medianMs.toFixed(2)),
        p99Ms: Number(tally.p99Ms.toFixed(2)),
        nodeMicros: perOrder(node.spent() ?? 0),
        postgresMicros: postgresMicros === null ? null : perOrder(postgresMicros),
      };
    },
    accepted: () => accepted,
  };
}

function span(clock: CpuClock): Edges & { spent(): number | null } {
  let [from, to] = [null as number | null, null as number | null];
  return {
    begin: () => void (from = clock()),
    end: () => void (to = clock()),
    spent: () => (from === null || to === null ? null : to - from),
  };
}

/** Straight into a way to place orders, in this process. */
export function inProcess(world: BenchWorld, placeOrder: Way['placeOrder']): Drive {
  return async (stretch, isHot, edges) => {
    const { crowd, goodsKeys, shopId, allianceId } = world;
    const size = { slots: stretch.loops, crowd: crowd.length, goodsCount: goodsKeys.length };
    const streams = Array.from({ length: stretch.loops }, (_, slot) =>
      openOrderStream({ slot, ...size, isHot }),
    );
    const before: string[] = [];
    let orders = 0;
    const ask = async (slot: number): Promise<void> => {
      const wanted = streams[slot]!();
      const { orderGroupId } = await placeOrder(allianceId, {
        memberId: crowd[wanted.buyer]!.memberId,
        idempotencyKey: wanted.idempotencyKey,
        lines: wanted.lines.map(({ goods, quantity }) => ({
          goodsKey: goodsKeys[goods]!,
          quantity,
          priceFen,
        })),
        fulfil: { kind: 'pickup', pickupShopId: shopId },
      });
      if (wanted.isReplay && orderGroupId !== before[slot]) throw new Error('A repeat was another order');
      if (!wanted.isReplay) orders += 1;
      before[slot] = orderGroupId;
    };
    return { tally: await runLoops(stretch, ask, edges), orders };
  };
}

/** Through nodes that listen already, from shoppers in another process. */
export function overNodes(world: BenchWorld, ports: readonly number[]): Drive {
  return (stretch, isHot, edges) => {
    const { slug, shopId, goodsKeys, crowd } = world;
    const load: HttpLoad = {
      ...{ ...stretch, ports, slug, shopId, goodsKeys, isHot, priceFen: String(priceFen) },
      tokens: crowd.map(({ token }) => token),
    };
    return drive(load, edges);
  };
}

/** Through a listening server of this process, from shoppers in another: session, contract, permission and JSON. */
export function overHttp(world: BenchWorld, intake: Intake): Drive {
  return async (stretch, isHot, edges) => {
    const door = await listen(world, intake);
    try {
      return await overNodes(world, [door.port])(stretch, isHot, edges);
    } finally {
      await door.close();
    }
  };
}

function drive(load: HttpLoad, edges: Edges): Promise<{ tally: Tally; orders: number }> {
  const child = fork(join(import.meta.dirname, 'http-loops.ts'));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => reject(new Error(`The shoppers left with ${code}`)));
    child.on('message', (said: HttpWord) => {
      if (said.word === 'begin') edges.begin();
      if (said.word === 'end') edges.end();
      if (said.word === 'over') resolve(said);
    });
    child.send(load);
  });
}
