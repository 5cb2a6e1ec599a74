/**
 * What live video costs and how late it is. CPU is of the serving process, as a share of one core, and per viewer what
 * is more than the same process needs with an encoder and nobody watching. The delay is from drawing a numbered picture
 * in one browser to seeing it in another on this machine.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { openStudio, type Studio } from '../test/journeys/media-studio.ts';
import { measureIngest } from './media-ingest.ts';
import { type BenchServer, type Format, type Load, openOwn, openPeer } from './media-servers.ts';
import { measureTransit } from './media-transit.ts';
import type { BenchOptions } from './figures.ts';

interface Plan {
  readonly viewerCounts: readonly number[];
  readonly streamCounts: readonly number[];
  readonly measureMillis: number;
}

const fullPlan: Plan = { viewerCounts: [50, 200, 500], streamCounts: [1, 10, 30], measureMillis: 4_000 };
const quickPlan: Plan = { viewerCounts: [200], streamCounts: [10], measureMillis: 3_000 };
const warmUpMillis = 2_500;
const sightingCount = 250;

interface CostRow {
  readonly server: string;
  readonly format: string;
  readonly viewers: number;
  readonly percent: number;
  readonly percentPerViewer: number;
  readonly kilobytesPerViewer: number;
  readonly megabitsPerSecondPerViewer: number;
}

const formatNames: Readonly<Record<Format, string>> = { message: 'fMP4', flv: 'FLV', hls: 'LL-HLS' };

/** One server, one format after the other, each on a fresh process so that memory tells of it alone. */
async function measureServer(
  name: string,
  open: () => Promise<BenchServer>,
  formats: readonly Format[],
  plan: Plan,
): Promise<CostRow[]> {
  const rows: CostRow[] = [];
  for (const format of formats) {
    const server = await open();
    try {
      await wait(warmUpMillis);
      const idle = await spent(server, plan.measureMillis);
      for (const viewers of plan.viewerCounts) {
        const cost = await measureCost(server, format, viewers, idle, plan.measureMillis);
        rows.push({ server: name, format: formatNames[format], viewers, ...cost });
      }
    } finally {
      await server.close();
    }
  }
  return rows;
}

/** Share of a core in percent, and memory at the end. */
async function spent(server: BenchServer, millis: number): Promise<Load & { readonly percent: number }> {
  const before = await server.load();
  const startMillis = performance.now();
  await wait(millis);
  const after = await server.load();
  const percent = ((after.cpuMillis - before.cpuMillis) / (performance.now() - startMillis)) * 100;
  return { ...after, percent };
}

async function measureCost(
  server: BenchServer,
  format: Format,
  viewers: number,
  idle: Load & { readonly percent: number },
  measureMillis: number,
): Promise<Omit<CostRow, 'server' | 'format' | 'viewers'>> {
  const paths = Array.from({ length: viewers }, (_, i) => server.path(format, i));
  const args = [String(server.port), format, JSON.stringify(paths)];
  const child = fork(new URL('./media-viewers.ts', import.meta.url), args);
  try {
    await wait(warmUpMillis);
    const bytesBefore = await ask(child);
    const startMillis = performance.now();
    const busy = await spent(server, measureMillis);
    const bits = ((await ask(child)) - bytesBefore) * 8;
    const tookMillis = performance.now() - startMillis;
    return {
      percent: round(busy.percent, 1),
      percentPerViewer: round((busy.percent - idle.percent) / viewers, 1),
      kilobytesPerViewer: Math.round((busy.memoryBytes - idle.memoryBytes) / viewers / 1_000),
      megabitsPerSecondPerViewer: round(bits / viewers / tookMillis / 1_000, 1),
    };
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

async function ask(child: ChildProcess): Promise<number> {
  child.send('count');
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes;
}

interface DelayRow {
  readonly way: string;
  readonly firstPictureMs: number | null;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

async function measureDelays(): Promise<DelayRow[]> {
  const studio = await openStudio();
  try {
    await studio.host('bench');
    await wait(warmUpMillis);
    const rows: DelayRow[] = [];
    for (const way of ['message', 'low-latency', 'plain']) rows.push(await measureDelay(studio, way));
    return rows;
  } finally {
    await studio.close();
  }
}

async function measureDelay(studio: Studio, way: string): Promise<DelayRow> {
  const { path } = studio.media.playback({ streamId: 'bench' }, { roomId: 'a', memberId: '' });
  const viewer = await studio.viewer(path, [way]);
  try {
    await viewer.hasSeen(sightingCount);
    const sightings = (await viewer.sightings()).slice(sightingCount / 5);
    const delays = sightings.map(({ seenMs, drawnMs }) => seenMs - drawnMs).toSorted((a, b) => a - b);
    const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? Number.NaN;
    const first = viewer.firstPictureMs;
    const firstPictureMs = first === null ? null : Math.round(first);
    return { way, firstPictureMs, p50Ms: at(0.5), p95Ms: at(0.95) };
  } finally {
    await viewer.page.close();
  }
}

function round(value: number, factor: number): number {
  return Math.round(value * factor * 10_000) / 10_000;
}

/** Needs a Chromium for the delay. `--only cost | hls | ingest | transit | delay` measures one part. */
export async function benchMedia({ isQuick, only }: BenchOptions) {
  const plan = isQuick ? quickPlan : fullPlan;
  const wants = (part: string): boolean => only === undefined || only === part;
  return {
    ...(wants('cost') && {
      cost: [
        ...(await measureServer('lianbo', openOwn, ['flv', 'message', 'hls'], plan)),
        ...(await measureServer('node-media-server', openPeer, ['flv'], plan)),
      ],
    }),
    ...(only === 'hls' && { cost: await measureServer('lianbo', openOwn, ['hls'], plan) }),
    ...(wants('ingest') && { ingest: await measureIngest(plan.streamCounts) }),
    ...(wants('transit') && { transit: await measureTransit(plan.measureMillis) }),
    ...(wants('delay') && { delay: await measureDelays() }),
  };
}
