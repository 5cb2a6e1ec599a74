/**
 * Whether live video keeps anything that it should let go: memory, sockets, timers, file handles. One host who breaks
 * off, comes back and ends; a crowd that joins, leaves, dawdles, vanishes and cheats.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readLoop } from '../src/engines/media/demo/read-file.ts';
import { type EmbeddedMedia, startEmbeddedMedia } from '../src/engines/media/embedded.ts';
import { openEncoder } from '../src/engines/media/rtmp/fixture.ts';
import type { BenchOptions } from './figures.ts';
import { freePort, pace } from './media-servers.ts';

const fullMillis = 15 * 60_000;
const quickMillis = 25_000;
const atOnce = 60;
const streams = ['soak-1', 'soak-2'];
const sampleMillis = 15_000;
const quickSampleMillis = 3_000;
/** Slow viewers, absent HLS viewers and lost hosts are given up within this. */
const settleMillis = 14_000;
const onAirMillis = 9_000;
const awayMillis = 1_000;

interface Held {
  /** What the process cannot let go, after a collection of garbage. */
  readonly liveMegabytes: number;
  /** What the system counts: what is live, garbage, and pages kept for later. */
  readonly residentMegabytes: number;
  readonly sockets: number;
  readonly timers: number;
  readonly fileHandles: number;
}

interface Sample extends Pick<Held, 'liveMegabytes' | 'residentMegabytes'> {
  readonly minutes: number;
}

export async function benchSoak({ isQuick }: BenchOptions) {
  const recordings = mkdtempSync(join(tmpdir(), 'lianbo-soak-'));
  const httpPort = await freePort();
  const at = { host: '127.0.0.1' };
  let refusals = 0;
  const media = await startEmbeddedMedia({
    secret: 'x'.repeat(32),
    clock: { now: () => new Date() },
    rtmp: { ...at, port: 0 },
    http: { ...at, port: httpPort },
    recordings,
    onRefused: ({ times }) => (refusals += times),
  });
  try {
    await wait(quickSampleMillis);
    const before = await held(media);
    const plan = isQuick ? [quickMillis, quickSampleMillis] : [fullMillis, sampleMillis];
    const run = await churn(media, httpPort, plan[0]!, plan[1]!);
    await wait(settleMillis);
    const after = await held(media);
    // The first third fills caches and lets the garbage collector find its pace.
    const slope = slopeOf(run.samples.slice(Math.floor(run.samples.length / 3)));
    const { restarts } = media.health();
    return {
      soak: [
        { what: 'minutes of churn', figure: round((isQuick ? quickMillis : fullMillis) / 60_000) },
        ...Object.entries(run.counts).map(([what, figure]) => ({ what: `viewers who ${what}`, figure })),
        { what: 'times the host broke off', figure: run.breaks },
        { what: 'sessions ended and begun', figure: run.ends },
        { what: 'refusals told', figure: refusals },
        { what: 'restarts of the hub', figure: restarts },
        // A minute tells of caches that fill and nothing else.
        ...(isQuick ? [] : [{ what: 'slope of live memory, MB an hour', figure: round(slope) }]),
      ],
      held: [
        { when: 'before', ...before },
        { when: 'after', ...after },
      ],
      memory: everyTenth(run.samples),
    };
  } finally {
    await media.close();
    rmSync(recordings, { recursive: true, force: true });
  }
}

async function churn(media: EmbeddedMedia, httpPort: number, millis: number, everyMillis: number) {
  const endMillis = performance.now() + millis;
  const isOn = (): boolean => performance.now() < endMillis;
  const tokens = streams.flatMap((streamId) =>
    Array.from({ length: 20 }, (_, i) =>
      media.playToken({ streamId }, { roomId: `room-${i % 5}`, memberId: `v${i}` }),
    ),
  );
  const args = [String(httpPort), String(media.health().rtmpPort), String(atOnce), JSON.stringify(tokens)];
  const crowd = fork(new URL('./soak-crowd.ts', import.meta.url), args);
  const samples: Sample[] = [];
  const hosts = streams.map((streamId, i) => host(media, streamId, i, isOn));
  for (const startMillis = performance.now(); isOn(); await wait(everyMillis)) {
    const minutes = round((performance.now() - startMillis) / 60_000);
    const { liveMegabytes, residentMegabytes } = await held(media);
    samples.push({ minutes, liveMegabytes, residentMegabytes });
  }
  crowd.send('stop');
  const [counts] = (await once(crowd, 'message')) as [Record<string, number>];
  crowd.kill();
  const told = await Promise.all(hosts);
  const sum = (of: 'breaks' | 'ends'): number => told.reduce((total, one) => total + one[of], 0);
  return { samples, counts, breaks: sum('breaks'), ends: sum('ends') };
}

/** On air, away for a moment, back; every third time the session ends for good. */
async function host(media: EmbeddedMedia, streamId: string, offset: number, isOn: () => boolean) {
  const loop = await readLoop(new URL('../src/engines/media/demo/demo-loop.mp4', import.meta.url));
  const told = { breaks: 0, ends: 0 };
  await wait(offset * 2_000);
  while (isOn()) {
    const encoder = await openEncoder(media.createIngest({ streamId, memberId: '' }).rtmp!);
    const stop = pace(encoder, loop);
    await wait(onAirMillis);
    stop();
    if (!isOn() || (told.breaks + told.ends) % 3 === 2) {
      encoder.command('deleteStream', 4, null, 1);
      encoder.socket.end();
      told.ends += 1;
    } else {
      encoder.socket.resetAndDestroy();
      told.breaks += 1;
    }
    await wait(awayMillis);
  }
  return told;
}

/** What the hub's process holds, by its own count and by the system's. */
async function held(media: EmbeddedMedia): Promise<Held> {
  const { memoryBytes, processId } = media.health();
  const resources = await media.countResources();
  const sum = (kinds: RegExp): number =>
    Object.entries(resources).reduce((total, [kind, count]) => total + (kinds.test(kind) ? count : 0), 0);
  return {
    liveMegabytes: round((resources['liveBytes'] ?? Number.NaN) / 1e6),
    residentMegabytes: round(memoryBytes / 1e6),
    sockets: sum(/^(TCP|Pipe)(Socket|SocketWrap|Wrap)/),
    timers: sum(/^(Timeout|Immediate)/),
    fileHandles: openFiles(processId ?? 0),
  };
}

/** Files, sockets and pipes the system counts for a process; NaN where there is no /proc. */
function openFiles(processId: number): number {
  try {
    const folder = `/proc/${processId}/fd`;
    return readdirSync(folder).filter((name) => isStillOpen(join(folder, name))).length;
  } catch {
    return Number.NaN;
  }
}

function isStillOpen(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}

/** Least squares through the live memory of the samples, in megabytes an hour. */
function slopeOf(samples: readonly Sample[]): number {
  const n = samples.length;
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, s) => sum + of(s), 0) / n;
  const [x, y] = [mean((s) => s.minutes), mean((s) => s.liveMegabytes)];
  const above = samples.reduce((sum, s) => sum + (s.minutes - x) * (s.liveMegabytes - y), 0);
  const below = samples.reduce((sum, s) => sum + (s.minutes - x) ** 2, 0);
  return (above / below) * 60;
}

function everyTenth(samples: readonly Sample[]): Sample[] {
  const step = Math.max(1, Math.floor(samples.length / 10));
  return samples.filter((_, i) => i % step === 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
