import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** Opcode of a text message. */
const text = 1;
const shortLength = 126;
const longLength = 127;

/** A text frame as a client sends it: masked (RFC 6455, section 5.3), at most 125 bytes. */
export function clientText(words: string): Buffer {
  const payload = Buffer.from(words);
  const mask = randomBytes(4);
  const masked = payload.map((byte, i) => byte ^ mask[i % 4]!);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, masked]);
}

/** Opens a WebSocket by hand: a load generator must spend less on a frame than who is measured. */
export async function openRaw(port: number, path: string, offersDeflate: boolean): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const key = randomBytes(16).toString('base64');
  const extensions = offersDeflate ? 'Sec-WebSocket-Extensions: permessage-deflate\r\n' : '';
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${extensions}\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  const head = answer.toString('latin1');
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const end = head.indexOf('\r\n\r\n');
  if (!head.startsWith('HTTP/1.1 101') || !head.includes(accept) || end < 0)
    throw new Error(`no WebSocket: ${head.slice(0, 80)}`);
  // socket.io speaks first, and may do so within the same packet.
  if (answer.length > end + 4) socket.unshift(answer.subarray(end + 4));
  return socket;
}

export interface ReadFrame {
  readonly payload: Buffer;
  readonly isDeflated: boolean;
}

/** Takes frames of a server out of the stream. Without `keep` payloads are skipped and not put together. */
export class FrameReader {
  readonly #keep: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #toSkip = 0;

  constructor(keep: boolean) {
    this.#keep = keep;
  }

  /** Frames that ended or, without payloads, began in this chunk. */
  read(chunk: Buffer): ReadFrame[] {
    const frames: ReadFrame[] = [];
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    for (;;) {
      if (this.#toSkip > 0) {
        const skipped = Math.min(this.#toSkip, data.length);
        this.#toSkip -= skipped;
        data = data.subarray(skipped);
      }
      const head = headOf(data);
      if (head === null || (this.#keep && data.length < head.start + head.length)) break;
      const end = head.start + head.length;
      const payload = this.#keep ? data.subarray(head.start, end) : data.subarray(0, 0);
      // Pings belong to nobody's count.
      if ((data[0]! & 0x0f) === text) frames.push({ payload, isDeflated: (data[0]! & 0x40) !== 0 });
      if (!this.#keep) this.#toSkip = Math.max(0, end - data.length);
      data = data.subarray(Math.min(end, data.length));
    }
    this.#rest = data;
    return frames;
  }
}

function headOf(data: Buffer): { start: number; length: number } | null {
  if (data.length < 2) return null;
  const length = data[1]! & 0x7f;
  if (length < shortLength) return { start: 2, length };
  if (length === shortLength) return data.length < 4 ? null : { start: 4, length: data.readUInt16BE(2) };
  return length === longLength && data.length >= 10
    ? { start: 10, length: Number(data.readBigUInt64BE(2)) }
    : null;
}
