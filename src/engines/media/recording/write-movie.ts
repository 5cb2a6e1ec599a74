import { type FileHandle, open } from 'node:fs/promises';
import { ascii, box, fullBox, u32, u64, u8 } from '../mp4/box.ts';
import { audioTrak, movieHeader, videoTrak } from '../mp4/trak.ts';
import { videoTimescale } from '../mp4/tracks.ts';
import type { MoviePlan, TrackPlan } from './lay-out.ts';

export interface Chapter {
  readonly startMicros: number;
  readonly title: string;
}

/** What the index of a movie is made of. */
export type HeadPlan = Omit<MoviePlan, 'pieces' | 'placeOf'>;

/** A box of chapters counts in one byte. */
const mostChapters = 255;
const copyBytes = 1024 * 1024;

/**
 * Writes a movie that can be played from any place before it is whole at the player's: index first, then the frames
 * as they were recorded (ISO/IEC 14496-12). Returns its length in bytes.
 */
export async function writeMovie(
  path: string,
  plan: MoviePlan,
  chapters: readonly Chapter[],
): Promise<number> {
  const head = movieHead(plan, chapters);
  const out = await open(path, 'w');
  try {
    await out.write(head);
    await copyPieces(out, plan);
    await out.sync();
  } finally {
    await out.close();
  }
  return head.byteLength + plan.payloadBytes;
}

/** All of a movie that comes before its frames. */
export function movieHead(plan: HeadPlan, chapters: readonly Chapter[]): Buffer {
  const ftyp = box('ftyp', ascii('isom'), u32(0x200), ascii('isomiso2avc1mp41'));
  const headBytes = ftyp.byteLength + moov(plan, chapters, 0).byteLength;
  // A length of 64 bits: three hours may be longer than 32 bits can say.
  const payloadAt = headBytes + 16;
  const mdat = Buffer.concat([u32(1), ascii('mdat'), u64(plan.payloadBytes + 16)]);
  return Buffer.concat([ftyp, moov(plan, chapters, payloadAt), mdat]);
}

async function copyPieces(out: FileHandle, { pieces }: MoviePlan): Promise<void> {
  let source = null as { readonly path: string; readonly file: FileHandle } | null;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  const flush = async (): Promise<void> => {
    await out.write(Buffer.concat(gathered));
    gathered = [];
    gatheredBytes = 0;
  };
  try {
    for (const { path, at, byteCount, prefix } of pieces) {
      if (source?.path !== path) {
        await source?.file.close();
        source = { path, file: await open(path) };
      }
      const bytes = Buffer.alloc(byteCount);
      const { bytesRead } = await source.file.read(bytes, 0, byteCount, at);
      if (bytesRead !== byteCount) throw new Error('the recording became shorter while it was copied');
      gathered.push(prefix, bytes);
      gatheredBytes += prefix.byteLength + byteCount;
      if (gatheredBytes >= copyBytes) await flush();
    }
    await flush();
  } finally {
    await source?.file.close();
  }
}

function moov(plan: HeadPlan, chapters: readonly Chapter[], payloadAt: number): Uint8Array {
  const { video, sound, pictures, blocks, durationMicros } = plan;
  const durationMillis = Math.ceil(durationMicros / 1_000);
  const traks = [videoTrak(video, lifeOf(pictures, videoTimescale, payloadAt))];
  if (sound !== null) traks.push(audioTrak(sound, lifeOf(blocks, sound.sampleRateHertz, payloadAt)));
  const udta = chapters.length === 0 ? [] : [box('udta', chapterBox(chapters))];
  return box('moov', movieHeader(durationMillis), ...traks, ...udta);
}

function lifeOf(track: TrackPlan, timescale: number, payloadAt: number) {
  const durationMillis = Math.ceil((track.endTicks * 1_000) / timescale);
  const startMillis = Math.round(((track.startTicks[0] ?? 0) * 1_000) / timescale);
  return {
    durationTicks: track.endTicks - (track.startTicks[0] ?? 0),
    durationMillis,
    tables: (stsd: Uint8Array) => tablesOf(track, stsd, payloadAt),
    // A track that begins later says so: an empty edit, then everything (8.6.6).
    edits:
      startMillis === 0
        ? []
        : [
            box(
              'edts',
              fullBox(
                'elst',
                0,
                0,
                u32(2, startMillis, 0xffffffff, 0x10000, durationMillis - startMillis, 0, 0x10000),
              ),
            ),
          ],
  };
}

function tablesOf(track: TrackPlan, stsd: Uint8Array, payloadAt: number): Uint8Array[] {
  const { startTicks, byteCounts, compositionTicks, keys, chunks } = track;
  const lasts = startTicks.map((ticks, i) => (startTicks[i + 1] ?? track.endTicks) - ticks);
  const isAllKeys = keys.length === startTicks.length;
  const hasComposition = compositionTicks.some((ticks) => ticks !== 0);
  return [
    stsd,
    countedTable('stts', 0, runsOf(lasts)),
    ...(isAllKeys
      ? []
      : [
          countedTable(
            'stss',
            0,
            keys.map((index) => [index + 1]),
          ),
        ]),
    ...(hasComposition ? [countedTable('ctts', 1, runsOf(compositionTicks))] : []),
    countedTable('stsc', 0, chunkRuns(chunks.map(({ sampleCount }) => sampleCount))),
    fullBox('stsz', 0, 0, u32(0, byteCounts.length), numbers(byteCounts)),
    fullBox('co64', 0, 0, u32(chunks.length), longNumbers(chunks.map(({ offset }) => payloadAt + offset))),
  ];
}

/** Equal values behind each other as pairs of count and value (8.6.1.2). */
function runsOf(values: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[1] === value) last[0] += 1;
    else runs.push([1, value]);
  }
  return runs;
}

/** First chunk, samples in each from there on, description: only where the number changes (8.7.4). */
function chunkRuns(counts: readonly number[]): [number, number, number][] {
  return counts.flatMap((count, i) =>
    counts[i - 1] === count ? [] : [[i + 1, count, 1] as [number, number, number]],
  );
}

function countedTable(type: string, version: number, rows: readonly (readonly number[])[]): Uint8Array {
  return fullBox(type, version, 0, u32(rows.length), numbers(rows.flat()));
}

function numbers(values: readonly number[]): Uint8Array {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => out.writeUInt32BE(value >>> 0, i * 4));
  return out;
}

function longNumbers(values: readonly number[]): Uint8Array {
  const out = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => out.writeBigUInt64BE(BigInt(value), i * 8));
  return out;
}

/** Chapters as most players read them (Nero's box): start in units of 100 ns, title of at most 255 bytes. */
function chapterBox(chapters: readonly Chapter[]): Uint8Array {
  const rows = chapters.slice(0, mostChapters).map(({ startMicros, title }) => {
    const text = shorten(title);
    return Buffer.concat([u64(startMicros * 10), u8(text.byteLength), text]);
  });
  return fullBox('chpl', 1, 0, u32(0), u8(rows.length), ...rows);
}

/** Cut between characters. */
function shorten(title: string): Buffer {
  let text = title;
  while (Buffer.byteLength(text) > 255) text = [...text].slice(0, -1).join('');
  return Buffer.from(text);
}
