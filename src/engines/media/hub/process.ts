import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { playFile } from '../demo/play-file.ts';
import { Gate } from '../gate.ts';
import { Hub } from './hub.ts';
import type { FromHub, ToHub } from './ipc.ts';
import { chunkMillis, reportMillis } from './limits.ts';
import type { SocketDoor } from './sockets.ts';
import { openSocketDoor } from './sockets.ts';

/** Close frames just written need a moment to reach the network. */
const farewellMillis = 100;

interface Running {
  readonly hub: Hub;
  readonly gate: Gate;
  readonly door: SocketDoor;
  /** Bytes that cannot be handed over as a socket (TLS ends in the main process) come in here. */
  readonly side: Server;
  /** Ends of the files being played, by stream. */
  readonly files: Map<string, () => void>;
}

/**
 * The hub's own process: it gets sockets from the main process, so that not one byte of video passes the thread
 * that takes orders. It lives and dies with its parent.
 */
function start({ secret, sidePath, kicks }: Extract<ToHub, { type: 'start' }>): Running {
  const hub = new Hub((event) => report({ type: 'event', event }));
  const gate = new Gate(secret, Date.now);
  for (const kick of kicks) gate.remember(kick);
  const authorize = gate.authorize.bind(gate);
  const door = openSocketDoor({ hub, authorize, nowMillis: Date.now });
  const side = createServer().on('upgrade', door.accept);
  side.listen(sidePath, () => report({ type: 'ready' }));
  setInterval(() => hub.tick(Date.now()), chunkMillis);
  setInterval(() => {
    door.sweep();
    const { user, system } = process.cpuUsage();
    const memoryBytes = process.memoryUsage.rss();
    report({ type: 'figures', ...hub.figures(), cpuMillis: (user + system) / 1_000, memoryBytes });
  }, reportMillis);
  return { hub, gate, door, side, files: new Map() };
}

function obey(running: Running, message: ToHub, socket: Socket | undefined): void {
  const { hub, gate, door, files } = running;
  if (message.type === 'upgrade') {
    // All that ws reads of a request; the parsed one stays in the main process.
    const { url, method, headers } = message;
    if (socket !== undefined) {
      door.accept({ url, method, headers } as IncomingMessage, socket, Buffer.from(message.head, 'base64'));
    }
  } else if (message.type === 'kick') {
    gate.remember(message);
    hub.kick(message);
  } else if (message.type === 'play-file') {
    files.get(message.streamId)?.();
    files.set(message.streamId, playFile(hub, message.streamId, new URL(message.file), Date.now));
  } else if (message.type === 'stop-file') {
    files.get(message.streamId)?.();
    files.delete(message.streamId);
  } else if (message.type === 'stop') leave(running);
}

function leave(running: Running): void {
  running.door.close();
  running.side.close();
  setTimeout(() => process.exit(0), farewellMillis);
}

function report(message: FromHub): void {
  if (process.connected) process.send?.(message);
}

let running: Running | null = null;
process.on('message', (message: ToHub, socket: Socket | undefined) => {
  if (message.type === 'start') running = start(message);
  else if (running !== null) obey(running, message, socket);
});
process.on('disconnect', () => {
  running?.side.close(); // takes its file away
  process.exit(0);
});
