import { rename } from 'node:fs/promises';
import type { AssembledRecording, RecordingRequest } from '../port.ts';
import { layOut, type MoviePlan, type RawPart } from './lay-out.ts';
import { listPartFiles } from './part-files.ts';
import { readFragments } from './read-fragments.ts';
import { readTracks } from './read-tracks.ts';
import { writeMovie } from './write-movie.ts';

export interface AssembleTask extends RecordingRequest {
  readonly folder: string;
  readonly moviePath: string;
  readonly posterPath: string;
}

/** Makes one seekable movie of the raw files of a stream, with a poster; null when nothing was recorded in that time. */
export async function assemble(task: AssembleTask): Promise<AssembledRecording | null> {
  const parts: RawPart[] = [];
  for (const file of await listPartFiles(task.folder, task.streamId)) {
    const raw = await readFragments(file.path);
    if (raw === null) continue;
    const { fragments, moov } = raw;
    parts.push({ ...file, ...readTracks(moov), fragments });
  }
  const plan = layOut(parts, task.fromMillis, task.untilMillis);
  if (plan === null) return null;
  const chapters = task.chapters.map(({ atMillis, title }) => ({
    startMicros: plan.placeOf(atMillis),
    title,
  }));
  const byteCount = await writeWhole(task.moviePath, (path) => writeMovie(path, plan, chapters));
  const poster = posterOf(plan);
  await writeWhole(task.posterPath, (path) => writeMovie(path, poster, []));
  return {
    moviePath: task.moviePath,
    posterPath: task.posterPath,
    byteCount,
    durationMillis: Math.round(plan.durationMicros / 1_000),
    chapterMillis: chapters.map(({ startMicros }) => Math.round(startMicros / 1_000)),
  };
}

/** A file under its name is whole. */
async function writeWhole<T>(path: string, write: (draft: string) => Promise<T>): Promise<T> {
  const draft = `${path}~`;
  const result = await write(draft);
  await rename(draft, path);
  return result;
}

const posterMicros = 1_000_000;

/** The first key frame alone: a movie of one picture needs no encoder to be shown. */
function posterOf(plan: MoviePlan): MoviePlan {
  const { pictures, pieces } = plan;
  const byteCount = pictures.byteCounts[0] ?? 0;
  const [first] = pieces;
  const none = { startTicks: [], byteCounts: [], compositionTicks: [], keys: [], chunks: [], endTicks: 0 };
  return {
    ...plan,
    sound: null,
    blocks: none,
    pictures: {
      startTicks: [0],
      byteCounts: [byteCount],
      compositionTicks: [0],
      keys: [0],
      chunks: [{ offset: 0, sampleCount: 1 }],
      endTicks: posterMicros,
    },
    pieces: first === undefined ? [] : [{ ...first, byteCount }],
    payloadBytes: byteCount,
    durationMicros: posterMicros,
  };
}
