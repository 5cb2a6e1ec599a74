import { type DoorSource, openSocket, pathOf, retryDelayMs, socketUrl } from './source.ts';
import { closeCode, endMessage, type PublisherNotice } from './wire.ts';

/** refused: token or host not wanted · replaced: published from elsewhere · lost: no network for a minute. */
export type UplinkState = 'connecting' | 'open' | 'reconnecting' | 'refused' | 'replaced' | 'lost' | 'closed';

export interface UplinkListener {
  onState(state: UplinkState): void;
  onNotice(notice: PublisherNotice): void;
  /** What a new connection must be told before frames make sense. */
  introduce(): readonly string[];
}

/** The hub keeps a stream for 10 s; later tries begin it anew, until a host has surely gone. */
const giveUpMs = 60_000;
/** More than this waiting means a dead socket that still looks open. */
const longestBufferedBytes = 4 * 1024 * 1024;

/** A publisher's WebSocket that comes back by itself. */
export class Uplink {
  readonly #source: DoorSource;
  readonly #listener: UplinkListener;
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #lostAtMs = performance.now();
  #isClosed = false;

  constructor(source: DoorSource, listener: UplinkListener) {
    this.#source = source;
    this.#listener = listener;
    void this.#connect();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Bytes the network has not taken yet. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Drops the message when there is no connection: old pictures help nobody. */
  send(message: string | Uint8Array<ArrayBuffer>): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > longestBufferedBytes) return this.reconnect();
    socket.send(message);
  }

  /** Says goodbye, so that viewers see an end and not a broken line. */
  close(): void {
    if (this.#isClosed) return;
    this.send(endMessage);
    this.#socket?.close(1000);
    this.#end('closed');
  }

  /** Drops the connection and comes back: the network was changed for another. */
  reconnect(): void {
    const dropped = this.#socket;
    if (dropped === undefined) return;
    this.#lose(1006);
    dropped.close();
  }

  async #connect(): Promise<void> {
    const path = await pathOf(this.#source).catch(() => undefined);
    const url = path === undefined ? undefined : socketUrl(path);
    if (this.#isClosed) return;
    if (url === undefined) return this.#again();
    const socket = openSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      for (const message of this.#listener.introduce()) socket.send(message);
      this.#listener.onState('open');
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      // Only an accepted token is answered: the next failure is a new one.
      this.#failures = 0;
      this.#listener.onNotice(JSON.parse(data) as PublisherNotice);
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lose(code);
    });
  }

  #lose(code: number): void {
    this.#socket = undefined;
    if (this.#isClosed) return;
    if (this.#failures === 0) this.#lostAtMs = performance.now();
    if (code === closeCode.refused || code === closeCode.kicked) return this.#end('refused');
    if (code === closeCode.replaced) return this.#end('replaced');
    this.#again();
  }

  #again(): void {
    if (performance.now() - this.#lostAtMs > giveUpMs) return this.#end('lost');
    this.#listener.onState('reconnecting');
    const delayMs = retryDelayMs(this.#failures, Math.random());
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#connect(), delayMs);
  }

  #end(state: UplinkState): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#listener.onState(state);
  }
}
