import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Kick } from './gate.ts';
import type { ForwardNote, FromHub, HubReport, ListenAt, RefusalNote, ToHub } from './hub/ipc.ts';
import { reconnectGraceMillis } from './hub/limits.ts';
import type { MediaEvent, MediaHealth } from './port.ts';
import { passOn, refuseRequest } from './pass-on.ts';
import { refuseUpgrade, splice } from './splice.ts';

export interface HubKeeperOptions {
  readonly secret: string;
  readonly kicks: () => readonly Kick[];
  readonly onEvent: (event: MediaEvent) => void;
  readonly onRestart: (cause: string) => void;
  readonly onRefused: (note: RefusalNote) => void;
  readonly onTrouble: (text: string) => void;
  readonly rtmp: ListenAt | null;
  readonly http: ListenAt | null;
  readonly recordings: string | null;
}

const restartMillis = 500;
const longestRestartMillis = 10_000;
/** A hub that does not leave by itself is ended. */
const patienceMillis = 2_000;

/** Starts the hub's process, starts it again when it dies, and hands sockets over to it. */
export class HubKeeper {
  readonly #options: HubKeeperOptions;
  #child: ChildProcess | null = null;
  #sidePath = '';
  #state: MediaHealth['state'] = 'starting';
  #figures: HubReport = noFigures;
  #restarts = 0;
  #delayMillis = restartMillis;
  #restartTimer: NodeJS.Timeout | undefined;
  /** Files being played, by stream: a new hub must play them again. */
  readonly #files = new Map<string, URL>();
  readonly #liveStreams = new Set<string>();
  #rtmpPort: number | null = null;
  /** Who waits for a recording to be closed, by stream. */
  readonly #sealed = new Map<string, () => void>();
  /** Addresses that streams are sent on to, and who wants to know how it goes. */
  readonly #forwards = new Map<string, (note: ForwardNote) => void>();
  #onReady: () => void = () => undefined;
  #onResources: (counts: Readonly<Record<string, number>>) => void = () => undefined;

  constructor(options: HubKeeperOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    const ready = new Promise<void>((resolve) => (this.#onReady = resolve));
    this.#spawn();
    return ready;
  }

  tell(message: ToHub): void {
    if (this.#child?.connected) this.#child.send(message);
  }

  health(): MediaHealth {
    const processId = this.#state === 'up' ? (this.#child?.pid ?? null) : null;
    return {
      ...this.#figures,
      state: this.#state,
      restarts: this.#restarts,
      processId,
      rtmpPort: this.#rtmpPort,
    };
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#state !== 'up' || !this.#child?.connected) return refuseUpgrade(socket);
    // The keys of a TLS connection live in this process, so its bytes must pass here.
    if (!(socket instanceof Socket) || socket instanceof TLSSocket) {
      return splice(request, socket, head, this.#sidePath);
    }
    const { url, method, headers } = request;
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    // Node would otherwise let the server's close wait for a child that has gone (its count of sockets in children
    // is raised by close and only lowered by living ones). Destroying what is left of the socket here counts it out.
    Object.assign(socket, { server: null });
    const message: ToHub = { type: 'upgrade', url, method, headers, head: head.toString('base64') };
    this.#child.send(message, socket, { keepOpen: false }, () => socket.destroy());
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state !== 'up') return refuseRequest(response);
    passOn(request, response, this.#sidePath);
  }

  /** Resolves when the hub has closed what it writes of a stream, or has no hand left to write. */
  async seal(streamId: string): Promise<void> {
    if (this.#state !== 'up') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMillis);
      this.#sealed.set(streamId, () => {
        clearTimeout(timer);
        resolve();
      });
      this.tell({ type: 'seal', streamId });
    });
    this.#sealed.delete(streamId);
  }

  /** What the hub holds open, by Node's name for its kind, and `liveBytes` after a collection. Only for a hub that is up. */
  countResources(): Promise<Readonly<Record<string, number>>> {
    const counted = new Promise<Readonly<Record<string, number>>>((resolve) => (this.#onResources = resolve));
    this.tell({ type: 'count-resources' });
    return counted;
  }

  publishFile(streamId: string, file: URL): () => void {
    this.#files.set(streamId, file);
    this.tell({ type: 'play-file', streamId, file: file.href });
    return () => {
      this.#files.delete(streamId);
      this.tell({ type: 'stop-file', streamId });
    };
  }

  /** Sends a stream on to an RTMP address until the returned function is called. A hub that died is to be told anew. */
  forward(streamId: string, url: string, onNote: (note: ForwardNote) => void): () => void {
    this.#forwards.set(streamId, onNote);
    this.tell({ type: 'forward', streamId, url });
    return () => {
      if (this.#forwards.get(streamId) !== onNote) return;
      this.#forwards.delete(streamId);
      this.tell({ type: 'stop-forward', streamId });
    };
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#state = 'stopped';
    clearTimeout(this.#restartTimer);
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const left = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMillis);
    this.tell({ type: 'stop' });
    await left;
    clearTimeout(timer);
  }

  #spawn(): void {
    const name = `lianbo-media-${randomUUID()}`;
    this.#sidePath = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
    const child = fork(new URL('./hub/process.ts', import.meta.url), { execArgv: [] });
    this.#child = child;
    child.on('message', (message: FromHub) => this.#hear(message));
    child.on('error', (error) =>
      child.pid === undefined ? this.#mourn(error.message) : child.kill('SIGKILL'),
    );
    child.on('exit', (code, signal) => this.#mourn(signal ?? `exit ${code}`));
    const { secret, http, recordings } = this.#options;
    // Encoders know the port of the first hub, whichever it was.
    const rtmp = this.#options.rtmp && {
      ...this.#options.rtmp,
      port: this.#rtmpPort ?? this.#options.rtmp.port,
    };
    this.tell({
      type: 'start',
      secret,
      sidePath: this.#sidePath,
      kicks: this.#options.kicks(),
      rtmp,
      http,
      recordings,
    });
    for (const [streamId, file] of this.#files) this.tell({ type: 'play-file', streamId, file: file.href });
  }

  #hear(message: FromHub): void {
    if (message.type === 'event') return this.#announce(message.event);
    if (message.type === 'figures') {
      const { type: _, ...figures } = message;
      this.#figures = figures;
      this.#delayMillis = restartMillis;
      return;
    }
    if (message.type === 'refused') return this.#options.onRefused(message.note);
    if (message.type === 'forward') return this.#forwards.get(message.note.streamId)?.(message.note);
    if (message.type === 'sealed') return this.#sealed.get(message.streamId)?.();
    if (message.type === 'resources') return this.#onResources(message.counts);
    if (message.type === 'trouble') return this.#options.onTrouble(message.text);
    this.#rtmpPort = message.rtmpPort;
    if (this.#state === 'starting') this.#state = 'up';
    this.#onReady();
  }

  #announce(event: MediaEvent): void {
    if (event.type === 'published') this.#liveStreams.add(event.streamId);
    else if (event.type === 'unpublished') this.#liveStreams.delete(event.streamId);
    this.#options.onEvent(event);
  }

  /** Hosts of a hub that died have the usual grace to come back to the new one. */
  #expectBack(): void {
    const missing = [...this.#liveStreams];
    this.#liveStreams.clear();
    setTimeout(() => {
      for (const streamId of this.#state === 'stopped' ? [] : missing) {
        if (!this.#liveStreams.has(streamId))
          this.#announce({ type: 'unpublished', streamId, reason: 'lost' });
      }
    }, this.#delayMillis + reconnectGraceMillis).unref();
  }

  #mourn(cause: string): void {
    rmSync(this.#sidePath, { force: true });
    this.#figures = { ...noFigures };
    if (this.#state === 'stopped') return;
    this.#state = 'starting';
    this.#restarts += 1;
    this.#options.onRestart(cause);
    this.#expectBack();
    this.#restartTimer = setTimeout(() => this.#spawn(), this.#delayMillis);
    this.#delayMillis = Math.min(this.#delayMillis * 2, longestRestartMillis);
  }
}

const noFigures: HubReport = {
  streams: 0,
  publishers: 0,
  viewers: 0,
  bytesIn: 0,
  bytesOut: 0,
  droppedChunks: 0,
  cpuMillis: 0,
  memoryBytes: 0,
};
