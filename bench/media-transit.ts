import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readLoop } from '../src/engines/media/demo/read-file.ts';
import { startEmbeddedMedia } from '../src/engines/media/embedded.ts';
import { readVideoTag } from '../src/engines/media/flv/read-tag.ts';
import { openEncoder, RtmpPeer } from '../src/engines/media/rtmp/fixture.ts';
import { freePort, pace } from './media-servers.ts';

interface TransitRow {
  readonly way: string;
  readonly firstPictureMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const streamId = 'transit';
const warmUpMillis = 3_000;
const newcomers = 8;
const tagHeaderBytes = 11;

/** Called with the encoded picture whenever one arrives. */
type OnPicture = (data: Buffer) => void;
type Watch = (onPicture: OnPicture) => () => void;

/** From an encoder's socket to a player's, without drawing and decoding: the hub's own part, for players of no browser. */
export async function measureTransit(millis: number): Promise<TransitRow[]> {
  const loop = await readLoop(new URL('../src/engines/media/demo/demo-loop.mp4', import.meta.url));
  const port = await freePort();
  const at = { host: '127.0.0.1' };
  const media = await startEmbeddedMedia({
    secret: 'x'.repeat(32),
    clock: { now: () => new Date() },
    rtmp: { ...at, port: 0 },
    http: { ...at, port },
  });
  try {
    const ingest = media.createIngest({ streamId, memberId: '' }).rtmp!;
    const encoder = await openEncoder(ingest);
    const sentAt = new Map<string, number>();
    const send = encoder.tag.bind(encoder);
    encoder.tag = (tag) => {
      const content = tag.type === 9 ? readVideoTag(tag.body) : null;
      if (content?.type === 'picture') sentAt.set(nameOf(content.data), performance.now());
      send(tag);
    };
    const stop = pace(encoder, loop);
    await wait(warmUpMillis);
    const token = media.playToken({ streamId }, { roomId: 'a', memberId: '' });
    const ways: Readonly<Record<string, Watch>> = {
      'RTMP → FLV': (onPicture) => watchFlv(port, token, onPicture),
      'RTMP → RTMP': (onPicture) => watchRtmp(ingest.port, token, onPicture),
    };
    const rows: TransitRow[] = [];
    for (const [way, watch] of Object.entries(ways))
      rows.push({ way, ...(await measure(watch, sentAt, millis)) });
    stop();
    encoder.socket.destroy();
    return rows;
  } finally {
    await media.close();
  }
}

async function measure(watch: Watch, sentAt: ReadonlyMap<string, number>, millis: number) {
  const firsts: number[] = [];
  for (let i = 0; i < newcomers; i += 1) firsts.push(await firstPicture(watch));
  const delays: number[] = [];
  const startMillis = performance.now();
  const leave = watch((data) => {
    const sent = sentAt.get(nameOf(data));
    // What was sent before the viewer came is his start, not a delay.
    if (sent !== undefined && sent > startMillis) delays.push(performance.now() - sent);
  });
  await wait(millis);
  leave();
  return { firstPictureMs: at(firsts, 0.5), p50Ms: at(delays, 0.5), p95Ms: at(delays, 0.95) };
}

async function firstPicture(watch: Watch): Promise<number> {
  const startMillis = performance.now();
  let leave = (): void => undefined;
  await new Promise<void>((resolve) => (leave = watch(() => resolve())));
  leave();
  return performance.now() - startMillis;
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
}

/** No two pictures of the film are the same. */
function nameOf(data: Uint8Array): string {
  return `${data.byteLength} ${Buffer.from(data.subarray(-24)).toString('base64')}`;
}

function watchFlv(port: number, token: string, onPicture: OnPicture): () => void {
  const asking = get(
    { host: '127.0.0.1', port, path: `/media/live.flv?${token}`, agent: false },
    (answer) => {
      let held = Buffer.alloc(0);
      let isBegun = false;
      answer.on('data', (bytes: Buffer) => {
        held = Buffer.concat([held, bytes]);
        let from = isBegun ? 0 : 13;
        isBegun = true;
        for (;;) {
          if (held.length < from + tagHeaderBytes) break;
          const size = held.readUIntBE(from + 1, 3);
          const end = from + tagHeaderBytes + size + 4;
          if (held.length < end) break;
          if (held[from] === 9) tell(held.subarray(from + tagHeaderBytes, end - 4), onPicture);
          from = end;
        }
        held = held.subarray(from);
      });
      answer.on('error', () => undefined);
    },
  );
  asking.on('error', () => undefined);
  return () => asking.destroy();
}

function watchRtmp(port: number, token: string, onPicture: OnPicture): () => void {
  const peer = new RtmpPeer(port);
  peer.ask('play', `${streamId}?${token}`);
  let told = 0;
  peer.socket.on('data', () => {
    for (const { typeId, body } of peer.media.slice(told)) if (typeId === 9) tell(body, onPicture);
    told = peer.media.length;
  });
  return () => peer.socket.destroy();
}

function tell(body: Buffer, onPicture: OnPicture): void {
  const content = readVideoTag(body);
  if (content.type === 'picture') onPicture(content.data);
}
