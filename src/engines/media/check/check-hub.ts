import { setTimeout as wait } from 'node:timers/promises';
import { type Loop, readLoop } from '../demo/read-file.ts';
import { configTags, frameTag } from '../flv/write-tag.ts';
import { frameHeaderBytes } from '../hub/wire.ts';
import type { Frame } from '../mp4/tracks.ts';
import type { MediaCheck, MediaEngine } from '../port.ts';
import { writeChunks } from '../rtmp/write-chunks.ts';
import { outgoingChunkBytes } from '../rtmp/dialect.ts';
import { attempt, fetchStart, firstBytes, notConfigured, openRtmp, openSocket, until } from './trial.ts';

export interface HubTrial {
  readonly media: MediaEngine;
  /** The product's own address as this machine reaches it: "http://127.0.0.1:8080". */
  readonly origin: string;
  /** Stream that is published for the trial, and one by RTMP; nobody knows them. */
  readonly streamId: string;
  readonly rtmpStreamId: string;
}

const watcher = { roomId: 'check', memberId: 'check' };
const sendMillis = 50;

/** A host at the product's own door, sending the demo film until stopped. */
export interface TrialHost {
  readonly checks: readonly MediaCheck[];
  stop(): Promise<void>;
}

/** Publishes as a browser does, in real time; the hub's word that it has pictures is the proof. */
export async function openHost({ media, origin, streamId }: HubTrial): Promise<TrialHost> {
  const loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
  const { path } = media.createIngest({ streamId, memberId: watcher.memberId });
  const socket = openSocket(origin, path);
  socket.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  const check = await attempt('browser-push', async () => {
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(String(code))));
      socket.on('message', () => resolve());
      socket.on('open', () => {
        timer = send((bytes) => socket.send(bytes), loop);
      });
    });
  });
  return {
    checks: [check],
    async stop() {
      clearInterval(timer);
      if (socket.readyState === socket.OPEN) socket.send('{"type":"end"}');
      await wait(sendMillis);
      socket.close();
    },
  };
}

function send(to: (message: string | Buffer) => void, loop: Loop): NodeJS.Timeout {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const { widthPixel, heightPixel, avcC } = loop.video;
  const { sampleRateHertz, channelCount, config } = loop.audio;
  to('{"type":"hello","audio":true}');
  to(JSON.stringify({ type: 'video', widthPixel, heightPixel, avcC: base64(avcC) }));
  to(JSON.stringify({ type: 'audio', sampleRateHertz, channelCount, config: base64(config) }));
  const startMillis = performance.now();
  let next = 0;
  return setInterval(() => {
    const dueMicros = (performance.now() - startMillis) * 1_000;
    for (let frame = loop.frames[next]; frame && frame.timeMicros <= dueMicros; frame = loop.frames[next]) {
      to(messageOf(frame));
      next += 1;
    }
  }, sendMillis);
}

/** hub/wire.ts says what stands where. */
function messageOf({ kind, isKey, timeMicros, durationMicros, data }: Frame): Buffer {
  const head = Buffer.alloc(frameHeaderBytes);
  head[0] = kind === 'video' ? 1 : 2;
  head[1] = isKey ? 1 : 0;
  head.writeUInt32BE(durationMicros, 4);
  head.writeBigInt64BE(BigInt(timeMicros), 12);
  return Buffer.concat([head, data]);
}

/** Every way of watching, at once, while the host sends. */
export function tryPlaying({ media, origin, streamId }: HubTrial): Promise<MediaCheck[]> {
  const token = media.playToken({ streamId }, watcher);
  const { rtmpPort } = media.health();
  const rtmp = `rtmp://127.0.0.1:${rtmpPort}/live/${streamId}?${token}`;
  return Promise.all([
    attempt('browser-play', async () => {
      const socket = openSocket(origin, `/media/play?${token}`);
      await firstBytes(socket).finally(() => socket.terminate());
    }),
    attempt('flv-play', async () => {
      const { status, bytes } = await fetchStart(`${origin}/media/live.flv?${token}`);
      if (status !== 200 || bytes.toString('latin1', 0, 3) !== 'FLV') throw new Error(`HTTP ${status}`);
    }),
    attempt('hls-play', () =>
      until(async () => {
        const { status, bytes } = await fetchStart(`${origin}/media/hls/${token}/live.m3u8`);
        return status === 200 && bytes.includes('.m4s');
      }),
    ),
    rtmpPort === null
      ? notConfigured('rtmp-play', 'LIANBO_RTMP_PORT')
      : attempt('rtmp-play', async () => (await openRtmp(rtmp, 'play')).socket.destroy() && undefined),
    attempt('forged', async () => {
      const forged = token.replace('room=check', 'room=other');
      const { status } = await fetchStart(`${origin}/media/live.flv?${forged}`);
      if (status !== 403) throw new Error(`HTTP ${status}`);
    }),
  ]);
}

/** Publishes as OBS does, until the hub says that pictures have come. */
export async function tryRtmp({ media, rtmpStreamId }: HubTrial): Promise<MediaCheck> {
  const { rtmp } = media.createIngest({ streamId: rtmpStreamId, memberId: watcher.memberId });
  if (rtmp === null) return notConfigured('rtmp-push', 'LIANBO_RTMP_PORT');
  const loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
  let hasCome = false;
  const forget = media.on((event) => {
    if (event.type === 'published' && event.streamId === rtmpStreamId) hasCome = true;
  });
  const check = await attempt('rtmp-push', async () => {
    const client = await openRtmp(`rtmp://127.0.0.1:${rtmp.port}/${rtmp.app}/${rtmp.streamKey}`, 'publish');
    const tags = [...configTags(loop.video, loop.audio, 0), ...loop.frames.slice(0, 60).map(frameTag)];
    for (const { type, timeMillis, body } of tags)
      client.socket.write(
        writeChunks({ typeId: type, streamId: 1, timeMillis, body }, type === 9 ? 6 : 4, outgoingChunkBytes),
      );
    await until(() => hasCome).finally(() => client.goodbye());
  });
  forget();
  return check;
}

/** What the host sent can be made a movie of. */
export async function tryRecording({ media, streamId }: HubTrial): Promise<MediaCheck> {
  return attempt('record', async () => {
    const made = await media.assembleRecording({
      streamId,
      fromMillis: 0,
      untilMillis: Date.now(),
      chapters: [],
    });
    await media.discardRecording(streamId);
    if (made === null) throw new Error('没有录下来 / nothing was recorded');
    return `${(made.durationMillis / 1_000).toFixed(1)} s, ${Math.round(made.byteCount / 1_000)} kB`;
  });
}
