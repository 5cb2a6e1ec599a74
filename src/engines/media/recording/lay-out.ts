import type { AudioTrack, VideoTrack } from '../mp4/tracks.ts';
import { videoTimescale } from '../mp4/tracks.ts';
import type { PartFile } from './part-files.ts';
import type { Fragment, Run } from './read-fragments.ts';

/** A raw file with what its frames mean. */
export interface RawPart extends PartFile {
  readonly video: VideoTrack;
  readonly sound: AudioTrack | null;
  readonly fragments: readonly Fragment[];
}

/** Bytes that go into the movie as they are, behind what must be said first. */
export interface Piece {
  readonly path: string;
  readonly at: number;
  readonly byteCount: number;
  readonly prefix: Uint8Array;
}

/** Frames of one track; the arrays go together. */
export interface TrackPlan {
  readonly startTicks: number[];
  readonly byteCounts: number[];
  readonly compositionTicks: number[];
  /** Indexes of key frames. */
  readonly keys: number[];
  /** Frames that lie behind each other: from `offset` in the movie's payload on. */
  readonly chunks: { readonly offset: number; readonly sampleCount: number }[];
  endTicks: number;
}

export interface MoviePlan {
  readonly video: VideoTrack;
  readonly sound: AudioTrack | null;
  readonly pictures: TrackPlan;
  readonly blocks: TrackPlan;
  readonly pieces: readonly Piece[];
  readonly payloadBytes: number;
  readonly durationMicros: number;
  /** Where a moment of the wall clock is in the movie, in microseconds; the nearest one if it was not recorded. */
  placeOf(wallMillis: number): number;
}

/** A hole longer than this is closed, so that nobody watches a standing picture while the host was away. */
const longestHoleMicros = 500_000;

/**
 * Puts the fragments between two moments behind each other on one line without holes, beginning with a key frame.
 * Null when there is none.
 */
export function layOut(parts: readonly RawPart[], fromMillis: number, untilMillis: number): MoviePlan | null {
  const builder = new Builder(parts.find(({ sound }) => sound !== null)?.sound ?? null);
  for (const part of parts) {
    builder.beginPart(part);
    for (const fragment of part.fragments) {
      const wallMillis = part.lineZeroMillis + startMicros(part, fragment) / 1_000;
      if (wallMillis >= fromMillis && wallMillis <= untilMillis) builder.add(fragment, wallMillis);
    }
  }
  return builder.plan();
}

function startMicros(part: RawPart, { video, sound }: Fragment): number {
  if (video !== null) return video.startTicks;
  return ((sound?.startTicks ?? 0) * 1_000_000) / (part.sound?.sampleRateHertz ?? 1);
}

class Builder {
  readonly #sound: AudioTrack | null;
  readonly #pictures = emptyTrack();
  readonly #blocks = emptyTrack();
  readonly #pieces: Piece[] = [];
  readonly #anchors: { readonly wallMillis: number; readonly micros: number }[] = [];
  #video: VideoTrack | null = null;
  #part: RawPart | null = null;
  #payloadBytes = 0;
  /** Time on the raw line minus time in the movie; null until the next key frame sets it. */
  #shiftMicros: number | null = null;
  #expectedMicros = 0;

  constructor(sound: AudioTrack | null) {
    this.#sound = sound;
  }

  beginPart(part: RawPart): void {
    this.#part = part;
    this.#shiftMicros = null;
  }

  add(fragment: Fragment, wallMillis: number): void {
    const part = this.#part;
    if (part === null) return;
    const startsAt = startMicros(part, fragment);
    if (startsAt - this.#expectedMicros > longestHoleMicros) this.#shiftMicros = null;
    if (this.#shiftMicros === null) {
      if (fragment.video?.samples[0]?.isKey !== true) return;
      this.#video ??= part.video;
      const endMicros = this.#endMicros();
      this.#shiftMicros = startsAt - endMicros;
      this.#anchors.push({ wallMillis, micros: endMicros });
    }
    this.#expectedMicros = Math.max(startsAt, ...endsOf(part, fragment));
    this.#place(part, fragment, this.#shiftMicros);
  }

  #place(part: RawPart, fragment: Fragment, shiftMicros: number): void {
    const prefix = this.#prefixOf(part, fragment);
    const offset = this.#payloadBytes;
    const { path } = part;
    this.#pieces.push({ path, at: fragment.payloadAt, byteCount: fragment.payloadBytes, prefix });
    this.#payloadBytes += prefix.byteLength + fragment.payloadBytes;
    if (fragment.video !== null) {
      append(this.#pictures, fragment.video, shiftMicros, offset);
      const first = this.#pictures.byteCounts.length - fragment.video.samples.length;
      this.#pictures.byteCounts[first] = (this.#pictures.byteCounts[first] ?? 0) + prefix.byteLength;
    }
    const isSameSound =
      this.#sound !== null && part.sound !== null && isSame(part.sound.config, this.#sound.config);
    // Sound of another kind than the first cannot be decoded in the same track.
    if (fragment.sound === null || this.#sound === null || !isSameSound) return;
    const pictureBytes = fragment.video?.samples.reduce((sum, { byteCount }) => sum + byteCount, 0) ?? 0;
    const shiftTicks = Math.round((shiftMicros * this.#sound.sampleRateHertz) / 1_000_000);
    append(this.#blocks, fragment.sound, shiftTicks, offset + prefix.byteLength + pictureBytes);
  }

  /** A turned phone sends another parameter set: it is said again before its key frames, for one track has one. */
  #prefixOf(part: RawPart, { video }: Fragment): Uint8Array {
    const isOther = this.#video !== null && !isSame(part.video.avcC, this.#video.avcC);
    return isOther && video?.samples[0]?.isKey === true ? parameterSets(part.video.avcC) : new Uint8Array();
  }

  #endMicros(): number {
    const soundMicros = (this.#blocks.endTicks * 1_000_000) / (this.#sound?.sampleRateHertz ?? 1);
    return Math.round(Math.max(this.#pictures.endTicks, soundMicros));
  }

  plan(): MoviePlan | null {
    if (this.#video === null) return null;
    const durationMicros = this.#endMicros();
    const anchors = this.#anchors;
    return {
      video: this.#video,
      sound: this.#blocks.byteCounts.length === 0 ? null : this.#sound,
      pictures: this.#pictures,
      blocks: this.#blocks,
      pieces: this.#pieces,
      payloadBytes: this.#payloadBytes,
      durationMicros,
      placeOf(wallMillis) {
        const index = Math.max(
          0,
          anchors.findLastIndex((anchor) => anchor.wallMillis <= wallMillis),
        );
        const anchor = anchors[index];
        if (anchor === undefined) return 0;
        const until = anchors[index + 1]?.micros ?? durationMicros;
        const micros = anchor.micros + (wallMillis - anchor.wallMillis) * 1_000;
        return Math.round(Math.min(until, Math.max(anchor.micros, micros)));
      },
    };
  }
}

function emptyTrack(): TrackPlan {
  return { startTicks: [], byteCounts: [], compositionTicks: [], keys: [], chunks: [], endTicks: 0 };
}

function append(track: TrackPlan, run: Run, shiftTicks: number, offset: number): void {
  let ticks = run.startTicks - shiftTicks;
  for (const { byteCount, isKey, durationTicks, compositionTicks } of run.samples) {
    if (isKey) track.keys.push(track.startTicks.length);
    // Time in a movie never goes back: sound that begins a little before its picture waits for it.
    track.startTicks.push(Math.max(ticks, track.startTicks.at(-1) ?? 0, 0));
    track.byteCounts.push(byteCount);
    track.compositionTicks.push(compositionTicks);
    ticks += durationTicks;
  }
  track.endTicks = Math.max(track.endTicks, ticks);
  track.chunks.push({ offset, sampleCount: run.samples.length });
}

function endsOf(part: RawPart, { video, sound }: Fragment): number[] {
  const end = (run: Run | null, ticksPerSecond: number): number[] =>
    run === null
      ? []
      : [
          ((run.startTicks + run.samples.reduce((sum, s) => sum + s.durationTicks, 0)) * 1_000_000) /
            ticksPerSecond,
        ];
  return [...end(video, videoTimescale), ...end(sound, part.sound?.sampleRateHertz ?? 1)];
}

/** The sets of an AVCDecoderConfigurationRecord as they stand in a stream, each behind four bytes of length. */
function parameterSets(avcC: Uint8Array): Uint8Array {
  const bytes = Buffer.from(avcC);
  const sets: Buffer[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (bytes[at] ?? 0) & mask;
    at += 1;
    for (let i = 0; i < count && at + 2 <= bytes.length; i += 1) {
      const length = bytes.readUInt16BE(at);
      sets.push(Buffer.of(0, 0, length >> 8, length & 0xff), bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return Buffer.concat(sets);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
