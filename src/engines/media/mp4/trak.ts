import { ascii, box, fullBox, u16, u32, u64, u8 } from './box.ts';
import type { AudioTrack, VideoTrack } from './tracks.ts';
import { audioTrackId, videoTimescale, videoTrackId } from './tracks.ts';

/** What a movie knows of its frames and a live stream does not yet. */
export interface TrackLife {
  /** In the track's own timescale. */
  readonly durationTicks: number;
  readonly durationMillis: number;
  /** An edts box, or none. */
  readonly edits: readonly Uint8Array[];
  /** The boxes of stbl around the given descriptions. */
  readonly tables: (stsd: Uint8Array) => readonly Uint8Array[];
}

/** mvhd with times in milliseconds. */
export function movieHeader(durationMillis: number): Uint8Array {
  const times = u32(0, 0, 1_000, durationMillis, 0x00010000);
  return fullBox('mvhd', 0, 0, times, u16(0x0100, 0), u32(0, 0), matrix, pre, u32(3));
}

const matrix = u32(0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000);
const pre = u32(0, 0, 0, 0, 0, 0);

/** A track of pictures. */
export function videoTrak(track: VideoTrack, life: TrackLife): Uint8Array {
  const { widthPixel, heightPixel } = track;
  const entry = box(
    'avc1',
    u8(0, 0, 0, 0, 0, 0),
    u16(1, 0, 0),
    u32(0, 0, 0),
    u16(widthPixel, heightPixel),
    u32(0x00480000, 0x00480000, 0),
    u16(1),
    new Uint8Array(32),
    u16(0x0018, 0xffff),
    box('avcC', track.avcC),
  );
  return trak({
    id: videoTrackId,
    size: u32(widthPixel << 16, heightPixel << 16),
    volume: 0,
    timescale: videoTimescale,
    handler: 'vide',
    mediaHeader: fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)),
    entry,
    life,
  });
}

/** A track of sound. */
export function audioTrak(track: AudioTrack, life: TrackLife): Uint8Array {
  const entry = box(
    'mp4a',
    u8(0, 0, 0, 0, 0, 0),
    u16(1),
    u32(0, 0),
    u16(track.channelCount, 16, 0, 0),
    // A 16.16 number: rates above 65,535 Hz do not fit, and the decoder reads the configuration anyway.
    u32(Math.min(track.sampleRateHertz, 0xffff) * 0x10000),
    esds(track.config),
  );
  return trak({
    id: audioTrackId,
    size: u32(0, 0),
    volume: 0x0100,
    timescale: track.sampleRateHertz,
    handler: 'soun',
    mediaHeader: fullBox('smhd', 0, 0, u16(0, 0)),
    entry,
    life,
  });
}

interface TrakParts {
  readonly id: number;
  readonly size: Uint8Array;
  readonly volume: number;
  readonly timescale: number;
  readonly handler: 'vide' | 'soun';
  readonly mediaHeader: Uint8Array;
  readonly entry: Uint8Array;
  readonly life: TrackLife;
}

function trak(parts: TrakParts): Uint8Array {
  const { life } = parts;
  const stsd = fullBox('stsd', 0, 0, u32(1), parts.entry);
  return box(
    'trak',
    fullBox(
      'tkhd',
      0,
      3,
      u32(0, 0, parts.id, 0, life.durationMillis, 0, 0),
      u16(0, 0, parts.volume, 0),
      matrix,
      parts.size,
    ),
    ...life.edits,
    box(
      'mdia',
      // Language 'und' packed into 15 bits.
      // Version 1: an hour in microseconds does not fit into 32 bits.
      fullBox('mdhd', 1, 0, u64(0), u64(0), u32(parts.timescale), u64(life.durationTicks), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), ascii(parts.handler), u32(0, 0, 0), ascii('lianbo\0')),
      box(
        'minf',
        parts.mediaHeader,
        box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
        box('stbl', ...life.tables(stsd)),
      ),
    ),
  );
}

/** The MPEG-4 descriptors around an AudioSpecificConfig (ISO/IEC 14496-1, 7.2.6). */
function esds(config: Uint8Array): Uint8Array {
  const specific = descriptor(0x05, config);
  // 0x40 = AAC, 0x15 = audio stream; buffer size and bit rates are not declared.
  const decoder = descriptor(0x04, u8(0x40, 0x15, 0, 0, 0), u32(0, 0), specific);
  return fullBox('esds', 0, 0, descriptor(0x03, u8(0, 0, 0), decoder, descriptor(0x06, u8(0x02))));
}

/** Configurations are at most 64 bytes (see the wire limits), so one length byte (below 128) is enough. */
function descriptor(tag: number, ...body: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(body);
  return Buffer.concat([u8(tag, content.byteLength), content]);
}
