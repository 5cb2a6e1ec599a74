import { readAudioTag, readVideoTag, type TagContent } from '../flv/read-tag.ts';
import type { Stream } from '../hub/stream.ts';
import type { Link } from '../hub/viewer.ts';
import { samplesPerBlock } from '../mp4/sound.ts';
import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';
import { messageType, type RtmpMessage } from './messages.ts';

/** How long pictures wait for a first word about sound; encoders say it before or right after the first picture. */
const soundPatienceMillis = 1_000;
const mostHeld = 128;
/** RTMP counts whole milliseconds; sound within this of where it should be is placed there. */
const soundSlackMicros = 10_000;

interface Held {
  readonly content: TagContent;
  readonly timeMillis: number;
}

/** Takes one publisher's tags to its stream, which wants to know first whether there will be sound. */
export class RtmpPublisher {
  readonly #stream: Stream;
  readonly #link: Link;
  #held: Held[] | null = [];
  #video: VideoTrack | null = null;
  #audio: AudioTrack | null = null;
  #nextSoundMicros: number | null = null;

  constructor(stream: Stream, link: Link) {
    this.#stream = stream;
    this.#link = link;
  }

  /** Null, or why this publisher cannot stay, in both languages. */
  take({ typeId, timeMillis, body }: RtmpMessage, nowMillis: number): string | null {
    const content = typeId === messageType.video ? readVideoTag(body) : readAudioTag(body);
    if (content.type === 'nothing') return null;
    if (content.type === 'torn') return '数据损坏，请检查编码器 / unreadable media, check the encoder';
    if (content.type === 'unsupported') {
      return `请把编码器设为 H.264 + AAC，现在是 ${content.codec} / set the encoder to H.264 + AAC, it sends ${content.codec}`;
    }
    if (this.#held === null) this.#pass(content, timeMillis, nowMillis);
    else this.#hold(this.#held, { content, timeMillis }, nowMillis);
    return null;
  }

  end(nowMillis: number): void {
    if (this.#held === null) this.#stream.hear(this.#link, { type: 'end' }, nowMillis);
  }

  #hold(held: Held[], newest: Held, nowMillis: number): void {
    held.push(newest);
    const waitedMillis = newest.timeMillis - (held[0]?.timeMillis ?? 0);
    const hasVideo = held.some(({ content }) => content.type === 'video');
    const hasSound = held.some(({ content }) => content.type === 'audio');
    const isPatient = waitedMillis < soundPatienceMillis && held.length < mostHeld;
    if (isPatient && !(hasVideo && hasSound)) return;
    this.#held = null;
    this.#stream.hear(this.#link, { type: 'hello', audio: hasSound }, nowMillis);
    for (const { content, timeMillis } of held) this.#pass(content, timeMillis, nowMillis);
  }

  #pass(content: TagContent, timeMillis: number, nowMillis: number): void {
    if (content.type === 'video') this.#configureVideo(content.track, nowMillis);
    else if (content.type === 'audio') {
      this.#audio = content.track;
      this.#nextSoundMicros = null;
      this.#stream.hear(this.#link, { type: 'audio', ...content.track }, nowMillis);
    } else if (content.type === 'picture') {
      const { isKey, data, compositionMillis } = content;
      const times = { timeMicros: timeMillis * 1_000, compositionMicros: compositionMillis * 1_000 };
      this.#give({ kind: 'video', isKey, ...times, durationMicros: 0, data }, nowMillis);
    } else if (content.type === 'sound' && this.#audio !== null) {
      const durationMicros = (samplesPerBlock * 1_000_000) / this.#audio.sampleRateHertz;
      const timeMicros = this.#placeSound(timeMillis * 1_000, durationMicros);
      const shape = { kind: 'audio', isKey: true, compositionMicros: 0 } as const;
      this.#give({ ...shape, timeMicros, durationMicros, data: content.data }, nowMillis);
    }
  }

  /** Encoders repeat the same configuration with every key frame; only another one begins a new line. */
  #configureVideo(track: VideoTrack, nowMillis: number): void {
    const isKnown = this.#video !== null && Buffer.compare(this.#video.avcC, track.avcC) === 0;
    if (isKnown) return;
    this.#video = track;
    this.#stream.hear(this.#link, { type: 'video', ...track }, nowMillis);
  }

  #placeSound(timeMicros: number, durationMicros: number): number {
    const expected = this.#nextSoundMicros;
    const isNear = expected !== null && Math.abs(timeMicros - expected) <= soundSlackMicros;
    const placed = isNear ? expected : timeMicros;
    this.#nextSoundMicros = placed + durationMicros;
    return placed;
  }

  #give(frame: Frame, nowMillis: number): void {
    this.#stream.take(this.#link, frame, nowMillis);
  }
}
