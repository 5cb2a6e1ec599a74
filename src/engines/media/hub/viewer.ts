import { viewerQueueBytes, viewerStalledMillis } from './limits.ts';
import type { Chunk, Init } from './packager.ts';
import type { ViewerNotice } from './wire.ts';
import { closeCode } from './wire.ts';

/** One connection as the hub sees it. */
export interface Link {
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes handed to send that the network has not taken yet. */
  readonly bufferedBytes: number;
}

/** How one kind of player is spoken to. */
export interface Dialect {
  tell(link: Link, notice: ViewerNotice): void;
  /** What a decoder needs before this chunk, the first one or the first after a break. */
  begin(link: Link, init: Init, chunk: Chunk): void;
  /** The chunk in this format; made once for all viewers. */
  media(chunk: Chunk): Uint8Array;
}

/** The product's own player: text notices, fragmented MP4. */
export const messageDialect: Dialect = {
  tell: (link, notice) => link.send(JSON.stringify(notice)),
  begin(link, { mime, widthPixel, heightPixel, bytes }, { atMicros }) {
    this.tell(link, { type: 'init', mime, widthPixel, heightPixel, atMicros });
    link.send(bytes);
  },
  media: ({ bytes }) => bytes,
};

/** Who sits at the other end, as his token says. */
export interface Seat {
  readonly roomId: string;
  readonly memberId: string;
  readonly issuedAtMillis: number;
}

/** A viewer gets every chunk, or, when too slow, none until a key frame finds his queue short again. */
export class Viewer {
  readonly link: Link;
  readonly seat: Seat;
  readonly #dialect: Dialect;
  #isSkipping = true;
  #fullSinceMillis: number | null = null;

  constructor(link: Link, seat: Seat, dialect: Dialect) {
    this.link = link;
    this.seat = seat;
    this.#dialect = dialect;
  }

  tell(notice: ViewerNotice): void {
    this.#dialect.tell(this.link, notice);
  }

  /** A new init is coming: what follows makes sense only from its first key frame on. */
  resync(): void {
    this.#isSkipping = true;
  }

  /** Returns the bytes handed to the network, 0 when the chunk was left out. */
  deliver(init: Init, chunk: Chunk, nowMillis: number): number {
    const isFull = this.link.bufferedBytes > viewerQueueBytes;
    this.#fullSinceMillis = isFull ? (this.#fullSinceMillis ?? nowMillis) : null;
    if (isFull || (this.#isSkipping && !chunk.isKey)) {
      this.#isSkipping = true;
      this.#letGoWhenStalled(nowMillis);
      return 0;
    }
    if (this.#isSkipping) this.#dialect.begin(this.link, init, chunk);
    this.#isSkipping = false;
    const bytes = this.#dialect.media(chunk);
    this.link.send(bytes);
    return bytes.byteLength;
  }

  #letGoWhenStalled(nowMillis: number): void {
    const since = this.#fullSinceMillis;
    if (since !== null && nowMillis - since > viewerStalledMillis)
      this.link.close(closeCode.stalled, 'stalled');
  }
}
