/**
 * The same questions with more and more orders behind them. History is planted by set-based SQL; what is measured runs
 * through the product: the intake, and the views behind the doors.
 */
import { getOverview } from '../src/domains/insight/index.ts';
import { listOrders } from '../src/domains/ordering/index.ts';
import { getPoolProgress } from '../src/domains/supply/index.ts';
import { openIntake } from '../src/edge/intake.ts';
import type { Reader } from '../src/engines/db/tx.ts';
import { withClient } from '../test/worlds/server.ts';
import { openPostgresCpu } from './cpu.ts';
import { plantHistory, plantPool } from './growth-history.ts';
import { inProcess, openMeter } from './intake-ways.ts';
import { openBenchWorld, type BenchWorld } from './intake-world.ts';
import type { BenchOptions } from './figures.ts';

const itemCount = 1_000;
const crowdCount = 20_000;
const readings = 60;
const deepPages = 20;
const plan = {
  full: { levels: [10_000, 100_000, 1_000_000], warmUpMs: 1_000, measureMs: 4_000 },
  quick: { levels: [10_000, 50_000], warmUpMs: 500, measureMs: 1_500 },
} as const;

interface GrowthRow {
  readonly orders: number;
  readonly figure: string;
  readonly value: number;
  /** Against the figure at the first level; above 1 is slower. */
  readonly slower: number;
}

export async function benchGrowth({ isQuick }: BenchOptions): Promise<{ growth: GrowthRow[] }> {
  const { levels, ...times } = isQuick ? plan.quick : plan.full;
  const world = await openBenchWorld(itemCount, crowdCount);
  try {
    const meter = openMeter(await openPostgresCpu(world.url), times);
    const poolId = await withClient(world.url, (client) => plantPool(client, world));
    const rows: GrowthRow[] = [];
    let planted = 0;
    for (const level of levels) {
      await plantHistory(world, poolId, { from: planted, to: level });
      planted = level;
      const intake = openIntake(world.intake, { warn: () => {} });
      const order = inProcess(world, intake.placeOrder);
      const hot = await meter.measure({ goods: 'hot', way: 'intake', buyers: 256 }, order);
      const spread = await meter.measure({ goods: 'spread', way: 'intake', buyers: 256 }, order);
      const figures: Record<string, number> = {
        'intake hot, CPU µs per order': hot.nodeMicros + (hot.postgresMicros ?? 0),
        'intake spread, CPU µs per order': spread.nodeMicros + (spread.postgresMicros ?? 0),
        'pool progress, ms': await timed(world, (db) => getPoolProgress(db, poolId)),
        'dashboard of today, ms': await timed(world, (db) => getOverview(db, { range: 'today' }, 0)),
        'dashboard of a month, ms': await timed(world, (db) => getOverview(db, { range: 'month' }, 0)),
        'order list, ms': await timed(world, (db) => listOrders(db, { limit: 50 })),
        'order list, page 20, ms': await timedDeep(world),
      };
      for (const [figure, value] of Object.entries(figures)) {
        const first = rows.find((row) => row.figure === figure)?.value ?? value;
        const slower = Number((value / first).toFixed(2));
        rows.push({ orders: level, figure, value: Number(value.toFixed(2)), slower });
      }
    }
    return { growth: rows };
  } finally {
    await world.close();
  }
}

/** Median of many readings, each on a scoped connection as behind a door. */
async function timed(world: BenchWorld, view: (db: Reader) => Promise<unknown>): Promise<number> {
  const { allianceId, owner } = world;
  const millis: number[] = [];
  for (let at = 0; at < readings; at += 1) {
    const before = performance.now();
    await world.app.read({ allianceId, actor: owner }, view);
    millis.push(performance.now() - before);
  }
  return millis.toSorted((a, b) => a - b)[Math.floor(readings / 2)]!;
}

async function timedDeep(world: BenchWorld): Promise<number> {
  const { allianceId, owner } = world;
  let cursor: string | null = null;
  for (let page = 1; page < deepPages; page += 1) {
    const input: { limit: number; cursor?: string } = cursor === null ? { limit: 50 } : { limit: 50, cursor };
    const { nextCursor } = await world.app.read({ allianceId, actor: owner }, (db) => listOrders(db, input));
    cursor = nextCursor;
  }
  return timed(world, (db) => listOrders(db, { limit: 50, cursor: cursor! }));
}
