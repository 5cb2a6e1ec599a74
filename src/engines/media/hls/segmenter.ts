import {
  groupBytes,
  hlsKeptSegments,
  hlsLongestSegmentMicros,
  hlsPartMicros,
  hlsShortestSegmentMicros,
} from '../hub/limits.ts';
import type { Chunk, Init } from '../hub/packager.ts';
import { mediaSegment } from '../mp4/media-segment.ts';
import type { Frame } from '../mp4/tracks.ts';

/** Where numbers begin: late enough that they stay below 2^31, which old players count in, for sixty years. */
const epochMillis = Date.UTC(2025, 0, 1);

const mostBreaksAtStart = 500;

/** A stretch of a segment that is published as soon as it is there. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly durationMicros: number;
  /** Begins with a key frame. */
  readonly isIndependent: boolean;
}

export interface Segment {
  readonly number: number;
  readonly init: HlsInit;
  /** Follows a break: another encoder, another size, a hole. */
  readonly isAfterBreak: boolean;
  readonly parts: Part[];
  /** False while parts are still to come. */
  isWhole: boolean;
  durationMicros: number;
  byteCount: number;
}

export interface HlsInit {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * Cuts a stream into segments that begin with key frames, and those into parts of 200 ms (RFC 8216 and
 * draft-pantos-hls-rfc8216bis, 4.4.4.9). Keeps the last few: enough for a player to start and to stumble.
 */
export class Segmenter {
  readonly #segments: Segment[] = [];
  #init: HlsInit | null = null;
  #audioRateHertz = 1;
  #isAfterBreak = false;
  #video: Frame[] = [];
  #sound: Frame[] = [];
  #sequence = 0;
  #nextNumber: number;
  #nextInitNumber: number;
  #breaksBefore: number;
  #targetSeconds = 2;
  #isEnded = false;
  #version = 0;
  readonly #waiting = new Set<() => void>();

  /**
   * @param nowMillis Numbers begin with the clock, so that a player who survives a restart of the server never sees
   *   them go back.
   */
  constructor(nowMillis: number) {
    const ageMillis = Math.max(0, nowMillis - epochMillis);
    this.#nextNumber = Math.floor((ageMillis * 1_000) / hlsShortestSegmentMicros);
    this.#nextInitNumber = this.#nextNumber;
    // Only different from the one before: hls.js keeps a list as long as this number and walks it at every step.
    this.#breaksBefore = Math.floor(ageMillis / 1_000) % mostBreaksAtStart;
  }

  /** Oldest first; the last one may still be growing. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Breaks before the first segment kept. */
  get breaksBefore(): number {
    return this.#breaksBefore;
  }

  /** At least as long as every segment, in whole seconds; never shrinks (4.4.3.1). */
  get targetSeconds(): number {
    return this.#targetSeconds;
  }

  /** Changes whenever the playlist does. */
  get version(): number {
    return this.#version;
  }

  /** The host is gone for good: nothing will be added. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Number of the next part of the growing segment, or of the first of the segment to come. */
  get next(): { readonly segment: number; readonly part: number } {
    const growing = this.#growing();
    return growing === null
      ? { segment: this.#nextNumber, part: 0 }
      : { segment: growing.number, part: growing.parts.length };
  }

  init(init: Init): void {
    this.#finishSegment();
    this.#wake();
    this.#isAfterBreak = this.#segments.length > 0;
    this.#isEnded = false;
    this.#init = { number: this.#nextInitNumber, bytes: init.bytes };
    this.#audioRateHertz = init.audio?.sampleRateHertz ?? 1;
    this.#nextInitNumber += 1;
  }

  chunk({ video, sound }: Chunk): void {
    this.#sound.push(...sound);
    for (const frame of video) {
      if (frame.isKey) this.#cutPart();
      if (frame.isKey && this.#isLongEnough()) this.#finishSegment();
      this.#video.push(frame);
      if (lengthMicros(this.#video) >= hlsPartMicros) this.#cutPart();
    }
  }

  end(): void {
    this.#finishSegment();
    this.#isEnded = this.#segments.length > 0;
    this.#wake();
  }

  /** Calls back once when there is more than now; the returned function forgets it. */
  whenMore(call: () => void): () => void {
    this.#waiting.add(call);
    return () => this.#waiting.delete(call);
  }

  #growing(): Segment | null {
    const last = this.#segments.at(-1);
    return last === undefined || last.isWhole ? null : last;
  }

  #isLongEnough(): boolean {
    return (this.#growing()?.durationMicros ?? 0) >= hlsShortestSegmentMicros;
  }

  #cutPart(): void {
    const [first] = this.#video;
    const init = this.#init;
    if (first === undefined || init === null) return;
    const durationMicros = lengthMicros(this.#video);
    const untilMicros = first.timeMicros + durationMicros;
    const isHeard = (frame: Frame): boolean => frame.timeMicros < untilMicros;
    this.#sequence += 1;
    const sound = this.#sound.filter(isHeard);
    const bytes = mediaSegment(this.#sequence, this.#video, sound, this.#audioRateHertz);
    this.#sound = this.#sound.filter((frame) => !isHeard(frame));
    this.#video = [];
    const segment = this.#growing() ?? this.#openSegment(init);
    segment.parts.push({ bytes, durationMicros, isIndependent: first.isKey });
    segment.durationMicros += durationMicros;
    segment.byteCount += bytes.byteLength;
    // A host without key frames must not fill the memory.
    const isFull = segment.durationMicros >= hlsLongestSegmentMicros || segment.byteCount >= groupBytes;
    if (isFull) this.#closeSegment(segment);
    this.#wake();
  }

  #openSegment(init: HlsInit): Segment {
    const segment: Segment = {
      number: this.#nextNumber,
      init,
      isAfterBreak: this.#isAfterBreak,
      parts: [],
      isWhole: false,
      durationMicros: 0,
      byteCount: 0,
    };
    this.#isAfterBreak = false;
    this.#nextNumber += 1;
    this.#segments.push(segment);
    if (this.#segments.length > hlsKeptSegments) {
      this.#segments.shift();
      if (this.#segments[0]?.isAfterBreak === true) this.#breaksBefore += 1;
    }
    return segment;
  }

  #finishSegment(): void {
    this.#cutPart();
    const growing = this.#growing();
    if (growing !== null) this.#closeSegment(growing);
  }

  #closeSegment(segment: Segment): void {
    segment.isWhole = true;
    this.#targetSeconds = Math.max(this.#targetSeconds, Math.round(segment.durationMicros / 1_000_000));
  }

  #wake(): void {
    this.#version += 1;
    const calls = [...this.#waiting];
    this.#waiting.clear();
    for (const call of calls) call();
  }
}

/** From the beginning of the first to the end of the last picture. */
function lengthMicros(video: readonly Frame[]): number {
  const [first, last] = [video[0], video.at(-1)];
  return first === undefined || last === undefined
    ? 0
    : last.timeMicros + last.durationMicros - first.timeMicros;
}
