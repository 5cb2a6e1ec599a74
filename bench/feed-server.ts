/**
 * Child of bench/feed.ts: one way to tell many sockets, in a process of its own so that CPU and memory are its alone.
 * `node feed-server.ts <way>`; asks and answers by IPC.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import Fastify from 'fastify';
import { Server as SocketIo } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import { registerFeed } from '../src/edge/feed/register-feed.ts';
import type { Funnel } from '../src/engines/db/funnel.ts';
import type { Reader } from '../src/engines/db/tx.ts';
import { usualPace } from '../src/engines/feed/gather.ts';
import { startInProcessFeed } from '../src/engines/feed/in-process.ts';
import { nodeCpu } from './cpu.ts';
import { nowMillis, rates, sayNumber, type Said } from './feed-events.ts';

export const ways = ['lianbo', 'lianbo, each alone', 'bare ws', 'bare ws, deflate', 'socket.io'] as const;
export type Way = (typeof ways)[number];

/** What it may be asked: figures; `rounds` says things one by one as fast as it goes, `evening` at the pace of an evening. */
export type Ask =
  | { readonly op: 'figures' }
  | { readonly op: 'rounds'; readonly count: number }
  | { readonly op: 'evening'; readonly millis: number; readonly padding: number };

export interface Answer {
  readonly cpuMicros: number;
  readonly memoryBytes: number;
  readonly sockets: number;
  /** Things said since the start. */
  readonly said: number;
}

interface Opened {
  readonly port: number;
  say(said: Said): void;
  sockets(): number;
}

const allianceId = 'bench';
const host = '127.0.0.1';

async function openOwn(isGathering: boolean): Promise<Opened> {
  const clock = { now: () => new Date() };
  const onError = (error: unknown) => console.error(error);
  const pace = isGathering ? usualPace : { tickMillis: 0, eventsPerFrame: 1 };
  const feed = startInProcessFeed({ clock, onError, pace });
  const app = Fastify({ forceCloseConnections: true });
  // Topics here have a state that is not read from a database: the fan-out is measured.
  const funnel = { read: (_scope: unknown, work: (db: Reader) => unknown) => work({} as Reader) } as Funnel;
  const readState = async () => ({});
  await registerFeed(app, {
    ...{ feed, funnel, clock, onError },
    topics: [
      { kind: 'room', idCount: 0, readState },
      { kind: 'pools', idCount: 0, readState },
    ],
    resolveCaller: async () => ({ allianceId, actor: null }),
  });
  await app.listen({ port: 0, host });
  return {
    port: (app.server.address() as AddressInfo).port,
    sockets: () => feed.countListeners({ allianceId, name: 'room' }),
    say: ({ topic, key, event }) =>
      feed.publish(
        { allianceId, name: topic },
        key === undefined ? { mode: 'each', event } : { mode: 'last', key, event },
      ),
  };
}

/** What one writes first: a loop over all sockets, each thing serialised once. */
async function openBare(perMessageDeflate: boolean): Promise<Opened> {
  const server = createServer();
  const hub = new WebSocketServer({
    server,
    perMessageDeflate: perMessageDeflate ? { threshold: 0, serverNoContextTakeover: true } : false,
  });
  const sockets = new Set<WebSocket>();
  hub.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets: () => sockets.size,
    say({ event }) {
      const text = JSON.stringify(event);
      for (const socket of sockets) socket.send(text);
    },
  };
}

async function openSocketIo(): Promise<Opened> {
  const server = createServer();
  const hub = new SocketIo(server, { transports: ['websocket'], perMessageDeflate: false });
  hub.on('connection', (socket) => void socket.join('room'));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets: () => hub.sockets.adapter.rooms.get('room')?.size ?? 0,
    say: ({ event }) => void hub.to('room').emit('said', event),
  };
}

function open(way: Way): Promise<Opened> {
  if (way === 'bare ws') return openBare(false);
  if (way === 'bare ws, deflate') return openBare(true);
  if (way === 'socket.io') return openSocketIo();
  return openOwn(way === 'lianbo');
}

async function serve(way: Way): Promise<void> {
  const server = await open(way);
  let said = 0;
  const sayOne = (padding = 0) => {
    const next = sayNumber(said, nowMillis());
    said += 1;
    server.say(padding === 0 ? next : { ...next, event: { ...next.event, padding: 'x'.repeat(padding) } });
  };
  const figures = (): Answer => ({
    cpuMicros: nodeCpu(),
    memoryBytes: process.memoryUsage().rss,
    sockets: server.sockets(),
    said,
  });
  async function sayRounds(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      sayOne();
      await turn();
    }
  }
  /** Also what a slow machine held back is said, late. */
  async function sayEvening(millis: number, padding: number): Promise<void> {
    const perMilli = (rates.chat + rates.progress + rates.pinned) / 1_000;
    const start = performance.now();
    let done = 0;
    for (let ran = 0; ran < millis; ran = performance.now() - start) {
      for (; done < ran * perMilli; done += 1) sayOne(padding);
      await wait(5);
    }
  }
  process.on('message', (ask: Ask) => {
    void (async () => {
      if (ask.op === 'rounds') await sayRounds(ask.count);
      if (ask.op === 'evening') await sayEvening(ask.millis, ask.padding);
      process.send!(figures());
    })();
  });
  process.once('disconnect', () => process.exit());
  process.send!({ port: server.port });
}

if (process.send) void serve(process.argv[2] as Way);
