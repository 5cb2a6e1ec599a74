import { viewerQueueBytes, viewerStalledMillis } from './limits.ts';
import type { Chunk, Init } from './packager.ts';
import type { ViewerNotice } from './wire.ts';
import { closeCode } from './wire.ts';

/** One WebSocket as the hub sees it. */
export interface Link {
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes handed to send that the network has not taken yet. */
  readonly bufferedBytes: number;
}

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
  #isSkipping = true;
  #fullSinceMillis: number | null = null;

  constructor(link: Link, seat: Seat) {
    this.link = link;
    this.seat = seat;
  }

  tell(notice: ViewerNotice): void {
    this.link.send(JSON.stringify(notice));
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
    if (this.#isSkipping) {
      const { mime, widthPixel, heightPixel } = init;
      this.tell({ type: 'init', mime, widthPixel, heightPixel, atMicros: chunk.atMicros });
      this.link.send(init.bytes);
      this.#isSkipping = false;
    }
    this.link.send(chunk.bytes);
    return chunk.bytes.byteLength;
  }

  #letGoWhenStalled(nowMillis: number): void {
    const since = this.#fullSinceMillis;
    if (since !== null && nowMillis - since > viewerStalledMillis)
      this.link.close(closeCode.stalled, 'stalled');
  }
}
