/**
 * Child of bench/soak.ts: viewers who come and go until told to stop.
 * `node soak-crowd.ts <HTTP port> <RTMP port> <how many at once> <tokens as JSON>`
 */
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { RtmpPeer } from '../src/engines/media/rtmp/fixture.ts';

const [httpPort = '', rtmpPort = '', atOnce = '', tokenList = '[]'] = process.argv.slice(2);
const tokens = JSON.parse(tokenList) as string[];
const counts = { came: 0, dawdled: 0, cheated: 0, vanished: 0 };
const shortestMillis = 500;
const longestMillis = 12_000;
let isOver = false;
/** Chance from a seed, so that every soak is the same crowd (mulberry32). */
let seed = 20_261_201;
function chance(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function request(path: string, headers = ''): Socket {
  const socket = connect(Number(httpPort), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: soak\r\n${headers}\r\n`);
  return socket;
}

const kinds: readonly ((token: string) => Socket)[] = [
  (token) => {
    const key = randomBytes(16).toString('base64');
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
    return request(`/media/play?${token}`, `${upgrade}\r\nSec-WebSocket-Key: ${key}\r\n`);
  },
  (token) => request(`/media/live.flv?${token}`),
  (token) => {
    const peer = new RtmpPeer(Number(rtmpPort));
    const stream = new URLSearchParams(token).get('stream');
    peer.ask('play', `${stream}?${token}`);
    return peer.socket;
  },
];

async function watchHls(token: string, untilMillis: number): Promise<void> {
  while (!isOver && performance.now() < untilMillis) {
    await new Promise<void>((resolve) => {
      const asking = get(
        { host: '127.0.0.1', port: Number(httpPort), path: `/media/hls/${token}/live.m3u8`, agent: false },
        (answer) =>
          answer
            .resume()
            .on('end', resolve)
            .on('error', () => resolve()),
      );
      asking.on('error', () => resolve());
    });
    await wait(200);
  }
}

/** One seat: somebody sits down, watches in one way or another, and leaves. */
async function keepSeat(): Promise<void> {
  while (!isOver) {
    const stay = shortestMillis + chance() * (longestMillis - shortestMillis);
    const isForged = chance() < 0.1;
    const token = tokens[Math.floor(chance() * tokens.length)]!;
    const shown = isForged ? token.replace(/sign=.{4}/, 'sign=AAAA') : token;
    counts.came += 1;
    if (isForged) counts.cheated += 1;
    const kind = kinds[Math.floor(chance() * (kinds.length + 1))];
    if (kind === undefined) {
      await watchHls(shown, performance.now() + stay);
      continue;
    }
    const socket = kind(shown);
    const isSlow = chance() < 0.2;
    if (isSlow) {
      counts.dawdled += 1;
      // Takes nothing for a while; what he misses must not wait in the hub for ever.
      socket.once('data', () => socket.pause());
    }
    await wait(stay);
    if (chance() < 0.5) {
      counts.vanished += 1;
      socket.resetAndDestroy();
    } else socket.destroy();
  }
}

const seats = Array.from({ length: Number(atOnce) }, keepSeat);
process.on('message', (message) => {
  if (message === 'stop') isOver = true;
  void (message === 'stop' ? Promise.all(seats) : Promise.resolve()).then(() => process.send?.(counts));
});
