import type { Hub } from '../hub/hub.ts';
import type { ForwardNote } from '../hub/ipc.ts';
import type { Link } from '../hub/viewer.ts';
import { goodbye, readTarget, RtmpClient, type RtmpTarget } from './client.ts';
import { openRtmpDialect } from './dialect.ts';

export interface ForwardOptions {
  readonly hub: Pick<Hub, 'follow'>;
  readonly streamId: string;
  /** rtmp://host:port/app/name?query */
  readonly url: string;
  /** Said when the other server takes the stream, and when the line breaks or is refused: once for each reason. */
  readonly tell: (note: ForwardNote) => void;
}

const firstRetryMillis = 500;
const longestRetryMillis = 15_000;

/** Sends one stream on to another server, as an encoder would, until closed. */
export class Forward {
  readonly #options: ForwardOptions;
  readonly #target: RtmpTarget;
  #client: RtmpClient | null = null;
  #leave: (() => void) | null = null;
  #retry: NodeJS.Timeout | undefined;
  #delayMillis = firstRetryMillis;
  #lastReason = '';
  #isClosed = false;

  constructor(options: ForwardOptions) {
    this.#options = options;
    this.#target = readTarget(options.url);
    this.#open();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#stopFollowing();
    this.#client?.goodbye();
  }

  #open(): void {
    const client = new RtmpClient(this.#target, 'publish', {
      onStarted: () => this.#follow(client),
      onClosed: (reason) => this.#lose(reason),
    });
    this.#client = client;
  }

  #follow(client: RtmpClient): void {
    const { hub, streamId } = this.#options;
    const dialect = openRtmpDialect(() => client.goodbye());
    this.#leave = hub.follow(streamId, linkTo(client), dialect);
    if (this.#leave === null) return client.goodbye();
    this.#delayMillis = firstRetryMillis;
    this.#lastReason = '';
    this.#options.tell({ streamId, state: 'open', reason: '' });
  }

  #lose(reason: string): void {
    this.#client = null;
    this.#stopFollowing();
    if (this.#isClosed) return;
    if (reason !== this.#lastReason && reason !== goodbye)
      this.#options.tell({ streamId: this.#options.streamId, state: 'broken', reason });
    this.#lastReason = reason;
    this.#retry = setTimeout(() => this.#open(), this.#delayMillis);
    this.#delayMillis = Math.min(2 * this.#delayMillis, longestRetryMillis);
  }

  #stopFollowing(): void {
    this.#leave?.();
    this.#leave = null;
  }
}

/** A server that takes nothing is treated like a slow viewer: bounded, then let go. */
function linkTo({ socket }: RtmpClient): Link {
  return {
    send: (data) => {
      if (typeof data !== 'string' && !socket.destroyed) socket.write(data);
    },
    close: (code) => (code === 1000 ? socket.destroySoon() : void socket.destroy()),
    get bufferedBytes() {
      return socket.writableLength;
    },
  };
}
