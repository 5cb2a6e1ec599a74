import { videoTimescale } from '../mp4/tracks.ts';
import type { Clip, Stretch } from '../port.ts';
import type { TrackPlan } from './lay-out.ts';
import { readMovie } from './read-movie.ts';
import { movieHead } from './write-movie.ts';

/** Samples of one track that lie behind each other in the movie and go into the clip. */
interface Piece {
  readonly isPicture: boolean;
  readonly at: number;
  readonly byteCount: number;
  readonly sampleCount: number;
}

/**
 * A clip from the last key frame before a stretch to the first one after it. Nothing is copied here: the clip is an
 * index of its own and the places of its frames in the movie.
 */
export function cutClip(moov: Buffer, { fromMillis, untilMillis }: Stretch): Clip | null {
  const movie = readMovie(moov);
  const { video, sound, pictures, blocks } = movie;
  const [first, end] = between(pictures, fromMillis * 1_000, untilMillis * 1_000);
  const startTicks = pictures.startTicks[first];
  if (startTicks === undefined || end <= first) return null;
  const endTicks = pictures.startTicks[end] ?? pictures.endTicks;
  const rate = sound?.sampleRateHertz ?? 1;
  const inSound = (ticks: number): number => Math.round((ticks * rate) / videoTimescale);
  const firstBlock = indexAt(blocks.startTicks, inSound(startTicks));
  const endBlock = indexAt(blocks.startTicks, inSound(endTicks));
  const pieces = [
    ...piecesOf(pictures, first, end, true),
    ...piecesOf(blocks, firstBlock, endBlock, false),
  ].toSorted((a, b) => a.at - b.at);
  const payloadBytes = pieces.reduce((sum, { byteCount }) => sum + byteCount, 0);
  const head = movieHead(
    {
      video,
      sound: endBlock > firstBlock ? sound : null,
      pictures: { ...part(pictures, first, end, startTicks, endTicks), chunks: chunksOf(pieces, true) },
      blocks: {
        ...part(blocks, firstBlock, endBlock, inSound(startTicks), inSound(endTicks)),
        chunks: chunksOf(pieces, false),
      },
      payloadBytes,
      durationMicros: endTicks - startTicks,
    },
    [],
  );
  return {
    head,
    ranges: joined(pieces),
    byteCount: head.byteLength + payloadBytes,
    stretch: { fromMillis: Math.round(startTicks / 1_000), untilMillis: Math.round(endTicks / 1_000) },
  };
}

/** The first picture of the clip and the first one behind it; both are key frames, the second may be the end. */
function between({ keys, startTicks }: TrackPlan, fromMicros: number, untilMicros: number): [number, number] {
  const first = keys.findLast((key) => startTicks[key]! <= fromMicros) ?? keys[0] ?? 0;
  const end = keys.find((key) => key > first && startTicks[key]! >= untilMicros) ?? startTicks.length;
  return [first, end];
}

/** Index of the first value that is not before. */
function indexAt(startTicks: readonly number[], ticks: number): number {
  const index = startTicks.findIndex((start) => start >= ticks);
  return index < 0 ? startTicks.length : index;
}

function piecesOf(
  { chunks, byteCounts }: TrackPlan,
  first: number,
  end: number,
  isPicture: boolean,
): Piece[] {
  const pieces: Piece[] = [];
  let index = 0;
  for (const { offset, sampleCount } of chunks) {
    const [from, until] = [Math.max(index, first), Math.min(index + sampleCount, end)];
    if (from < until) {
      const at = offset + sum(byteCounts, index, from);
      pieces.push({ isPicture, at, byteCount: sum(byteCounts, from, until), sampleCount: until - from });
    }
    index += sampleCount;
  }
  return pieces;
}

function sum(values: readonly number[], from: number, until: number): number {
  let total = 0;
  for (let i = from; i < until; i += 1) total += values[i]!;
  return total;
}

/** Where the chunks of one track come to lie in the clip. */
function chunksOf(pieces: readonly Piece[], isPicture: boolean): TrackPlan['chunks'] {
  let offset = 0;
  const chunks: { offset: number; sampleCount: number }[] = [];
  for (const piece of pieces) {
    if (piece.isPicture === isPicture) chunks.push({ offset, sampleCount: piece.sampleCount });
    offset += piece.byteCount;
  }
  return chunks;
}

function part(track: TrackPlan, first: number, end: number, startTicks: number, endTicks: number) {
  return {
    startTicks: track.startTicks.slice(first, end).map((ticks) => ticks - startTicks),
    byteCounts: track.byteCounts.slice(first, end),
    compositionTicks: track.compositionTicks.slice(first, end),
    keys: track.keys.filter((key) => key >= first && key < end).map((key) => key - first),
    endTicks: endTicks - startTicks,
  };
}

/** Neighbours in the movie are read in one go. */
function joined(pieces: readonly Piece[]): { at: number; byteCount: number }[] {
  const ranges: { at: number; byteCount: number }[] = [];
  for (const { at, byteCount } of pieces) {
    const last = ranges.at(-1);
    if (last !== undefined && last.at + last.byteCount === at) last.byteCount += byteCount;
    else ranges.push({ at, byteCount });
  }
  return ranges;
}
