/** The latest frames of a topic, for whoever missed some. */
export class Ring {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  #frames: { readonly seq: number; readonly text: string }[] = [];
  #bytes = 0;

  constructor(maxFrames: number, maxBytes: number) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
  }

  push(seq: number, text: string): void {
    this.#frames.push({ seq, text });
    this.#bytes += text.length;
    while (this.#frames.length > this.#maxFrames || this.#bytes > this.#maxBytes) {
      this.#bytes -= this.#frames.shift()!.text.length;
    }
  }

  clear(): void {
    this.#frames = [];
    this.#bytes = 0;
  }

  /** The frames after `since` up to `latest`, or null when some of them are gone or `since` is not of this topic. */
  after(since: number, latest: number): string[] | null {
    if (since === latest) return [];
    const missing = this.#frames.filter(({ seq }) => seq > since);
    return missing[0]?.seq === since + 1 && since < latest ? missing.map(({ text }) => text) : null;
  }
}
