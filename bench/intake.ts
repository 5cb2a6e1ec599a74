/**
 * What an order costs: a transaction per order, our intake, our intake through HTTP, and what the server can write at
 * most, in one run on one server (TEST_DATABASE_URL, else an embedded one). Buyers are closed loops.
 */
import { openIntake } from '../src/edge/intake.ts';
import { placeOrders } from '../src/domains/ordering/index.ts';
import { withClient } from '../test/worlds/server.ts';
import { measureCeiling, readOrders, type Ceiling } from './ceiling.ts';
import { openPostgresCpu } from './cpu.ts';
import { verifyOrders } from './intake-sums.ts';
import { measureBurst } from './intake-burst.ts';
import { inProcess, openMeter, overHttp, type Meter, type Row, type Way } from './intake-ways.ts';
import { openBenchWorld, type BenchWorld } from './intake-world.ts';
import { openNaiveIntake } from './naive-intake.ts';
import type { BenchOptions } from './figures.ts';

const itemCount = 1_000;
/** Large enough that a buyer orders a few times at most, as in an evening. */
const crowdCount = 20_000;
const plan = {
  full: {
    warmUpMs: 1_000,
    measureMs: 4_000,
    levels: [1, 16, 64, 256, 1_024],
    doors: [64, 256, 1_024],
    batches: 20,
  },
  quick: { warmUpMs: 500, measureMs: 1_500, levels: [1, 256], doors: [256], batches: 8 },
} as const;
type Plan = (typeof plan)['full' | 'quick'];

export async function benchIntake({
  isQuick,
  only,
}: BenchOptions): Promise<Record<string, readonly object[]>> {
  const world = await openBenchWorld(itemCount, crowdCount);
  if (only === 'burst') return measureBurst(world, isQuick).finally(() => world.close());
  const how = isQuick ? plan.quick : plan.full;
  const naive = openNaiveIntake(world.url);
  try {
    const cpu = await openPostgresCpu(world.url);
    const meter = openMeter(cpu, how);
    const rows = await measureWays(world, meter, how, naive);
    const sums = await verifyOrders(world, meter.accepted());
    const ceilings = await measureCeilings(world, cpu, how.batches);
    return { intake: rows, ceiling: ceilings, ratios: ratiosOf(rows, ceilings), sums: [sums] };
  } finally {
    await naive.close();
    await world.close();
  }
}

async function measureWays(
  world: BenchWorld,
  meter: Meter,
  how: Plan,
  naive: ReturnType<typeof openNaiveIntake>,
): Promise<Row[]> {
  const intake = openIntake(world.intake, { warn: () => {} });
  const asIntake = { ...intake, placeOrder: naive.placeOrder };
  const alone: Way['placeOrder'] = async (allianceId, request) => {
    const scope = { allianceId, actor: null };
    const hashed = { ...request, inputHash: request.idempotencyKey };
    const [answer] = await world.intake.transact(scope, (tx) => placeOrders(tx, [hashed]));
    if (!answer || answer.kind === 'refused') throw answer?.refusal ?? new Error('No answer');
    return answer.order;
  };
  const rows: Row[] = [];
  for (const goods of ['hot', 'spread'] as const) {
    rows.push(await meter.measure({ goods, way: 'act without batcher', buyers: 1 }, inProcess(world, alone)));
    for (const buyers of how.levels) {
      rows.push(
        await meter.measure(
          { goods, way: 'a: transaction each', buyers },
          inProcess(world, naive.placeOrder),
        ),
      );
      rows.push(
        await meter.measure({ goods, way: 'b: intake', buyers }, inProcess(world, intake.placeOrder)),
      );
    }
    for (const buyers of how.doors) {
      rows.push(await meter.measure({ goods, way: 'a through HTTP', buyers }, overHttp(world, asIntake)));
      rows.push(
        await meter.measure({ goods, way: 'c: intake through HTTP', buyers }, overHttp(world, intake)),
      );
    }
  }
  return rows;
}

function measureCeilings(
  world: BenchWorld,
  cpu: () => number | null,
  batches: number,
): Promise<(Ceiling & { readonly how: string })[]> {
  return withClient(world.url, async (client) => {
    const orders = await readOrders(client);
    const unnest = await measureCeiling(client, orders, 'unnest', { batches, cpu });
    const copy = await measureCeiling(client, orders, 'copy', { batches, cpu });
    return [
      { how: 'unnest, 500 orders a transaction', ...rounded(unnest) },
      { how: 'COPY, 500 orders a transaction', ...rounded(copy) },
    ];
  });
}

function rounded({ ordersPerSecond, postgresMicros }: Ceiling): Ceiling {
  return {
    ordersPerSecond: Math.round(ordersPerSecond),
    postgresMicros: postgresMicros === null ? null : Math.round(postgresMicros),
  };
}

/** The figures that are asked for, each with its bar. */
function ratiosOf(rows: readonly Row[], [unnest]: readonly Ceiling[]): object[] {
  const find = (goods: string, way: string, buyers: number) =>
    rows.find((row) => row.goods === goods && row.way.startsWith(way) && row.buyers === buyers);
  const per = (above: number | null | undefined, below: number | null | undefined) =>
    above && below ? Number((above / below).toFixed(2)) : null;
  const cost = (row: Row | undefined) => (row?.postgresMicros ? row.nodeMicros + row.postgresMicros : null);
  const best = (goods: string, way: string) =>
    Math.max(
      ...rows
        .filter((row) => row.goods === goods && row.way.startsWith(way))
        .map((row) => row.ordersPerSecond),
    );
  return (['hot', 'spread'] as const).flatMap((goods) => {
    const [b, c] = [find(goods, 'b:', 256), find(goods, 'c:', 256)];
    const [one, act] = [find(goods, 'b:', 1), find(goods, 'act', 1)];
    return [
      {
        goods,
        figure: 'orders/s at 256: b / a',
        bar: goods === 'hot' ? '≥ 40' : '≥ 10',
        ratio: per(b?.ordersPerSecond, find(goods, 'a:', 256)?.ordersPerSecond),
      },
      { goods, figure: 'best orders/s: b / a', bar: '', ratio: per(best(goods, 'b:'), best(goods, 'a:')) },
      {
        goods,
        figure: 'PostgreSQL CPU at 256: b / unnest',
        bar: '≤ 3',
        ratio: per(b?.postgresMicros, unnest?.postgresMicros),
      },
      {
        goods,
        figure: 'orders/s: b at 256 / unnest',
        bar: '',
        ratio: per(b?.ordersPerSecond, unnest?.ordersPerSecond),
      },
      { goods, figure: 'server CPU at 256: c / b', bar: '≤ 2.5', ratio: per(cost(c), cost(b)) },
      {
        goods,
        figure: 'orders/s at 256: c / a through HTTP',
        bar: '≥ 10',
        ratio: per(c?.ordersPerSecond, find(goods, 'a through', 256)?.ordersPerSecond),
      },
      { goods, figure: 'b at 256: p99 / p50', bar: '≤ 3', ratio: per(b?.p99Ms, b?.p50Ms) },
      {
        goods,
        figure: 'ms the batcher adds at 1 buyer',
        bar: '≤ 2',
        ratio: Number((one!.p50Ms - act!.p50Ms).toFixed(2)),
      },
    ];
  });
}
