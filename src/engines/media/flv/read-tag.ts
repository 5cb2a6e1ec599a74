import { type PictureSize, pictureSize } from '../mp4/sps.ts';
import { readSound } from '../mp4/sound.ts';
import type { AudioTrack, VideoTrack } from '../mp4/tracks.ts';

/**
 * What the body of a video or audio tag holds (Adobe's "Flash Video File Format", 10.1, E.4.2 and E.4.3), which is
 * also the body of an RTMP message. `unsupported` names the codec, `torn` cannot be read, `nothing` may be ignored.
 */
export type TagContent =
  | { readonly type: 'video'; readonly track: VideoTrack }
  | { readonly type: 'audio'; readonly track: AudioTrack }
  | {
      readonly type: 'picture';
      readonly isKey: boolean;
      readonly compositionMillis: number;
      readonly data: Buffer;
    }
  | { readonly type: 'sound'; readonly data: Buffer }
  | { readonly type: 'unsupported'; readonly codec: string }
  | { readonly type: 'torn' | 'nothing' };

const torn = { type: 'torn' } as const;
const nothing = { type: 'nothing' } as const;

const videoCodecs: Readonly<Record<number, string>> = {
  2: 'H.263',
  3: 'Screen',
  4: 'VP6',
  5: 'VP6',
  12: 'H.265',
};
const soundCodecs: Readonly<Record<number, string>> = {
  0: 'PCM',
  1: 'ADPCM',
  2: 'MP3',
  3: 'PCM',
  5: 'Nellymoser',
  6: 'Nellymoser',
  7: 'G.711',
  8: 'G.711',
  11: 'Speex',
};

export function readVideoTag(body: Buffer): TagContent {
  const [first] = body;
  if (first === undefined) return nothing;
  // Enhanced RTMP (Veovera, v1): a marked first byte and the codec's four letters.
  if (first >= 0x80)
    return { type: 'unsupported', codec: body.toString('latin1', 1, 5).replace(/[^\w]/g, '?') };
  const frameType = first >> 4;
  // 5 is a note to the player of a file.
  if (frameType === 5) return nothing;
  if ((first & 0xf) !== 7)
    return { type: 'unsupported', codec: videoCodecs[first & 0xf] ?? `video ${first & 0xf}` };
  if (body.length < 5) return torn;
  const data = body.subarray(5);
  if (body[1] === 0) {
    const size: PictureSize | null = pictureSize(data);
    return size === null ? torn : { type: 'video', track: { ...size, avcC: data } };
  }
  if (body[1] !== 1 || data.length === 0) return nothing;
  return { type: 'picture', isKey: frameType === 1, compositionMillis: body.readIntBE(2, 3), data };
}

export function readAudioTag(body: Buffer): TagContent {
  const [first, kind] = body;
  if (first === undefined) return nothing;
  if (first >> 4 !== 10)
    return { type: 'unsupported', codec: soundCodecs[first >> 4] ?? `audio ${first >> 4}` };
  if (kind === undefined) return torn;
  const data = body.subarray(2);
  if (kind === 0) {
    const track = readSound(data);
    return track === null ? torn : { type: 'audio', track };
  }
  return data.length === 0 ? nothing : { type: 'sound', data };
}
