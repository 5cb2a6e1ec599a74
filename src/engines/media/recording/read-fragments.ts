import { type FileHandle, open } from 'node:fs/promises';
import { videoTrackId } from '../mp4/tracks.ts';

/** One frame of a fragment; times in ticks of its track, at its own place on the line. */
export interface Sample {
  readonly byteCount: number;
  readonly isKey: boolean;
  readonly durationTicks: number;
  readonly compositionTicks: number;
}

export interface Run {
  readonly startTicks: number;
  readonly samples: readonly Sample[];
}

/** moof + mdat: in the mdat the pictures come first, then the sound. */
export interface Fragment {
  readonly payloadAt: number;
  readonly payloadBytes: number;
  readonly video: Run | null;
  readonly sound: Run | null;
}

export interface RawFile {
  /** The moov as it stands, header included. */
  readonly moov: Buffer;
  readonly fragments: readonly Fragment[];
}

/** A moof of 100 ms is below a kilobyte, a moov too. */
const largestHeadBytes = 1024 * 1024;

/**
 * Reads the structure of a file our recorder wrote. A torn end, as a crash leaves it, ends the list of fragments;
 * null when not even the beginning is there.
 */
export async function readFragments(path: string): Promise<RawFile | null> {
  const file = await open(path);
  try {
    let moov: Buffer | null = null;
    let moof: { body: Buffer } | null = null;
    const fragments: Fragment[] = [];
    const { size } = await file.stat();
    for (let at = 0; at + 8 <= size;) {
      const head = await read(file, at, 8);
      const boxBytes = head.readUInt32BE(0);
      const type = head.toString('latin1', 4, 8);
      if (boxBytes < 8 || at + boxBytes > size) break;
      if ((type === 'moov' || type === 'moof') && boxBytes <= largestHeadBytes) {
        const whole = await read(file, at, boxBytes);
        if (type === 'moov') moov = whole;
        else moof = { body: whole.subarray(8) };
      } else if (type === 'mdat' && moof !== null) {
        fragments.push({ payloadAt: at + 8, payloadBytes: boxBytes - 8, ...readMoof(moof.body) });
        moof = null;
      }
      at += boxBytes;
    }
    return moov === null ? null : { moov, fragments };
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, at);
  if (bytesRead !== count) throw new Error('the recording became shorter while it was read');
  return buffer;
}

function readMoof(body: Buffer): { video: Run | null; sound: Run | null } {
  const runs: { video: Run | null; sound: Run | null } = { video: null, sound: null };
  for (const traf of boxesOf(body, 'traf')) {
    const id = firstBox(traf, 'tfhd').readUInt32BE(4);
    const startTicks = Number(firstBox(traf, 'tfdt').readBigUInt64BE(4));
    const trun = firstBox(traf, 'trun');
    const count = trun.readUInt32BE(4);
    const samples = Array.from({ length: count }, (_, i): Sample => {
      const at = 12 + i * 16;
      return {
        durationTicks: trun.readUInt32BE(at),
        byteCount: trun.readUInt32BE(at + 4),
        // sample_is_non_sync_sample (ISO/IEC 14496-12, 8.8.3.1)
        isKey: (trun.readUInt32BE(at + 8) & 0x10000) === 0,
        compositionTicks: trun.readInt32BE(at + 12),
      };
    });
    runs[id === videoTrackId ? 'video' : 'sound'] = { startTicks, samples };
  }
  return runs;
}

/** Bodies of the boxes of one type among those in `bytes`. */
export function boxesOf(bytes: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > bytes.length) break;
    if (bytes.toString('latin1', at + 4, at + 8) === type) found.push(bytes.subarray(at + 8, at + size));
    at += size;
  }
  return found;
}

export function firstBox(bytes: Buffer, type: string): Buffer {
  const [found] = boxesOf(bytes, type);
  if (found === undefined) throw new Error(`a recording without its box ${type}`);
  return found;
}
