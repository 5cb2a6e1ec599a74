import { ingestMessageBytes } from '../hub/limits.ts';
import { firstChunkBytes, messageType, RtmpFault, type RtmpMessage } from './messages.ts';

/** Publishers use four or five; each may hold one unfinished message. */
const mostChunkStreams = 32;
const mostUnfinishedBytes = 2 * ingestMessageBytes;
const extendedMark = 0xffffff;

interface ChunkStream {
  timeMillis: number;
  deltaMillis: number;
  /** The extended timestamp its last header had; null without one. */
  extended: number | null;
  bodyBytes: number;
  typeId: number;
  streamId: number;
  parts: Buffer[];
  gathered: number;
}

/** Puts the chunks of one peer together to messages (5.3), obeying its chunk size and aborts. */
export class ChunkReader {
  readonly #streams = new Map<number, ChunkStream>();
  #chunkBytes = firstChunkBytes;
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  /** Below so many bytes another look would find nothing. */
  #neededBytes = 1;
  #unfinishedBytes = 0;

  /** Gives every message that is now whole. Throws an RtmpFault when the peer breaks the protocol. */
  *push(bytes: Buffer): Generator<RtmpMessage> {
    this.#pieces.push(bytes);
    this.#pieceBytes += bytes.length;
    if (this.#pieceBytes < this.#neededBytes) return;
    const all = this.#pieces.length === 1 ? bytes : Buffer.concat(this.#pieces);
    let at = 0;
    for (;;) {
      const chunk = this.#readChunk(all.subarray(at));
      if (typeof chunk === 'number') {
        this.#neededBytes = chunk;
        break;
      }
      at += chunk.size;
      if (chunk.message === null || this.#obey(chunk.message)) continue;
      yield chunk.message;
    }
    this.#pieces = [all.subarray(at)];
    this.#pieceBytes = all.length - at;
  }

  /** The next chunk, or how many bytes are needed to read it. */
  #readChunk(bytes: Buffer): { size: number; message: RtmpMessage | null } | number {
    const basic = readBasicHeader(bytes);
    if (typeof basic === 'number') return basic;
    const { format, chunkStreamId, headerBytes } = basic;
    const known = this.#streams.get(chunkStreamId);
    if (known === undefined && format !== 0)
      throw new RtmpFault('a chunk stream begins without a full header');
    let size = headerBytes + messageHeaderSizes[format];
    if (bytes.length < size) return size;
    const field = format === 3 ? null : bytes.readUIntBE(headerBytes, 3);
    let stamp = field;
    if (field === extendedMark || (field === null && known?.extended !== null)) {
      if (bytes.length < size + 4) return size + 4;
      stamp = bytes.readUInt32BE(size);
      // Some senders leave the extended timestamp out when they continue a message.
      const isLeftOut = field === null && known!.gathered > 0 && stamp !== known!.extended;
      if (!isLeftOut) size += 4;
    }
    const bodyBytes = format < 2 ? bytes.readUIntBE(headerBytes + 3, 3) : known!.bodyBytes;
    if (bodyBytes > ingestMessageBytes) throw new RtmpFault(`a message of ${bodyBytes} bytes`);
    const gathered = format === 3 ? known!.gathered : 0;
    const payloadBytes = Math.min(this.#chunkBytes, bodyBytes - gathered);
    if (bytes.length < size + payloadBytes) return size + payloadBytes;
    const stream = known ?? this.#openStream(chunkStreamId);
    if (format !== 3) this.#drop(stream);
    const extended = field === extendedMark ? stamp : format === 3 ? stream.extended : null;
    if (stream.gathered === 0)
      beginMessage(stream, { format, bytes, headerBytes, stamp, extended, bodyBytes });
    const message = this.#gather(stream, bytes.subarray(size, size + payloadBytes));
    return { size: size + payloadBytes, message };
  }

  #openStream(chunkStreamId: number): ChunkStream {
    if (this.#streams.size >= mostChunkStreams) throw new RtmpFault('too many chunk streams');
    const times = { timeMillis: 0, deltaMillis: 0, extended: null };
    const stream = { ...times, bodyBytes: 0, typeId: 0, streamId: 0, parts: [], gathered: 0 };
    this.#streams.set(chunkStreamId, stream);
    return stream;
  }

  #gather(stream: ChunkStream, payload: Buffer): RtmpMessage | null {
    stream.parts.push(payload);
    stream.gathered += payload.length;
    this.#unfinishedBytes += payload.length;
    if (stream.gathered < stream.bodyBytes) {
      if (this.#unfinishedBytes > mostUnfinishedBytes) throw new RtmpFault('too many unfinished messages');
      return null;
    }
    const { typeId, streamId, timeMillis } = stream;
    // A copy: parts are views into network buffers that would stay whole in memory as long as the message.
    const body = Buffer.concat(stream.parts);
    this.#drop(stream);
    return { typeId, streamId, timeMillis, body };
  }

  #drop(stream: ChunkStream): void {
    this.#unfinishedBytes -= stream.gathered;
    stream.parts = [];
    stream.gathered = 0;
  }

  /** True for messages about the chunks themselves. */
  #obey({ typeId, body }: RtmpMessage): boolean {
    if (typeId !== messageType.chunkSize && typeId !== messageType.abort) return false;
    if (body.length < 4) throw new RtmpFault('a control message of less than four bytes');
    const value = body.readUInt32BE();
    if (typeId === messageType.abort) {
      const stream = this.#streams.get(value);
      if (stream !== undefined) this.#drop(stream);
    } else if (value === 0 || value > 0x7fffffff) throw new RtmpFault(`a chunk size of ${value}`);
    // No chunk is longer than its message.
    else this.#chunkBytes = Math.min(value, ingestMessageBytes);
    return true;
  }
}

type Format = 0 | 1 | 2 | 3;
/** Message header by format (5.3.1.2). */
const messageHeaderSizes: Readonly<Record<Format, number>> = { 0: 11, 1: 7, 2: 3, 3: 0 };

interface BasicHeader {
  readonly format: Format;
  readonly chunkStreamId: number;
  readonly headerBytes: number;
}

/** Chunk basic header of 1 to 3 bytes (5.3.1.1), or how many bytes are needed. */
function readBasicHeader(bytes: Buffer): BasicHeader | number {
  const first = bytes[0];
  if (first === undefined) return 1;
  const format = (first >> 6) as Format;
  const short = first & 0x3f;
  if (short > 1) return { format, chunkStreamId: short, headerBytes: 1 };
  const headerBytes = short + 2;
  if (bytes.length < headerBytes) return headerBytes;
  const chunkStreamId = 64 + (bytes[1] ?? 0) + (short === 1 ? (bytes[2] ?? 0) * 256 : 0);
  return { format, chunkStreamId, headerBytes };
}

interface MessageStart {
  readonly format: Format;
  readonly bytes: Buffer;
  readonly headerBytes: number;
  /** Timestamp or delta of formats 0 to 2. */
  readonly stamp: number | null;
  readonly extended: number | null;
  readonly bodyBytes: number;
}

function beginMessage(stream: ChunkStream, start: MessageStart): void {
  const { format, bytes, headerBytes, stamp } = start;
  if (format === 0) {
    stream.timeMillis = stamp ?? 0;
    // Said by the standard to be the timestamp itself; no known sender means that.
    stream.deltaMillis = 0;
    stream.streamId = bytes.readUInt32LE(headerBytes + 7);
  } else if (format !== 3) stream.deltaMillis = stamp ?? 0;
  if (format < 2) stream.typeId = bytes[headerBytes + 6] ?? 0;
  stream.bodyBytes = start.bodyBytes;
  stream.extended = start.extended;
  if (format !== 0) stream.timeMillis = (stream.timeMillis + stream.deltaMillis) >>> 0;
}
