/** Pages of a live evening through HTTP, each read from the database and given from the memory of the process. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { openIntake } from '../src/edge/intake.ts';
import { openSharedAnswers } from '../src/edge/shared-answers.ts';
import type { Edges, Tally } from './closed-loop.ts';
import { nodeCpu, openPostgresCpu, type CpuClock } from './cpu.ts';
import { openBenchWorld, priceFen, type BenchWorld } from './intake-world.ts';
import { listen } from './order-door.ts';
import { openRoom, roomDoors } from './reads-room.ts';
import type { PageLoad, PageWord } from './page-loops.ts';
import type { BenchOptions } from './figures.ts';

const itemCount = 200;
const crowdCount = 2_000;
const readers = 64;
const times = {
  full: { warmUpMs: 2_000, measureMs: 6_000 },
  quick: { warmUpMs: 1_000, measureMs: 2_000 },
} as const;

interface PageRow {
  readonly page: string;
  readonly from: 'database' | 'memory';
  readonly readers: number;
  readonly pagesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly nodeMicros: number;
  readonly postgresMicros: number | null;
}

export async function benchReads({ isQuick }: BenchOptions): Promise<{ reads: PageRow[] }> {
  const world = await openBenchWorld(itemCount, crowdCount);
  try {
    const cpu = await openPostgresCpu(world.url);
    const stretch = times[isQuick ? 'quick' : 'full'];
    const pages = {
      'shopper home, 50 goods': '/api/goods',
      'one item': `/api/goods/${world.goodsKeys[0]}`,
      'room on air, 12 items, 50 messages': await openRoom(world),
    };
    const rows: PageRow[] = [];
    for (const [page, path] of Object.entries(pages)) {
      for (const from of ['database', 'memory'] as const) {
        rows.push(await measure(world, cpu, { page, paths: [path], from }, stretch));
      }
    }
    // Everybody has orders of their own: nothing of this page is the same for two people.
    const orders = await placeOne(world);
    const page = 'one’s own order';
    rows.push(await measure(world, cpu, { page, paths: orders, from: 'database' }, stretch));
    return { reads: rows };
  } finally {
    await world.close();
  }
}

async function measure(
  world: BenchWorld,
  cpu: CpuClock,
  { page, paths, from }: Pick<PageRow, 'page' | 'from'> & { readonly paths: readonly string[] },
  stretch: (typeof times)['full' | 'quick'],
): Promise<PageRow> {
  const intake = openIntake(world.intake, { warn: () => {} });
  const shared = from === 'memory' ? openSharedAnswers({ now: () => new Date() }) : null;
  const door = await listen(world, intake, shared, roomDoors());
  const readings: (readonly [number, number | null])[] = [];
  const note = () => void readings.push([nodeCpu(), cpu()]);
  const load: PageLoad = {
    ...{ ...stretch, loops: readers, port: door.port, slug: world.slug, paths },
    tokens: world.crowd.map(({ token }) => token),
  };
  const tally = await drive(load, { begin: note, end: note });
  await door.close();
  const [[nodeFrom, cpuFrom], [nodeTo, cpuTo]] = readings as [(typeof readings)[0], (typeof readings)[0]];
  const postgres = cpuFrom === null || cpuTo === null ? null : cpuTo - cpuFrom;
  const each = (micros: number) => Math.round(micros / tally.answers);
  return {
    ...{ page, from, readers },
    pagesPerSecond: Math.round(tally.answers / tally.seconds),
    p50Ms: Number(tally.medianMs.toFixed(1)),
    p99Ms: Number(tally.p99Ms.toFixed(1)),
    nodeMicros: each(nodeTo - nodeFrom),
    postgresMicros: postgres === null ? null : each(postgres),
  };
}

/** One order of everybody in the crowd: the addresses of their pages. */
async function placeOne(world: BenchWorld): Promise<string[]> {
  const { crowd, allianceId, goodsKeys, shopId } = world;
  const intake = openIntake(world.intake, { warn: () => {} });
  const orders = crowd.map(({ memberId }, at) =>
    intake.placeOrder(allianceId, {
      ...{ memberId, idempotencyKey: `read ${at}` },
      lines: [0, 1, 2].map((n) => ({
        ...{ goodsKey: goodsKeys[(at + n) % goodsKeys.length]!, quantity: 1, priceFen },
      })),
      fulfil: { kind: 'pickup', pickupShopId: shopId },
    }),
  );
  return (await Promise.all(orders)).map(({ orderGroupId }) => `/api/me/orders/${orderGroupId}`);
}

function drive(load: PageLoad, edges: Edges): Promise<Tally> {
  const child = fork(join(import.meta.dirname, 'page-loops.ts'));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => reject(new Error(`The readers left with ${code}`)));
    child.on('message', (said: PageWord) => {
      if (said.word === 'begin') edges.begin();
      if (said.word === 'end') edges.end();
      if (said.word === 'over') resolve(said.tally);
    });
    child.send(load);
  });
}
