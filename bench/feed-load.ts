/**
 * Child of bench/feed.ts: opens many sockets and reads what they are told. `node feed-load.ts <port> <kind> <role> <sockets>`,
 * kind: feed, feed-deflate, bare, bare-deflate or socket.io. Role: `count` counts frames, `probe` reads every event and notes
 * how late it came, `stuck` reads nothing at all. Probes have a process of their own: one that is busy counting for
 * thousands would measure itself.
 */
import type { Socket } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { clientText, FrameReader, openRaw, type ReadFrame } from './feed-wire.ts';
import { nowMillis } from './feed-events.ts';

export interface Heard {
  readonly frames: number;
  readonly bytes: number;
  /** Events taken by the sockets that read everything, on average. */
  readonly eventsPerSocket: number;
  readonly delaysMillis: readonly number[];
  /** Sockets that count and got another number of frames than most. */
  readonly odd: number;
  readonly closed: number;
}

/** Sockets opened at a time. */
const openAtOnce = 100;
const flushTail = Buffer.from([0, 0, 0xff, 0xff]);

const [port = '', kind = '', role = '', sockets = '0'] = process.argv.slice(2);
const isDeflate = kind.endsWith('-deflate');
const path = kind.startsWith('feed')
  ? '/feed'
  : kind === 'socket.io'
    ? '/socket.io/?EIO=4&transport=websocket'
    : '/';
const isProbe = role === 'probe';

let frames = 0;
let bytes = 0;
let closed = 0;
let events = 0;
let delays: number[] = [];
const counts: { frames: number }[] = [];

function textOf({ payload, isDeflated }: ReadFrame): string {
  if (!isDeflated) return payload.toString();
  return inflateRawSync(Buffer.concat([payload, flushTail]), { finishFlush: 2 }).toString();
}

/** Everything a frame says, whatever the way. */
function eventsOf(text: string): { atMillis?: number }[] {
  if (kind.startsWith('feed')) return (JSON.parse(text) as { events?: { atMillis?: number }[] }).events ?? [];
  if (kind !== 'socket.io') return [JSON.parse(text) as { atMillis?: number }];
  return text.startsWith('42') ? [(JSON.parse(text.slice(2)) as [string, { atMillis: number }])[1]] : [];
}

function greet(socket: Socket): void {
  if (kind.startsWith('feed'))
    for (const topic of ['room', 'pools']) socket.write(clientText(JSON.stringify({ op: 'sub', topic })));
  if (kind === 'socket.io') socket.write(clientText('40'));
}

function watch(socket: Socket): void {
  const reader = new FrameReader(isProbe);
  const own = { frames: 0 };
  counts.push(own);
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    const read = reader.read(chunk);
    frames += read.length;
    own.frames += read.length;
    if (!isProbe) return;
    const now = nowMillis();
    for (const frame of read) {
      for (const { atMillis } of eventsOf(textOf(frame))) {
        if (atMillis === undefined) continue;
        events += 1;
        delays.push(now - atMillis);
      }
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => (closed += 1));
}

async function openOne(): Promise<void> {
  const socket = await openRaw(Number(port), path, isDeflate);
  if (role === 'stuck') {
    socket.pause();
    socket.on('error', () => socket.destroy());
  } else watch(socket);
  greet(socket);
}

function report(): Heard {
  const usual = counts.map((own) => own.frames).toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
  const odd = counts.filter((own) => Math.abs(own.frames - usual) > 1).length;
  return { frames, bytes, eventsPerSocket: events / Number(sockets), delaysMillis: delays, odd, closed };
}

function forget(): void {
  [frames, bytes, events, closed] = [0, 0, 0, 0];
  delays = [];
  for (const own of counts) own.frames = 0;
}

async function main(): Promise<void> {
  const all = Number(sockets);
  for (let from = 0; from < all; from += openAtOnce)
    await Promise.all(Array.from({ length: Math.min(openAtOnce, all - from) }, openOne));
  process.on('message', (op: 'report' | 'forget') => {
    const heard = report();
    if (op === 'forget') forget();
    process.send!(heard);
  });
  process.once('disconnect', () => process.exit());
  process.send!({ isOpen: true });
}

await main();
