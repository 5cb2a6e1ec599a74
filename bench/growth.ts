/**
 * The same questions with more and more orders behind them. History is planted by set-based SQL; what is measured runs
 * through the product: the intake, and the views behind the doors.
 */
import { listCategories } from '../src/domains/catalog/index.ts';
import { getOverview } from '../src/domains/insight/index.ts';
import { listOrders } from '../src/domains/ordering/index.ts';
import { getPoolProgress } from '../src/domains/supply/index.ts';
import { openIntake } from '../src/edge/intake.ts';
import type { Reader } from '../src/engines/db/tx.ts';
import { withClient } from '../test/worlds/server.ts';
import { nodeCpu, openPostgresCpu, type CpuClock } from './cpu.ts';
import { plantHistory, plantPool } from './growth-history.ts';
import { inProcess, openMeter } from './intake-ways.ts';
import { openBenchWorld, type BenchWorld } from './intake-world.ts';
import type { BenchOptions } from './figures.ts';

const itemCount = 1_000;
const crowdCount = 20_000;
const warmUpReadings = 40;
const readingsAtOnce = 20;
/** The clock of /proc ticks every 10 ms. */
const enoughMicros = 2_000_000;
const deepPages = 20;
const plan = {
  full: { levels: [10_000, 100_000, 1_000_000], warmUpMs: 1_000, measureMs: 4_000 },
  quick: { levels: [10_000, 50_000], warmUpMs: 500, measureMs: 1_500 },
} as const;

/** Reads one row that no order changes. */
const controlWork = (db: Reader) => listCategories(db);

interface GrowthRow {
  readonly orders: number;
  readonly figure: string;
  readonly cpuMicros: number;
  /** In pieces of a fixed work done at the same time. */
  readonly toControl: number;
  /** `toControl` against the first level; above 1 is slower. */
  readonly slower: number;
}

export async function benchGrowth({ isQuick }: BenchOptions): Promise<{ growth: GrowthRow[] }> {
  const { levels, ...times } = isQuick ? plan.quick : plan.full;
  const world = await openBenchWorld(itemCount, crowdCount);
  try {
    const cpu = await openPostgresCpu(world.url);
    const meter = openMeter(cpu, times);
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
      const { controlMicros } = await spent(world, cpu, controlWork);
      const figures: Record<string, Spent> = {
        'intake hot, per order': { micros: hot.nodeMicros + (hot.postgresMicros ?? 0), controlMicros },
        'intake spread, per order': {
          micros: spread.nodeMicros + (spread.postgresMicros ?? 0),
          controlMicros,
        },
        'pool progress': await spent(world, cpu, (db) => getPoolProgress(db, poolId)),
        'dashboard of today': await spent(world, cpu, (db) => getOverview(db, { range: 'today' }, 0)),
        'dashboard of a month': await spent(world, cpu, (db) => getOverview(db, { range: 'month' }, 0)),
        'order list': await spent(world, cpu, (db) => listOrders(db, { limit: 50 })),
        'order list, page 20': await spent(world, cpu, await deepPage(world)),
      };
      for (const [figure, { micros, ...control }] of Object.entries(figures)) {
        const toControl = micros / control.controlMicros;
        const first = rows.find((row) => row.figure === figure)?.toControl ?? toControl;
        rows.push({
          ...{ orders: level, figure, cpuMicros: Math.round(micros), toControl },
          slower: Number((toControl / first).toFixed(2)),
        });
      }
    }
    return { growth: rows };
  } finally {
    await world.close();
  }
}

interface Spent {
  readonly micros: number;
  /** What a fixed piece of work cost at the same time. */
  readonly controlMicros: number;
}

/**
 * CPU of Node and PostgreSQL per reading, each on a scoped connection as behind a door. On a machine that others use even
 * CPU grows, for they take cache and clock: so a fixed piece of work is done in turns with it, and compared along.
 */
async function spent(
  { allianceId, owner, app }: BenchWorld,
  cpu: CpuClock,
  view: (db: Reader) => Promise<unknown>,
): Promise<Spent> {
  const cpuNow = () => nodeCpu() + (cpu() ?? 0);
  const sums = { view: 0, control: 0 };
  let count = 0;
  async function some(what: keyof typeof sums, work: (db: Reader) => Promise<unknown>): Promise<void> {
    const before = cpuNow();
    for (let at = 0; at < readingsAtOnce; at += 1) await app.read({ allianceId, actor: owner }, work);
    sums[what] += cpuNow() - before;
  }
  for (let at = 0; at < warmUpReadings; at += 1) await app.read({ allianceId, actor: owner }, view);
  for (; sums.view < enoughMicros; count += readingsAtOnce) {
    await some('view', view);
    await some('control', controlWork);
  }
  return { micros: sums.view / count, controlMicros: sums.control / count };
}

async function deepPage(world: BenchWorld): Promise<(db: Reader) => Promise<unknown>> {
  const { allianceId, owner } = world;
  let cursor: string | null = null;
  for (let page = 1; page < deepPages; page += 1) {
    const input: { limit: number; cursor?: string } = cursor === null ? { limit: 50 } : { limit: 50, cursor };
    const { nextCursor } = await world.app.read({ allianceId, actor: owner }, (db) => listOrders(db, input));
    cursor = nextCursor;
  }
  return (db) => listOrders(db, { limit: 50, cursor: cursor! });
}
