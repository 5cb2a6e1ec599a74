import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { playFile } from '../demo/play-file.ts';
import { Gate } from '../gate.ts';
import { Hub } from './hub.ts';
import type { ForwardNote, FromHub, ListenAt, ToHub } from './ipc.ts';
import { openHttpDoor } from './http-door.ts';
import { chunkMillis, httpIdleMillis, reportMillis } from './limits.ts';
import { Recorder } from '../recording/recorder.ts';
import { Refusals } from './refusals.ts';
import { Forward } from '../rtmp/forward.ts';
import { listenRtmp, type RtmpListener } from '../rtmp/listen.ts';
import type { SocketDoor, SocketDoorOptions } from './sockets.ts';
import { openSocketDoor } from './sockets.ts';

/** Close frames just written need a moment to reach the network. */
const farewellMillis = 100;

interface Running {
  readonly hub: Hub;
  readonly gate: Gate;
  readonly recorders: Recorders;
  readonly door: SocketDoor;
  /** Bytes that cannot be handed over as a socket (TLS ends in the main process) come in here. */
  readonly side: Server;
  /** The hub's own port, for a proxy in front. */
  readonly own: Server | null;
  readonly rtmp: RtmpListener | null;
  /** Ends of the files being played, by stream. */
  readonly files: Map<string, () => void>;
  /** Streams being sent on to another server. */
  readonly forwards: Map<string, Forward>;
}

type Start = Extract<ToHub, { type: 'start' }>;

/**
 * The hub's own process: it gets sockets from the main process, so that not one byte of video passes the thread
 * that takes orders. It lives and dies with its parent.
 */
async function start({ secret, sidePath, kicks, rtmp: at, http, recordings }: Start): Promise<Running> {
  const recorders = openRecorders(recordings);
  const hub = new Hub((event) => report({ type: 'event', event }), Date.now, recorders.open);
  const gate = new Gate(secret, Date.now);
  for (const kick of kicks) gate.remember(kick);
  const authorize = gate.authorize.bind(gate);
  const refusals = new Refusals((note) => report({ type: 'refused', note }));
  const refused = refusals.note.bind(refusals);
  const parts = { hub, authorize, nowMillis: Date.now, refused };
  const door = openSocketDoor(parts);
  const rtmp = at && (await openRtmp(parts, at));
  const httpDoor = openHttpDoor(parts);
  const open = (): Server =>
    createServer(httpDoor.answer).on('upgrade', door.accept).setTimeout(httpIdleMillis);
  const side = open();
  await new Promise<void>((resolve) => side.listen(sidePath, resolve));
  setInterval(() => hub.tick(Date.now()), chunkMillis);
  setInterval(() => {
    door.sweep();
    rtmp?.sweep();
    httpDoor.sweep();
    refusals.sweep();
    recorders.sync();
    const { user, system } = process.cpuUsage();
    const memoryBytes = process.memoryUsage.rss();
    report({ type: 'figures', ...hub.figures(), cpuMillis: (user + system) / 1_000, memoryBytes });
  }, reportMillis);
  const own = http && (await openOwn(open(), http));
  return { hub, gate, recorders, door, side, own, rtmp, files: new Map(), forwards: new Map() };
}

interface Recorders {
  /** The recorder of a stream; null when nothing is recorded. */
  open(streamId: string): Recorder | null;
  seal(streamId: string): Promise<void>;
  sync(): void;
  endAll(): void;
}

function openRecorders(folder: string | null): Recorders {
  const recorders = new Map<string, Recorder>();
  const onTrouble = (text: string): void => report({ type: 'trouble', text });
  return {
    open(streamId) {
      const known = recorders.get(streamId);
      if (known !== undefined || folder === null) return known ?? null;
      const recorder = new Recorder({ folder, streamId, nowMillis: Date.now, onTrouble });
      recorders.set(streamId, recorder);
      return recorder;
    },
    async seal(streamId) {
      await recorders.get(streamId)?.end();
      recorders.delete(streamId);
    },
    sync: () => recorders.forEach((recorder) => recorder.sync()),
    endAll: () => recorders.forEach((recorder) => void recorder.end()),
  };
}

/** Without its own port the hub is still reached through the main process. */
async function openOwn(server: Server, { port, host }: ListenAt): Promise<Server | null> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    sayTaken('LIANBO_MEDIA_PORT', '媒体端口', port, error);
    return null;
  }
}

function sayTaken(name: string, what: string, port: number, error: unknown): void {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const text = `${what} ${port} 打不开（${code}），请用 ${name} 换一个`;
  const english = `port ${port} cannot be opened (${code}); set ${name} to another one`;
  report({ type: 'trouble', text: `${text} / ${english}` });
}

/** Without its port the hub still serves browsers. */
async function openRtmp(parts: SocketDoorOptions, at: ListenAt): Promise<RtmpListener | null> {
  const refused = (address: string, reason: string): void => parts.refused({ door: 'rtmp', address, reason });
  try {
    return await listenRtmp({ ...parts, ...at, refused });
  } catch (error) {
    sayTaken('LIANBO_RTMP_PORT', 'OBS 推流端口', at.port, error);
    return null;
  }
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
  } else if (message.type === 'forward') {
    startForward(running, message.streamId, message.url);
  } else if (message.type === 'stop-forward') {
    stopForward(running, message.streamId);
  } else if (message.type === 'seal') {
    const { streamId } = message;
    void running.recorders.seal(streamId).then(() => report({ type: 'sealed', streamId }));
  } else if (message.type === 'count-resources') report({ type: 'resources', counts: countResources() });
  else if (message.type === 'stop') leave(running);
}

/**
 * What keeps this process busy, by Node's name for its kind, and the bytes it cannot let go: a leak shows here before
 * it shows in the memory the system counts, which grows and shrinks in steps.
 */
function countResources(): Record<string, number> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  const counts: Record<string, number> = { liveBytes: heapUsed + external };
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function startForward(running: Running, streamId: string, url: string): void {
  stopForward(running, streamId);
  const { hub, forwards } = running;
  const tell = (note: ForwardNote): void => report({ type: 'forward', note });
  forwards.set(streamId, new Forward({ hub, streamId, url, tell }));
}

function stopForward({ forwards }: Running, streamId: string): void {
  forwards.get(streamId)?.close();
  forwards.delete(streamId);
}

function leave(running: Running): void {
  for (const forward of running.forwards.values()) forward.close();
  running.door.close();
  running.recorders.endAll();
  running.rtmp?.close();
  for (const server of [running.side, running.own]) {
    server?.close();
    server?.closeAllConnections();
  }
  setTimeout(() => process.exit(0), farewellMillis);
}

function report(message: FromHub): void {
  if (process.connected) process.send?.(message);
}

let running: Running | null = null;
/** Said before the doors were open. */
const early: ToHub[] = [];
process.on('message', (message: ToHub, socket: Socket | undefined) => {
  if (message.type === 'start') void begin(message);
  else if (running === null) early.push(message);
  else obey(running, message, socket);
});

async function begin(message: Start): Promise<void> {
  const started = await start(message);
  running = started;
  for (const said of early.splice(0)) obey(started, said, undefined);
  report({ type: 'ready', rtmpPort: started.rtmp?.port ?? null });
}

process.on('disconnect', () => {
  running?.side.close(); // takes its file away
  process.exit(0);
});
