import type { Kick } from '../gate.ts';
import type { MediaEvent, MediaGrant, MediaHealth } from '../port.ts';
import type { Segmenter } from '../hls/segmenter.ts';
import { reportMillis, streamsPerHub, viewersPerHub } from './limits.ts';
import type { StreamListener, StreamTap } from './stream.ts';
import { Stream } from './stream.ts';
import { type Dialect, type Link, messageDialect, type Seat } from './viewer.ts';

export type HubFigures = Pick<
  MediaHealth,
  'streams' | 'publishers' | 'viewers' | 'bytesIn' | 'bytesOut' | 'droppedChunks'
>;

/** All streams of one process. Whoever owns it calls tick every chunkMillis. */
export class Hub {
  readonly #emit: (event: MediaEvent) => void;
  readonly #nowMillis: () => number;
  readonly #openTap: (streamId: string) => StreamTap | null;
  readonly #streams = new Map<string, Stream>();
  /** Rooms whose count changed since the last report, by stream. */
  readonly #changedRooms = new Map<string, Set<string>>();
  #viewerCount = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #droppedChunks = 0;
  #reportedAtMillis = 0;

  constructor(
    emit: (event: MediaEvent) => void,
    nowMillis: () => number,
    openTap: (streamId: string) => StreamTap | null = () => null,
  ) {
    this.#openTap = openTap;
    this.#emit = emit;
    this.#nowMillis = nowMillis;
  }

  /** The stream for a publisher, null when the hub is full. `tap` null: not to be written down. */
  publish(
    grant: MediaGrant,
    link: Link,
    tap: StreamTap | null = this.#openTap(grant.streamId),
  ): Stream | null {
    const stream = this.#stream(grant.streamId);
    stream?.publish(link, seatOf(grant), tap);
    return stream;
  }

  /** Seats a viewer and returns the function that lets him go, null when the hub is full. */
  play(
    grant: MediaGrant,
    link: Link,
    nowMillis: number,
    dialect: Dialect = messageDialect,
  ): (() => void) | null {
    if (this.#viewerCount >= viewersPerHub) return null;
    const stream = this.#stream(grant.streamId);
    if (stream === null) return null;
    this.#viewerCount += 1;
    const viewer = stream.join(link, seatOf(grant), dialect, nowMillis);
    return () => {
      this.#viewerCount -= 1;
      stream.leave(viewer);
    };
  }

  /** Seats a viewer who comes back for every segment, null when the hub is full. */
  sit(grant: MediaGrant): { readonly segments: Segmenter; readonly leave: () => void } | null {
    const stream = this.#viewerCount >= viewersPerHub ? null : this.#stream(grant.streamId);
    if (stream === null) return null;
    this.#viewerCount += 1;
    const leave = stream.sit(seatOf(grant));
    return {
      segments: stream.segments,
      leave: () => {
        this.#viewerCount -= 1;
        leave();
      },
    };
  }

  /** Lets a connection to another server have what viewers get; null when the hub is full. */
  follow(streamId: string, link: Link, dialect: Dialect): (() => void) | null {
    return this.#stream(streamId)?.follow(link, dialect, this.#nowMillis()) ?? null;
  }

  sent(bytes: number): void {
    this.#bytesOut += bytes;
  }

  received(bytes: number): void {
    this.#bytesIn += bytes;
  }

  /** Closes the connections of tokens issued up to then. */
  kick({ target, atMillis }: Kick): void {
    const matches = (seat: Seat): boolean =>
      (target.memberId === undefined || target.memberId === seat.memberId) && seat.issuedAtMillis <= atMillis;
    const stream = this.#streams.get(target.streamId);
    if (target.action === 'publish') stream?.kickPublisher(matches);
    else stream?.kickViewers(matches);
  }

  tick(nowMillis: number): void {
    const isReporting = nowMillis - this.#reportedAtMillis >= reportMillis;
    for (const stream of this.#streams.values()) {
      stream.tick(nowMillis);
      if (isReporting) stream.acknowledge();
    }
    if (!isReporting) return;
    this.#reportedAtMillis = nowMillis;
    this.#reportRooms();
    for (const [id, stream] of this.#streams) if (stream.isEmpty) this.#streams.delete(id);
  }

  figures(): HubFigures {
    return {
      streams: this.#streams.size,
      publishers: [...this.#streams.values()].filter((stream) => stream.hasPublisher).length,
      viewers: this.#viewerCount,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      droppedChunks: this.#droppedChunks,
    };
  }

  #stream(streamId: string): Stream | null {
    const known = this.#streams.get(streamId);
    if (known !== undefined) return known;
    if (this.#streams.size >= streamsPerHub) return null;
    const stream = new Stream(this.#listenerOf(streamId), this.#nowMillis());
    this.#streams.set(streamId, stream);
    return stream;
  }

  #listenerOf(streamId: string): StreamListener {
    return {
      published: () => this.#emit({ type: 'published', streamId }),
      unpublished: (reason) => this.#emit({ type: 'unpublished', streamId, reason }),
      seated: (roomId) => {
        const rooms = this.#changedRooms.get(streamId) ?? new Set();
        this.#changedRooms.set(streamId, rooms.add(roomId));
      },
      sent: (bytes) => {
        this.#bytesOut += bytes;
      },
      dropped: () => {
        this.#droppedChunks += 1;
      },
    };
  }

  #reportRooms(): void {
    for (const [streamId, rooms] of this.#changedRooms) {
      const stream = this.#streams.get(streamId);
      for (const roomId of rooms) {
        this.#emit({ type: 'viewers', streamId, roomId, count: stream?.countIn(roomId) ?? 0 });
      }
    }
    this.#changedRooms.clear();
  }
}

function seatOf(grant: MediaGrant): Seat {
  const { roomId, memberId, issuedAtMillis } = grant;
  return { roomId, memberId, issuedAtMillis };
}
