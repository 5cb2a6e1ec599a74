import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Loop, readLoop } from '../src/engines/media/demo/read-file.ts';
import { startEmbeddedMedia } from '../src/engines/media/embedded.ts';
import { openEncoder } from '../src/engines/media/rtmp/fixture.ts';
import { pace } from './media-servers.ts';

interface IngestRow {
  readonly streams: number;
  readonly recorded: string;
  readonly percent: number;
  readonly percentPerStream: number;
}

const settleMillis = 2_500;
const measureMillis = 4_000;
const reportMillis = 1_100;

/** What a host costs the hub whom nobody watches: taking frames, packaging them, cutting HLS and, if so, writing. */
export async function measureIngest(streamCounts: readonly number[]): Promise<IngestRow[]> {
  const loop = await readLoop(new URL('../src/engines/media/demo/demo-loop.mp4', import.meta.url));
  const rows: IngestRow[] = [];
  for (const isRecorded of [false, true]) {
    for (const streams of streamCounts) {
      const percent = await spend(loop, streams, isRecorded);
      const percentPerStream = Math.round((percent / streams) * 1_000) / 1_000;
      const recorded = isRecorded ? 'yes' : 'no';
      rows.push({ streams, recorded, percent: Math.round(percent * 10) / 10, percentPerStream });
    }
  }
  return rows;
}

/** Share of a core that so many encoders take beyond an idle hub, in percent. */
async function spend(loop: Loop, streams: number, isRecorded: boolean): Promise<number> {
  const recordings = isRecorded ? mkdtempSync(join(tmpdir(), 'lianbo-ingest-')) : null;
  const media = await startEmbeddedMedia({
    secret: 'x'.repeat(32),
    clock: { now: () => new Date() },
    rtmp: { port: 0, host: '127.0.0.1' },
    recordings,
  });
  async function share(): Promise<number> {
    await wait(reportMillis);
    const [before, startMillis] = [media.health().cpuMillis, performance.now()];
    await wait(measureMillis);
    return ((media.health().cpuMillis - before) / (performance.now() - startMillis)) * 100;
  }
  const stops: (() => void)[] = [];
  try {
    const idle = await share();
    for (let i = 0; i < streams; i += 1) {
      const encoder = await openEncoder(media.createIngest({ streamId: `in-${i}`, memberId: '' }).rtmp!);
      stops.push(pace(encoder, loop), () => encoder.socket.destroy());
    }
    await wait(settleMillis);
    return (await share()) - idle;
  } finally {
    for (const stop of stops) stop();
    await media.close();
    if (recordings !== null) rmSync(recordings, { recursive: true, force: true });
  }
}
