import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AssembledRecording, RecordingRequest } from '../port.ts';
import type { AssembleTask } from './assemble.ts';
import { recordingFolder } from './part-files.ts';

/** Raw recordings of this machine, as the main process sees them. */
export interface Archive {
  assemble(request: RecordingRequest): Promise<AssembledRecording | null>;
  discard(streamId: string): Promise<void>;
}

/** @param seal Resolves when the hub has closed what it is writing of a stream. */
export function openArchive(folder: string, seal: (streamId: string) => Promise<void>): Archive {
  return {
    async assemble(request) {
      await seal(request.streamId);
      const own = recordingFolder(folder, request.streamId);
      return runInThread({
        ...request,
        folder,
        moviePath: join(own, 'movie.mp4'),
        posterPath: join(own, 'poster.mp4'),
      });
    },
    discard: (streamId) => rm(recordingFolder(folder, streamId), { recursive: true, force: true }),
  };
}

function runInThread(task: AssembleTask): Promise<AssembledRecording | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread of the recording ended without an answer')));
  });
}
