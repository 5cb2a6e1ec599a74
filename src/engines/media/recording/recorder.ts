import { createWriteStream, fdatasync, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { recorderQueueBytes } from '../hub/limits.ts';
import type { Chunk, Init } from '../hub/packager.ts';
import { partFileName, recordingFolder } from './part-files.ts';

export interface RecorderOptions {
  /** Where all recordings of this machine are. */
  readonly folder: string;
  readonly streamId: string;
  readonly nowMillis: () => number;
  /** Told once per file that cannot be written. */
  readonly onTrouble: (text: string) => void;
}

interface OpenFile {
  readonly init: Init;
  readonly stream: WriteStream;
  fd: number | null;
  hasFailed: boolean;
}

/**
 * Writes a stream to disk as it comes, as fragmented MP4: whatever happens to the process, all that was written is a
 * playable file, and a chunk is written every 100 ms. Another configuration, or another process, begins another file.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  #file: OpenFile | null = null;
  #init: Init | null = null;
  #closing: Promise<void> = Promise.resolve();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  init(init: Init): void {
    this.#init = init;
  }

  chunk(chunk: Chunk): void {
    const init = this.#init;
    if (init === null) return;
    const isSame = this.#file !== null && Buffer.compare(this.#file.init.bytes, init.bytes) === 0;
    // A host who comes back with the same encoder goes on in the same file: the line of time has moved on.
    if (!isSame) {
      void this.end();
      this.#file = this.#open(init, chunk);
    }
    const file = this.#file;
    if (file === null || file.hasFailed) return;
    // A disk that does not keep up must not fill the memory.
    if (file.stream.writableLength > recorderQueueBytes) this.#fail(file, 'the disk is too slow');
    else file.stream.write(chunk.bytes);
  }

  /** Flushes to the disk itself, for machines that lose power; call it every second. */
  sync(): void {
    const fd = this.#file?.fd ?? null;
    if (fd !== null) fdatasync(fd, () => undefined);
  }

  /** Closes the file. Resolves when everything is written. */
  end(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (file === null || file.hasFailed) return this.#closing;
    const closed = new Promise<void>((resolve) => file.stream.end(() => resolve()));
    this.#closing = Promise.all([this.#closing, closed]).then(() => undefined);
    return this.#closing;
  }

  #open(init: Init, first: Chunk): OpenFile {
    const { folder, streamId, nowMillis } = this.#options;
    const own = recordingFolder(folder, streamId);
    // Once per file, and the first chunk needs it.
    mkdirSync(own, { recursive: true });
    const begunAtMillis = Math.round(nowMillis());
    const lineZeroMillis = Math.round(begunAtMillis - first.atMicros / 1_000);
    const stream = createWriteStream(join(own, partFileName(begunAtMillis, lineZeroMillis)), { flags: 'wx' });
    const file: OpenFile = { init, stream, fd: null, hasFailed: false };
    stream.on('open', (fd) => (file.fd = fd));
    stream.on('close', () => (file.fd = null));
    stream.on('error', (error) => this.#fail(file, error.message));
    stream.write(init.bytes);
    return file;
  }

  #fail(file: OpenFile, reason: string): void {
    if (file.hasFailed) return;
    file.hasFailed = true;
    file.stream.destroy();
    const { streamId } = this.#options;
    this.#options.onTrouble(
      `直播 ${streamId} 录不下来：${reason} / live ${streamId} is not recorded: ${reason}`,
    );
  }
}
