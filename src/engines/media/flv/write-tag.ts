import type { Chunk } from '../hub/packager.ts';
import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';

/** Tag types of FLV, the same as RTMP's message types (E.4.1). */
export const tagType = { audio: 8, video: 9 } as const;

/** A tag without its frame of lengths: what FLV and RTMP have in common. */
export interface Tag {
  readonly type: (typeof tagType)[keyof typeof tagType];
  readonly timeMillis: number;
  readonly body: Buffer;
}

/** 44.1 kHz, 16 bit, stereo: what AAC always declares; the configuration says what is true (E.4.2.1). */
const aac = 0xaf;
const avcKey = 0x17;
const avcDelta = 0x27;

/** The configurations, to be sent before the frames they are for. */
export function configTags(video: VideoTrack, audio: AudioTrack | null, atMicros: number): Tag[] {
  const timeMillis = toMillis(atMicros);
  const picture = {
    type: tagType.video,
    timeMillis,
    body: Buffer.concat([Buffer.of(avcKey, 0, 0, 0, 0), video.avcC]),
  };
  if (audio === null) return [picture];
  return [
    picture,
    { type: tagType.audio, timeMillis, body: Buffer.concat([Buffer.of(aac, 0), audio.config]) },
  ];
}

/** Frames of both kinds in the order they are decoded, as FLV and RTMP want them. */
export function tagsOf({ video, sound }: Pick<Chunk, 'video' | 'sound'>): Tag[] {
  return [...video, ...sound].toSorted((a, b) => a.timeMicros - b.timeMicros).map(frameTag);
}

/** The frame of a picture or a block of sound; times are on the stream's line. */
export function frameTag(frame: Frame): Tag {
  const timeMillis = toMillis(frame.timeMicros);
  if (frame.kind === 'audio') {
    return { type: tagType.audio, timeMillis, body: Buffer.concat([Buffer.of(aac, 1), frame.data]) };
  }
  const head = Buffer.of(frame.isKey ? avcKey : avcDelta, 1, 0, 0, 0);
  head.writeIntBE(Math.round(frame.compositionMicros / 1_000), 2, 3);
  return { type: tagType.video, timeMillis, body: Buffer.concat([head, frame.data]) };
}

/** A stream older than 49 days begins its clock again, as RTMP's does. */
function toMillis(micros: number): number {
  return Math.round(micros / 1_000) >>> 0;
}
