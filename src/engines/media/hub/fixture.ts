import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';
import type { Link } from './viewer.ts';
import type { ViewerNotice } from './wire.ts';

/** Shared by the tests of the hub: small frames and a network that can be slow on demand. */
export const videoTrack: VideoTrack = {
  widthPixel: 640,
  heightPixel: 360,
  avcC: Uint8Array.of(1, 66, 192, 30, 255, 225, 0),
};
export const audioTrack: AudioTrack = {
  sampleRateHertz: 48_000,
  channelCount: 1,
  config: Uint8Array.of(0x11, 0x88),
};
export const pictureMicros = 40_000;

export function picture(timeMicros: number, isKey = false, bytes = 100): Frame {
  const data = new Uint8Array(bytes);
  return { kind: 'video', isKey, timeMicros, compositionMicros: 0, durationMicros: 0, data };
}

export function sound(timeMicros: number): Frame {
  const data = new Uint8Array(20);
  return { kind: 'audio', isKey: true, timeMicros, compositionMicros: 0, durationMicros: 21_333, data };
}

/** Remembers what was sent; with `isStuck` nothing leaves and the queue grows. */
export class RecordingLink implements Link {
  readonly notices: ViewerNotice[] = [];
  chunks: Uint8Array[] = [];
  closedWith: number | null = null;
  isStuck = false;
  #queuedBytes = 0;

  get bufferedBytes(): number {
    return this.isStuck ? this.#queuedBytes : 0;
  }

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') this.notices.push(JSON.parse(data) as ViewerNotice);
    else this.chunks.push(data);
    this.#queuedBytes = this.isStuck ? this.#queuedBytes + data.length : 0;
  }

  close(code: number): void {
    this.closedWith ??= code;
  }

  get told(): string {
    return this.notices.map(({ type }) => type).join(' ');
  }
}
