import { videoTimescale } from '../mp4/tracks.ts';
import type { TrackPlan } from './lay-out.ts';
import { boxesOf, firstBox } from './read-fragments.ts';
import { readTracks } from './read-tracks.ts';

/** What the index of a movie of ours says (recording/write-movie.ts). Offsets of chunks are places in its file. */
export interface Movie extends ReturnType<typeof readTracks> {
  readonly pictures: TrackPlan;
  readonly blocks: TrackPlan;
}

/** Reads a moov box as it stands, header included. Throws an Error for one that is not of ours. */
export function readMovie(moov: Buffer): Movie {
  const tracks = readTracks(moov);
  const traks = boxesOf(moov.subarray(8), 'trak');
  const [pictures, blocks = none()] = traks.map((trak, i) =>
    readTrack(trak, i === 0 ? videoTimescale : (tracks.sound?.sampleRateHertz ?? 1)),
  );
  if (pictures === undefined) throw new Error('a movie without pictures');
  return { ...tracks, pictures, blocks };
}

function none(): TrackPlan {
  return { startTicks: [], byteCounts: [], compositionTicks: [], keys: [], chunks: [], endTicks: 0 };
}

function readTrack(trak: Buffer, timescale: number): TrackPlan {
  const stbl = firstBox(firstBox(firstBox(trak, 'mdia'), 'minf'), 'stbl');
  const sizes = firstBox(stbl, 'stsz');
  const byteCounts = words(sizes, 12, sizes.readUInt32BE(8));
  const lasts = expand(firstBox(stbl, 'stts'));
  const [order] = boxesOf(stbl, 'ctts');
  const [sync] = boxesOf(stbl, 'stss');
  let ticks = Math.round((delayMillis(trak) * timescale) / 1_000);
  const startTicks = lasts.map((last) => {
    ticks += last;
    return ticks - last;
  });
  return {
    startTicks,
    byteCounts,
    compositionTicks: order === undefined ? byteCounts.map(() => 0) : expand(order),
    keys:
      sync === undefined
        ? byteCounts.map((_, i) => i)
        : words(sync, 8, sync.readUInt32BE(4)).map((n) => n - 1),
    chunks: readChunks(stbl),
    endTicks: ticks,
  };
}

/** How long a track waits before it begins: the empty edit in front (ISO/IEC 14496-12, 8.6.6). */
function delayMillis(trak: Buffer): number {
  const [edts] = boxesOf(trak, 'edts');
  const elst = edts === undefined ? undefined : firstBox(edts, 'elst');
  return elst !== undefined && elst.readInt32BE(12) === -1 ? elst.readUInt32BE(8) : 0;
}

function words(bytes: Buffer, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => bytes.readUInt32BE(at + 4 * i));
}

/** Pairs of count and value, value by value; offsets of pictures may be negative. */
function expand(table: Buffer): number[] {
  const out: number[] = [];
  for (let i = 0; i < table.readUInt32BE(4); i += 1) {
    const value = table.readInt32BE(12 + 8 * i);
    for (let n = table.readUInt32BE(8 + 8 * i); n > 0; n -= 1) out.push(value);
  }
  return out;
}

function readChunks(stbl: Buffer): TrackPlan['chunks'] {
  const [places, runs] = [firstBox(stbl, 'co64'), firstBox(stbl, 'stsc')];
  const runCount = runs.readUInt32BE(4);
  let run = 0;
  return Array.from({ length: places.readUInt32BE(4) }, (_, i) => {
    const isNext = run + 1 < runCount && runs.readUInt32BE(8 + 12 * (run + 1)) === i + 1;
    if (isNext) run += 1;
    return {
      offset: Number(places.readBigUInt64BE(8 + 8 * i)),
      sampleCount: runs.readUInt32BE(12 + 12 * run),
    };
  });
}
