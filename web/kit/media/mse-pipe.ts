/** Media source of this browser; iPhones offer only the managed kind. */
type SourceClass = typeof MediaSource;

function sourceClass(): SourceClass | undefined {
  const known = globalThis as { ManagedMediaSource?: SourceClass; MediaSource?: SourceClass };
  return known.ManagedMediaSource ?? known.MediaSource;
}

export function hasMediaSource(): boolean {
  return sourceClass() !== undefined;
}

export function canPlay(mime: string): boolean {
  return sourceClass()?.isTypeSupported(mime) ?? false;
}

type Step = { type: 'init'; mime: string; atSeconds: number } | { type: 'bytes'; data: ArrayBuffer };

export interface MsePipeListener {
  /** More can be played than before. */
  onAppended(): void;
  /** The browser rejected the media or fell too far behind; said once, the pipe is then of no more use. */
  onBroken(): void;
}

/** Appends waiting for the decoder: about 40 s of a slow phone falling behind. */
const longestQueue = 400;
const trimEverySeconds = 20;
const keepBehindSeconds = 8;

/** Feeds a video element by MediaSource, one step after the other as a SourceBuffer wants it. */
export class MsePipe {
  readonly #video: HTMLVideoElement;
  readonly #listener: MsePipeListener;
  #source: MediaSource | undefined;
  #buffer: SourceBuffer | undefined;
  #mime = '';
  #steps: Step[] = [];
  #isClosed = false;

  constructor(video: HTMLVideoElement, listener: MsePipeListener) {
    this.#video = video;
    this.#listener = listener;
  }

  /** What follows begins at this time of the stream; it is joined to the end of what is there. */
  init(mime: string, atSeconds: number): void {
    // The number of tracks may not change within one source: sound that comes or goes needs a new one.
    if (this.#source === undefined || mime.includes('mp4a') !== this.#mime.includes('mp4a')) {
      this.#steps = [];
      this.#open(mime);
    }
    this.#steps.push({ type: 'init', mime, atSeconds });
    this.#run();
  }

  append(data: ArrayBuffer): void {
    if (this.#isClosed || this.#source === undefined) return;
    this.#steps.push({ type: 'bytes', data });
    if (this.#steps.length > longestQueue) this.#fail();
    else this.#run();
  }

  /** End of what can be played, in seconds of the video element; undefined while empty. */
  endSeconds(): number | undefined {
    if (this.#buffer === undefined || this.#source?.readyState !== 'open') return undefined;
    const ranges = this.#buffer.buffered;
    return ranges.length === 0 ? undefined : ranges.end(ranges.length - 1);
  }

  close(): void {
    this.#isClosed = true;
    this.#steps = [];
    if (this.#video.src !== '') URL.revokeObjectURL(this.#video.src);
  }

  #open(mime: string): void {
    const Source = sourceClass();
    if (Source === undefined) return this.#fail();
    const source = new Source();
    this.#source = source;
    this.#buffer = undefined;
    this.#mime = mime;
    this.#video.disableRemotePlayback = true; // the managed kind asks for it
    if (this.#video.src !== '') URL.revokeObjectURL(this.#video.src);
    this.#video.src = URL.createObjectURL(source);
    source.addEventListener('sourceopen', () => this.#attach(source, mime));
  }

  #attach(source: MediaSource, mime: string): void {
    if (this.#source !== source || this.#isClosed || this.#buffer !== undefined) return;
    const buffer = source.addSourceBuffer(mime);
    this.#buffer = buffer;
    buffer.addEventListener('updateend', () => {
      if (this.#buffer !== buffer || this.#isClosed) return;
      this.#listener.onAppended();
      this.#run();
    });
    buffer.addEventListener('error', () => this.#fail());
    this.#run();
  }

  #run(): void {
    try {
      while (this.#buffer !== undefined && !this.#buffer.updating && this.#steps.length > 0) {
        if (this.#trim(this.#buffer)) return;
        const step = this.#steps.shift();
        if (step?.type === 'bytes') this.#buffer.appendBuffer(step.data);
        else if (step !== undefined) this.#begin(this.#buffer, step.mime, step.atSeconds);
      }
    } catch {
      // Quota, a decoder error or a detached element: the viewer starts over with a new pipe.
      this.#fail();
    }
  }

  #begin(buffer: SourceBuffer, mime: string, atSeconds: number): void {
    // Forgets where each track stood: otherwise sound that begins a little earlier or later than it ended counts as a
    // break, and a break throws the pictures away until the next key frame.
    buffer.abort();
    if (mime !== this.#mime) buffer.changeType(mime);
    this.#mime = mime;
    buffer.timestampOffset = (this.endSeconds() ?? 0) - atSeconds;
  }

  /** Drops what has been played; true when the buffer is busy with it. */
  #trim(buffer: SourceBuffer): boolean {
    const { currentTime } = this.#video;
    const start = buffer.buffered.length > 0 ? buffer.buffered.start(0) : currentTime;
    if (currentTime - start < trimEverySeconds) return false;
    buffer.remove(0, currentTime - keepBehindSeconds);
    return true;
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.close();
    this.#listener.onBroken();
  }
}
