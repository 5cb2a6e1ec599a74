import type { FeedFrame } from './frame.ts';

/** The latest frames of a topic, for whoever missed some. */
export class Ring {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  #frames: FeedFrame[] = [];
  #bytes = 0;

  constructor(maxFrames: number, maxBytes: number) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
  }

  push(frame: FeedFrame): void {
    this.#frames.push(frame);
    this.#bytes += frame.text.length;
    while (this.#frames.length > this.#maxFrames || this.#bytes > this.#maxBytes) {
      this.#bytes -= this.#frames.shift()!.text.length;
    }
  }

  clear(): void {
    this.#frames = [];
    this.#bytes = 0;
  }

  /** The frames after `since` up to `latest`, or null when some of them are gone or `since` is not of this topic. */
  after(since: number, latest: number): FeedFrame[] | null {
    if (since === latest) return [];
    const missing = this.#frames.filter(({ seq }) => seq > since);
    return missing[0]?.seq === since + 1 && since < latest ? missing : null;
  }
}
