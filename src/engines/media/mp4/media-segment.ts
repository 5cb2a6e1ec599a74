import { box, fullBox, u32, u64 } from './box.ts';
import type { Frame } from './tracks.ts';
import { audioTrackId, videoTimescale, videoTrackId } from './tracks.ts';

const bytesPerTrunEntry = 16;
/** sample_depends_on = none. */
const keyFlags = 0x02000000;
/** sample_depends_on = others, not a sync sample. */
const deltaFlags = 0x01010000;
const trunFlags = 0x000f01; // data offset; per sample: duration, size, flags, composition offset
const defaultBaseIsMoof = 0x020000;

/**
 * moof + mdat with the frames of both tracks, each in decoding order. Times are on the stream's own line.
 * Their durations must reach to the next frame.
 */
export function mediaSegment(
  sequence: number,
  video: readonly Frame[],
  audio: readonly Frame[],
  audioRateHertz: number,
): Buffer<ArrayBuffer> {
  const runs = [
    { id: videoTrackId, timescale: videoTimescale, frames: video },
    { id: audioTrackId, timescale: audioRateHertz, frames: audio },
  ].filter((run) => run.frames.length > 0);
  const trafs = runs.map((run) => traf(run.id, run.timescale, run.frames));
  const moof = box('moof', fullBox('mfhd', 0, 0, u32(sequence)), ...trafs);
  patchDataOffsets(moof, runs);
  const payload = runs.flatMap((run) => run.frames.map((frame) => frame.data));
  const mdatSize = payload.reduce((sum, data) => sum + data.byteLength, 8);
  return Buffer.concat([moof, u32(mdatSize), mdatName, ...payload]);
}

const mdatName = Buffer.from('mdat');

function traf(id: number, timescale: number, frames: readonly Frame[]): Uint8Array {
  const ticks = (micros: number): number => Math.round((micros * timescale) / 1_000_000);
  const entries = new DataView(new ArrayBuffer(frames.length * bytesPerTrunEntry));
  frames.forEach((frame, i) => {
    const at = i * bytesPerTrunEntry;
    // Both ends are rounded on the line, so that rounding never adds up.
    entries.setUint32(at, ticks(frame.timeMicros + frame.durationMicros) - ticks(frame.timeMicros));
    entries.setUint32(at + 4, frame.data.byteLength);
    entries.setUint32(at + 8, frame.isKey ? keyFlags : deltaFlags);
    entries.setInt32(at + 12, ticks(frame.compositionMicros));
  });
  return box(
    'traf',
    fullBox('tfhd', 0, defaultBaseIsMoof, u32(id)),
    fullBox('tfdt', 1, 0, u64(ticks(frames[0]?.timeMicros ?? 0))),
    fullBox('trun', 1, trunFlags, u32(frames.length, 0), new Uint8Array(entries.buffer)),
  );
}

/** Where each track's bytes begin is known only once the moof has its size. */
function patchDataOffsets(moof: Uint8Array, runs: readonly { frames: readonly Frame[] }[]): void {
  const view = new DataView(moof.buffer);
  let trafStart = 24; // moof header 8 + mfhd 16
  let dataOffset = moof.byteLength + 8;
  for (const run of runs) {
    // traf header 8 + tfhd 16 + tfdt 20 + trun header, flags and sample count 16
    view.setInt32(trafStart + 60, dataOffset);
    trafStart += view.getUint32(trafStart);
    dataOffset += run.frames.reduce((sum, frame) => sum + frame.data.byteLength, 0);
  }
}
