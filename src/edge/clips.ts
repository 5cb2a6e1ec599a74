import type { FilesEngine } from '../engines/files/port.ts';
import type { Clip, MediaEngine, Stretch } from '../engines/media/port.ts';
import type { Range } from './range.ts';

/** Cuts clips out of stored movies, and remembers the last ones: a player asks for one in many ranges. */
export interface Clips {
  /** Null when the movie is not there, is not one of ours, or shows nothing then. */
  cut(key: string, stretch: Stretch): Promise<Clip | null>;
  /** The bytes of a clip from `from` to `until`, both included. */
  read(key: string, clip: Clip, range: Range): AsyncGenerator<Uint8Array>;
}

const rememberedClips = 16;
/** The index of a movie: a megabyte holds about twenty minutes. */
const largestIndexBytes = 64 * 1024 * 1024;
const longestClipMillis = 3_600_000;

type Files = Pick<FilesEngine, 'size' | 'read'>;

export function openClips(files: Files, media: Pick<MediaEngine, 'cutClip'>): Clips {
  const known = new Map<string, Promise<Clip | null>>();
  return {
    cut(key, stretch) {
      const name = `${key} ${stretch.fromMillis} ${stretch.untilMillis}`;
      const found = known.get(name);
      if (found !== undefined) return found;
      const made = cutFrom(files, media, key, stretch);
      known.set(name, made);
      const [oldest] = known.keys();
      if (known.size > rememberedClips && oldest !== undefined) known.delete(oldest);
      // What failed, or is not there yet, is tried again.
      made.then(
        (clip) => clip === null && known.delete(name),
        () => known.delete(name),
      );
      return made;
    },
    read: (key, clip, range) => readClip(files, key, clip, range),
  };
}

async function cutFrom(
  files: Files,
  media: Pick<MediaEngine, 'cutClip'>,
  key: string,
  stretch: Stretch,
): Promise<Clip | null> {
  const millis = stretch.untilMillis - stretch.fromMillis;
  const size = await files.size(key);
  if (size === null || millis <= 0 || millis > longestClipMillis) return null;
  const start = await readAll(files, key, 0, Math.min(size, 64) - 1);
  const moovAt = start.length < 40 ? size : start.readUInt32BE(0);
  if (moovAt + 8 > start.length || start.toString('latin1', moovAt + 4, moovAt + 8) !== 'moov') return null;
  const moovBytes = start.readUInt32BE(moovAt);
  if (moovBytes > largestIndexBytes || moovAt + moovBytes > size) return null;
  return media.cutClip(await readAll(files, key, moovAt, moovAt + moovBytes - 1), stretch);
}

async function readAll(files: Files, key: string, from: number, until: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read(key, from, until)) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

async function* readClip(files: Files, key: string, clip: Clip, range: Range): AsyncGenerator<Uint8Array> {
  const { head, ranges } = clip;
  if (range.from < head.byteLength) yield head.subarray(range.from, range.until + 1);
  let begin = head.byteLength;
  for (const { at, byteCount } of ranges) {
    const [from, until] = [Math.max(range.from, begin), Math.min(range.until, begin + byteCount - 1)];
    if (from <= until)
      yield* files.read(key, at + from - begin, at + until - begin) as AsyncIterable<Uint8Array>;
    begin += byteCount;
  }
}
