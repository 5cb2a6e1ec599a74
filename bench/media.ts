/**
 * What live video costs and how late it is. CPU is of the process itself, as a share of one
 * core; the delay is from drawing a numbered picture in one browser to seeing it in another on this machine.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { attachMedia } from '../src/engines/media/attach.ts';
import { publishLoop } from '../src/engines/media/demo/publish-loop.ts';
import { startEmbeddedMedia } from '../src/engines/media/embedded.ts';
import { openStudio } from '../test/journeys/media-studio.ts';
import type { BenchOptions } from './figures.ts';

const viewerCount = 200;
const warmUpMillis = 4_000;
const fullMillis = 8_000;
const quickMillis = 4_000;
const sightingCount = 250;

interface CostRow {
  readonly viewers: number;
  readonly mainPercent: number;
  readonly hubPercent: number;
  readonly hubPercentPerViewer: number;
  readonly megabitsPerSecondPerViewer: number;
}

/** CPU of both processes with so many viewers of one stream (the demo loop), in several rooms. */
async function measureCost(viewers: number, idleHubPercent: number, measureMillis: number): Promise<CostRow> {
  const media = await startEmbeddedMedia({ secret: 'x'.repeat(32), clock: { now: () => new Date() } });
  const server = createServer().listen(0, '127.0.0.1');
  attachMedia(server, media);
  await once(server, 'listening');
  publishLoop(media, 'bench');
  const { port } = server.address() as AddressInfo;
  const paths = Array.from(
    { length: viewers },
    (_, i) => media.playback({ streamId: 'bench' }, { roomId: `room-${i % 10}`, memberId: '' }).path,
  );
  const child = fork(new URL('./media-viewers.ts', import.meta.url), [String(port), JSON.stringify(paths)]);
  try {
    await wait(warmUpMillis);
    const bytesBefore = await ask(child);
    const mainBefore = process.cpuUsage();
    const hubBefore = media.health().cpuMillis;
    await wait(measureMillis);
    const main = process.cpuUsage(mainBefore);
    const hubPercent = ((media.health().cpuMillis - hubBefore) / measureMillis) * 100;
    const bits = ((await ask(child)) - bytesBefore) * 8;
    return {
      viewers,
      mainPercent: round((main.user + main.system) / 1_000 / measureMillis, 100),
      hubPercent: round(hubPercent, 1),
      hubPercentPerViewer: viewers === 0 ? 0 : round((hubPercent - idleHubPercent) / viewers, 1),
      megabitsPerSecondPerViewer: viewers === 0 ? 0 : round(bits / viewers / measureMillis / 1_000, 1),
    };
  } finally {
    child.kill();
    await media.close();
    server.close();
  }
}

async function ask(child: ChildProcess): Promise<number> {
  child.send('count');
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes;
}

async function measureDelay(): Promise<Record<string, number | null>> {
  const studio = await openStudio();
  try {
    await studio.host('bench');
    await wait(warmUpMillis);
    const { path } = studio.media.playback({ streamId: 'bench' }, { roomId: 'a', memberId: '' });
    const viewer = await studio.viewer(path);
    await viewer.hasSeen(sightingCount);
    const sightings = (await viewer.sightings()).slice(sightingCount / 5);
    const delays = sightings.map(({ seenMs, drawnMs }) => seenMs - drawnMs).toSorted((a, b) => a - b);
    const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? Number.NaN;
    const first = viewer.firstPictureMs;
    return { firstPictureMs: first === null ? null : Math.round(first), p50Ms: at(0.5), p95Ms: at(0.95) };
  } finally {
    await studio.close();
  }
}

function round(value: number, factor: number): number {
  return Math.round(value * factor * 10_000) / 10_000;
}

/** Needs a Chromium for the delay. */
export async function benchMedia({ isQuick }: BenchOptions) {
  const millis = isQuick ? quickMillis : fullMillis;
  const idle = await measureCost(0, 0, millis);
  const busy = await measureCost(viewerCount, idle.hubPercent, millis);
  return { cost: [idle, busy], delay: [await measureDelay()] };
}
