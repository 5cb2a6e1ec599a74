import type { Frame } from '../mp4/tracks.ts';
import { Segmenter } from '../hls/segmenter.ts';
import { groupBytes, reconnectGraceMillis } from './limits.ts';
import type { Chunk, Init } from './packager.ts';
import { Packager } from './packager.ts';
import type { Dialect, Link, Seat } from './viewer.ts';
import { Viewer } from './viewer.ts';
import type { PublisherMessage, PublisherNotice } from './wire.ts';
import { closeCode } from './wire.ts';

export type UnpublishReason = 'ended' | 'lost' | 'kicked';

/** What a stream tells the hub that holds it. */
export interface StreamListener {
  published(): void;
  unpublished(reason: UnpublishReason): void;
  /** The audience of a room changed. */
  seated(roomId: string): void;
  sent(bytes: number): void;
  dropped(): void;
}

/** Who writes down what a host sends. */
export interface StreamTap {
  init(init: Init): void;
  chunk(chunk: Chunk): void;
  end(): void;
}

interface Publisher {
  readonly link: Link;
  readonly seat: Seat;
  hasSaidHello: boolean;
  newestMicros: number;
}

/** Issued after every kick, so that none concerns it. */
const noSeat: Seat = { roomId: '', memberId: '', issuedAtMillis: Infinity };

/**
 * One host, any number of viewers in any number of rooms. Its life: idle → live (the first key frame came) →
 * reconnecting (the host's connection broke; viewers keep the last picture) → live again or idle.
 */
export class Stream {
  readonly #listener: StreamListener;
  readonly #packager: Packager;
  readonly #viewers = new Set<Viewer>();
  readonly #rooms = new Map<string, number>();
  #phase: 'idle' | 'live' | 'reconnecting' = 'idle';
  #publisher: Publisher | null = null;
  #lostAtMillis = 0;
  #init: Init | null = null;
  /** Chunks since the last key frame: what a newcomer gets at once. */
  #group: Chunk[] = [];
  #groupBytes = 0;
  #nowMillis = 0;
  /** Viewers without a connection of their own: they ask for segments. */
  #seatCount = 0;
  /** Viewers who are none: they carry the stream to another server. */
  #followerCount = 0;
  readonly segments: Segmenter;
  #tap: StreamTap | null = null;

  constructor(listener: StreamListener, nowMillis: number) {
    this.#listener = listener;
    this.segments = new Segmenter(nowMillis);
    this.#packager = new Packager({
      init: (init) => this.#takeInit(init),
      chunk: (chunk) => this.#takeChunk(chunk),
    });
  }

  get isEmpty(): boolean {
    const hasAudience = this.#viewers.size + this.#seatCount > 0;
    return this.#phase === 'idle' && this.#publisher === null && !hasAudience;
  }

  get hasPublisher(): boolean {
    return this.#publisher !== null;
  }

  get viewerCount(): number {
    return this.#viewers.size - this.#followerCount + this.#seatCount;
  }

  countIn(roomId: string): number {
    return this.#rooms.get(roomId) ?? 0;
  }

  /** @param tap Writes down what this publisher sends; null for nobody. */
  publish(link: Link, seat: Seat, tap: StreamTap | null): void {
    this.#tap = tap;
    this.#publisher?.link.close(closeCode.replaced, 'published elsewhere');
    this.#publisher = { link, seat, hasSaidHello: false, newestMicros: 0 };
  }

  /** Returns false when the message breaks the order: hello comes first and once. */
  hear(link: Link, message: PublisherMessage, nowMillis: number): boolean {
    const publisher = this.#publisher;
    if (publisher?.link !== link) return true;
    this.#nowMillis = nowMillis;
    if (publisher.hasSaidHello === (message.type === 'hello')) return false;
    if (message.type === 'hello') {
      publisher.hasSaidHello = true;
      this.#packager.begin(message.audio);
    } else if (message.type === 'video') this.#packager.configureVideo(message);
    else if (message.type === 'audio') this.#packager.configureAudio(message);
    else this.#end('ended');
    return true;
  }

  /** Returns false when frames come before hello. */
  take(link: Link, frame: Frame, nowMillis: number): boolean {
    const publisher = this.#publisher;
    if (publisher?.link !== link) return true;
    if (!publisher.hasSaidHello) return false;
    this.#nowMillis = nowMillis;
    publisher.newestMicros = Math.max(publisher.newestMicros, frame.timeMicros);
    this.#packager.push(frame, nowMillis);
    return true;
  }

  /** The publisher's connection is gone; an older one that was replaced changes nothing. */
  lose(link: Link, nowMillis: number): void {
    if (this.#publisher?.link !== link) return;
    this.#publisher = null;
    this.#packager.finish();
    if (this.#phase !== 'live') return;
    this.#phase = 'reconnecting';
    this.#lostAtMillis = nowMillis;
    for (const viewer of this.#viewers) viewer.tell({ type: 'reconnecting' });
  }

  join(link: Link, seat: Seat, dialect: Dialect, nowMillis: number): Viewer {
    const viewer = new Viewer(link, seat, dialect);
    this.#count(seat.roomId, 1);
    this.#greet(viewer, nowMillis);
    return viewer;
  }

  /** Gives whoever carries the stream on what a viewer gets; he is not counted and not kicked. */
  follow(link: Link, dialect: Dialect, nowMillis: number): () => void {
    const follower = new Viewer(link, noSeat, dialect);
    this.#followerCount += 1;
    this.#greet(follower, nowMillis);
    return () => {
      if (this.#viewers.delete(follower)) this.#followerCount -= 1;
    };
  }

  #greet(viewer: Viewer, nowMillis: number): void {
    this.#viewers.add(viewer);
    if (this.#phase === 'idle' || this.#init === null) viewer.tell({ type: 'waiting' });
    else for (const chunk of this.#group) this.#sendTo(viewer, this.#init, chunk, nowMillis);
    if (this.#phase === 'reconnecting') viewer.tell({ type: 'reconnecting' });
  }

  leave(viewer: Viewer): void {
    if (this.#viewers.delete(viewer)) this.#count(viewer.seat.roomId, -1);
  }

  /** Counts a viewer who asks for segments; the returned function lets him go. */
  sit({ roomId }: Seat): () => void {
    this.#seatCount += 1;
    this.#count(roomId, 1);
    return () => {
      this.#seatCount -= 1;
      this.#count(roomId, -1);
    };
  }

  kickPublisher(matches: (seat: Seat) => boolean): void {
    const publisher = this.#publisher;
    if (publisher === null ? this.#phase === 'idle' : !matches(publisher.seat)) return;
    this.#end('kicked');
    publisher?.link.close(closeCode.kicked, 'kicked');
  }

  kickViewers(matches: (seat: Seat) => boolean): void {
    for (const viewer of this.#viewers)
      if (matches(viewer.seat)) viewer.link.close(closeCode.kicked, 'kicked');
  }

  /** Every chunkMillis: sends what was left waiting and gives up a host who stayed away. */
  tick(nowMillis: number): void {
    this.#nowMillis = nowMillis;
    this.#packager.tick(nowMillis);
    const isOver = this.#phase === 'reconnecting' && this.#publisher === null;
    if (isOver && nowMillis - this.#lostAtMillis > reconnectGraceMillis) this.#end('lost');
  }

  acknowledge(): void {
    const publisher = this.#publisher;
    if (publisher === null) return;
    const { newestMicros: timeMicros } = publisher;
    const notice: PublisherNotice = { type: 'ack', timeMicros, viewers: this.viewerCount };
    publisher.link.send(JSON.stringify(notice));
  }

  #end(reason: UnpublishReason): void {
    this.#publisher = null;
    this.#packager.finish();
    this.#group = [];
    this.#init = null;
    if (this.#phase === 'idle') return;
    this.#phase = 'idle';
    this.segments.end();
    this.#tap?.end();
    for (const viewer of this.#viewers) {
      viewer.resync();
      viewer.tell({ type: 'ended' });
    }
    this.#listener.unpublished(reason);
  }

  #takeInit(init: Init): void {
    this.segments.init(init);
    this.#tap?.init(init);
    this.#init = init;
    this.#group = [];
    this.#groupBytes = 0;
    for (const viewer of this.#viewers) viewer.resync();
    if (this.#phase === 'idle') this.#listener.published();
    this.#phase = 'live';
  }

  #takeChunk(chunk: Chunk): void {
    const init = this.#init;
    if (init === null) return;
    this.segments.chunk(chunk);
    this.#tap?.chunk(chunk);
    if (chunk.isKey) {
      this.#group = [];
      this.#groupBytes = 0;
    }
    this.#groupBytes += chunk.bytes.byteLength;
    // Without key frames there is nothing worth keeping: newcomers wait for the next one.
    if (this.#groupBytes > groupBytes) this.#group = [];
    else if (chunk.isKey || this.#group.length > 0) this.#group.push(chunk);
    for (const viewer of this.#viewers) this.#sendTo(viewer, init, chunk, this.#nowMillis);
  }

  #sendTo(viewer: Viewer, init: Init, chunk: Chunk, nowMillis: number): void {
    const bytes = viewer.deliver(init, chunk, nowMillis);
    if (bytes > 0) this.#listener.sent(bytes);
    else this.#listener.dropped();
  }

  #count(roomId: string, change: 1 | -1): void {
    const count = this.countIn(roomId) + change;
    if (count === 0) this.#rooms.delete(roomId);
    else this.#rooms.set(roomId, count);
    this.#listener.seated(roomId);
  }
}
