import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A raw file of a recording. Its name carries what no box does: when it was begun. */
export interface PartFile {
  readonly path: string;
  readonly begunAtMillis: number;
  /** Wall clock of the stream's time zero: adds to a chunk's time. */
  readonly lineZeroMillis: number;
}

const namePattern = /^(\d{1,15})-(\d{1,15})\.mp4$/;

export function recordingFolder(folder: string, streamId: string): string {
  return join(folder, streamId);
}

export function partFileName(begunAtMillis: number, lineZeroMillis: number): string {
  return `${begunAtMillis}-${lineZeroMillis}.mp4`;
}

/** The raw files of a stream, oldest first; none for a stream that was never recorded. */
export async function listPartFiles(folder: string, streamId: string): Promise<PartFile[]> {
  const own = recordingFolder(folder, streamId);
  const names = await readdir(own).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, begun, zero] = namePattern.exec(name) ?? [];
      if (begun === undefined) return [];
      return [{ path: join(own, name), begunAtMillis: Number(begun), lineZeroMillis: Number(zero) }];
    })
    .toSorted((a, b) => a.begunAtMillis - b.begunAtMillis);
}
