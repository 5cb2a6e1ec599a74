import { RtmpFault } from './messages.ts';

/** C1 and C2, S1 and S2 (5.2.3). */
const blockBytes = 1_536;
const version = 3;

/** The server's part of the plain handshake (5.2): answers C0 and C1 with S0, S1 and S2, and swallows C2. */
export class Handshake {
  #held = Buffer.alloc(0);
  #step: 'hello' | 'echo' | 'done' = 'hello';

  /** Returns what came after the handshake. Throws an RtmpFault for another protocol. */
  take(bytes: Buffer, answer: (bytes: Buffer) => void): Buffer {
    if (this.#step === 'done') return bytes;
    this.#held = Buffer.concat([this.#held, bytes]);
    if (this.#step === 'hello') {
      if (this.#held.length > 0 && this.#held[0] !== version) throw new RtmpFault('not RTMP');
      if (this.#held.length < 1 + blockBytes) return Buffer.alloc(0);
      const c1 = this.#held.subarray(1, 1 + blockBytes);
      // S1: time zero and nothing but zeros, which is as random as any peer checks; S2 repeats C1.
      answer(Buffer.concat([Buffer.of(version), Buffer.alloc(blockBytes), c1]));
      this.#held = this.#held.subarray(1 + blockBytes);
      this.#step = 'echo';
    }
    if (this.#held.length < blockBytes) return Buffer.alloc(0);
    const rest = this.#held.subarray(blockBytes);
    this.#held = Buffer.alloc(0);
    this.#step = 'done';
    return rest;
  }
}
