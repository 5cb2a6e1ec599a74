import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Loop, readLoop } from '../src/engines/media/demo/read-file.ts';
import { startEmbeddedMedia } from '../src/engines/media/embedded.ts';
import { configTags, frameTag } from '../src/engines/media/flv/write-tag.ts';
import { openEncoder, type RtmpPeer } from '../src/engines/media/rtmp/fixture.ts';

export type Format = 'message' | 'flv' | 'hls';

export interface Load {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** A server with one encoder publishing the demo film to it by RTMP, in real time. */
export interface BenchServer {
  readonly port: number;
  path(format: Format, viewer: number): string;
  load(): Promise<Load>;
  close(): Promise<void>;
}

const streamId = 'bench';
/** Figures of the hub come once a second. */
const reportMillis = 1_100;

export async function openOwn(): Promise<BenchServer> {
  const port = await freePort();
  const at = { host: '127.0.0.1' };
  const media = await startEmbeddedMedia({
    secret: 'x'.repeat(32),
    clock: { now: () => new Date() },
    rtmp: { ...at, port: 0 },
    http: { ...at, port },
  });
  const stop = await publish(media.createIngest({ streamId, memberId: '' }).rtmp!);
  return {
    port,
    path(format, viewer) {
      const { path } = media.playback(
        { streamId },
        { roomId: `room-${viewer % 10}`, memberId: `v${viewer}` },
      );
      const token = path.slice(path.indexOf('?') + 1);
      return { message: path, flv: `/media/live.flv?${token}`, hls: `/media/hls/${token}` }[format];
    },
    async load() {
      await wait(reportMillis);
      const { cpuMillis, memoryBytes } = media.health();
      return { cpuMillis, memoryBytes };
    },
    async close() {
      stop();
      await media.close();
    },
  };
}

/** node-media-server 4, in a process of its own because it cannot be closed. */
export async function openPeer(): Promise<BenchServer> {
  const [rtmpPort, port] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'lianbo-bench-'));
  const args = [String(rtmpPort), String(port), folder];
  const child = fork(new URL('./media-peer.ts', import.meta.url), args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  const stop = await publish({ port: rtmpPort, app: 'live', streamKey: streamId });
  return {
    port,
    path: () => `/live/${streamId}.flv`,
    async load() {
      child.send('load');
      const [load] = (await once(child, 'message')) as [Load];
      return load;
    },
    async close() {
      stop();
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function publish(ingest: { port: number; app: string; streamKey: string }): Promise<() => void> {
  const loop = await readLoop(new URL('../src/engines/media/demo/demo-loop.mp4', import.meta.url));
  const encoder = await openEncoder(ingest);
  const stop = pace(encoder, loop);
  return () => {
    stop();
    encoder.socket.destroy();
  };
}

const paceMillis = 20;

/** Sends every frame when its time has come, round after round. */
export function pace(encoder: RtmpPeer, loop: Loop): () => void {
  for (const tag of configTags(loop.video, loop.audio, 0)) encoder.tag(tag);
  const startMillis = performance.now();
  let next = 0;
  let roundMicros = 0;
  const timer = setInterval(() => {
    const dueMicros = (performance.now() - startMillis) * 1_000;
    for (;;) {
      const frame = loop.frames[next];
      if (frame === undefined || frame.timeMicros + roundMicros > dueMicros) return;
      encoder.tag(frameTag({ ...frame, timeMicros: frame.timeMicros + roundMicros }));
      next = (next + 1) % loop.frames.length;
      if (next === 0) roundMicros += loop.durationMicros;
    }
  }, paceMillis);
  return () => clearInterval(timer);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
