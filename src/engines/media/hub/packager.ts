import { initSegment } from '../mp4/init-segment.ts';
import { mediaSegment } from '../mp4/media-segment.ts';
import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';
import { mimeType } from '../mp4/tracks.ts';
import { chunkMillis, clockJumpMicros, heldFrames, soundPatienceMicros } from './limits.ts';

/** What a decoder must know before the chunks that follow. */
export interface Init {
  readonly mime: string;
  readonly widthPixel: number;
  readonly heightPixel: number;
  /** ftyp + moov. */
  readonly bytes: Uint8Array;
  readonly video: VideoTrack;
  readonly audio: AudioTrack | null;
}

export interface Chunk {
  /** moof + mdat. */
  readonly bytes: Uint8Array;
  /** The same frames for other formats, each kind by decoding time on the stream's line. */
  readonly video: readonly Frame[];
  readonly sound: readonly Frame[];
  /** Begins with a key frame, so that a viewer may start here. */
  readonly isKey: boolean;
  /** Where it begins on the stream's line. */
  readonly atMicros: number;
}

/** Where the packager hands on what it made, in the order viewers must get it. */
export interface PackageSink {
  init(init: Init): void;
  chunk(chunk: Chunk): void;
}

/**
 * Turns a publisher's frames into fragmented MP4 on one line of time that only moves forward, whatever the
 * publisher's clock does: a new connection, a new configuration or a jump starts again at a key frame with a new
 * init, placed where the line stands (or at the wall clock, when that is further).
 */
export class Packager {
  readonly #sink: PackageSink;
  #expectsAudio = false;
  /** Pictures wait for a promised sound, but not for ever: some microphones never say a word. */
  #awaitsAudio = false;
  #video: VideoTrack | null = null;
  #audio: AudioTrack | null = null;
  #held: Frame[] = [];
  /** Stream time minus publisher time; null until a key frame sets it. */
  #offsetMicros: number | null = null;
  #startedAtMillis: number | null = null;
  #endMicros = 0;
  #lastMicros = { video: -1, audio: -1 };
  /** Gathered for the next chunk. */
  #gathered: Record<Frame['kind'], Frame[]> = { video: [], audio: [] };
  #flushedAtMillis = 0;
  /** How long the picture before lasted: the best guess for the last one. */
  #pictureMicros = 33_333;
  #sequence = 0;

  constructor(sink: PackageSink) {
    this.#sink = sink;
  }

  /** A publisher connected: everything known of the one before is forgotten, the line goes on. */
  begin(expectsAudio: boolean): void {
    this.#restart();
    this.#expectsAudio = expectsAudio;
    this.#awaitsAudio = expectsAudio;
    this.#video = null;
    this.#audio = null;
    this.#held = [];
  }

  configureVideo(track: VideoTrack): void {
    this.#restart();
    this.#video = track;
  }

  configureAudio(track: AudioTrack): void {
    const isKnown = this.#audio !== null && Buffer.compare(this.#audio.config, track.config) === 0;
    // An encoder started again for another picture size describes the same sound: no reason for a new init.
    if (!this.#expectsAudio || isKnown) return;
    this.#restart();
    this.#awaitsAudio = false;
    this.#audio = track;
  }

  push(frame: Frame, nowMillis: number): void {
    if (this.#hasWaitedLong(frame)) this.#awaitsAudio = false;
    if (this.#video === null || this.#awaitsAudio) return this.#hold(frame);
    const held = this.#held;
    this.#held = [];
    for (const earlier of held) this.#place(earlier, nowMillis);
    this.#place(frame, nowMillis);
  }

  /** Sends what a publisher who fell silent left behind. */
  tick(nowMillis: number): void {
    if (nowMillis - this.#flushedAtMillis >= 2 * chunkMillis) this.#flush(nowMillis);
  }

  /** The publisher is gone: sends all there is. */
  finish(): void {
    this.#restart();
  }

  /**
   * Sends what has gathered, but for the newest picture: how long it lasts is known when the next one comes, and a
   * decoder that was told less than twice too little throws everything away until the next key frame (Media Source
   * Extensions, coded frame processing, step 6).
   */
  #flush(nowMillis: number): void {
    this.#flushedAtMillis = nowMillis;
    const newest = this.#gathered.video.pop();
    this.#emit();
    if (newest !== undefined) this.#gathered.video.push(newest);
  }

  #emit(): void {
    const { video, audio } = this.#gathered;
    const [first] = video;
    if (first === undefined && audio.length === 0) return;
    this.#gathered = { video: [], audio: [] };
    this.#sequence += 1;
    const bytes = mediaSegment(this.#sequence, video, audio, this.#audio?.sampleRateHertz ?? 1);
    const atMicros = (first ?? audio[0])?.timeMicros ?? this.#endMicros;
    this.#sink.chunk({ bytes, video, sound: audio, isKey: first?.isKey ?? false, atMicros });
  }

  #restart(): void {
    this.#emit();
    this.#offsetMicros = null;
  }

  #hasWaitedLong({ kind, timeMicros }: Frame): boolean {
    const [first] = this.#held;
    return kind === 'video' && first !== undefined && timeMicros - first.timeMicros > soundPatienceMicros;
  }

  /** From the first key frame on, so that the picture is there the moment the sound is configured. */
  #hold(frame: Frame): void {
    if (this.#held.length === 0 && !(frame.kind === 'video' && frame.isKey)) return;
    if (this.#held.length >= heldFrames) this.#held = [];
    else this.#held.push(frame);
  }

  #place(frame: Frame, nowMillis: number): void {
    if (this.#hasJumped(frame)) this.#restart();
    const isKeyPicture = frame.kind === 'video' && frame.isKey;
    if (this.#offsetMicros === null && isKeyPicture) this.#anchor(frame, nowMillis);
    if (this.#offsetMicros === null || (frame.kind === 'audio' && this.#audio === null)) return;
    const timeMicros = frame.timeMicros + this.#offsetMicros;
    if (timeMicros <= this.#lastMicros[frame.kind] || timeMicros < 0) return;
    this.#stretchNewest(frame.kind, timeMicros);
    // A chunk begins with its key frame, so that viewers can begin with the chunk.
    if (isKeyPicture) this.#emit();
    const durationMicros = frame.durationMicros || (frame.kind === 'video' ? this.#pictureMicros : 0);
    this.#gathered[frame.kind].push({ ...frame, timeMicros, durationMicros });
    this.#lastMicros[frame.kind] = timeMicros;
    this.#endMicros = Math.max(this.#endMicros, timeMicros + durationMicros);
    if (nowMillis - this.#flushedAtMillis >= chunkMillis) this.#flush(nowMillis);
  }

  /** A picture lasts until the next one, whatever the camera said. */
  #stretchNewest(kind: Frame['kind'], untilMicros: number): void {
    const newest = kind === 'video' ? this.#gathered.video.pop() : undefined;
    if (newest === undefined) return;
    this.#pictureMicros = untilMicros - newest.timeMicros;
    this.#gathered.video.push({ ...newest, durationMicros: this.#pictureMicros });
  }

  #hasJumped(frame: Frame): boolean {
    if (this.#offsetMicros === null) return false;
    const movedMicros = frame.timeMicros + this.#offsetMicros - this.#endMicros;
    return Math.abs(movedMicros) > clockJumpMicros;
  }

  #anchor(frame: Frame, nowMillis: number): void {
    const video = this.#video;
    if (video === null) return;
    this.#startedAtMillis ??= nowMillis;
    const wallMicros = Math.round((nowMillis - this.#startedAtMillis) * 1_000);
    this.#offsetMicros = Math.max(this.#endMicros, wallMicros) - frame.timeMicros;
    const { widthPixel, heightPixel } = video;
    const audio = this.#audio;
    const bytes = initSegment(video, audio);
    this.#sink.init({ mime: mimeType(video, audio), widthPixel, heightPixel, bytes, video, audio });
  }
}
