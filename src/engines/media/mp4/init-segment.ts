import { ascii, box, fullBox, u16, u32, u8 } from './box.ts';
import type { AudioTrack, VideoTrack } from './tracks.ts';
import { audioTrackId, videoTimescale, videoTrackId } from './tracks.ts';

/** ftyp + moov of a fragmented MP4. Written once both configurations are known: a later track is an error to MSE. */
export function initSegment(video: VideoTrack, audio: AudioTrack | null): Uint8Array<ArrayBuffer> {
  const ids = audio === null ? [videoTrackId] : [videoTrackId, audioTrackId];
  const moov = box(
    'moov',
    fullBox('mvhd', 0, 0, u32(0, 0, 1_000, 0, 0x00010000), u16(0x0100, 0), u32(0, 0), matrix, pre, u32(3)),
    videoTrak(video),
    ...(audio === null ? [] : [audioTrak(audio)]),
    box('mvex', ...ids.map((id) => fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0)))),
  );
  return Buffer.concat([box('ftyp', ascii('isom'), u32(0x200), ascii('isomiso5avc1mp41')), moov]);
}

const matrix = u32(0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000);
const pre = u32(0, 0, 0, 0, 0, 0);

function videoTrak(track: VideoTrack): Uint8Array {
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
  });
}

function audioTrak(track: AudioTrack): Uint8Array {
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
}

function trak(parts: TrakParts): Uint8Array {
  const tables = [
    fullBox('stsd', 0, 0, u32(1), parts.entry),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  ];
  return box(
    'trak',
    fullBox('tkhd', 0, 3, u32(0, 0, parts.id, 0, 0, 0, 0), u16(0, 0, parts.volume, 0), matrix, parts.size),
    box(
      'mdia',
      // Language 'und' packed into 15 bits.
      fullBox('mdhd', 0, 0, u32(0, 0, parts.timescale, 0), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), ascii(parts.handler), u32(0, 0, 0), ascii('lianbo\0')),
      box(
        'minf',
        parts.mediaHeader,
        box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
        box('stbl', ...tables),
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
