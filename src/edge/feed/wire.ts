import { constants, deflateRawSync } from 'node:zlib';
import type { FeedFrame } from '../../engines/feed/frame.ts';
import { deflateBytes } from './limits.ts';

/** Final text frame of RFC 6455, section 5.2; RSV1 says that it is compressed (RFC 7692, section 6). */
const finalText = 0x81;
const compressed = 0x40;
const shortLength = 126;
const longLength = 127;
/** What a flush of DEFLATE ends with and RFC 7692, section 7.2.1 leaves out. */
const flushTail = 4;

interface Wire {
  plain?: Buffer;
  deflated?: Buffer;
}

const wires = new WeakMap<FeedFrame, Wire>();

/**
 * The bytes of a frame as a WebSocket server sends them, made once for everyone who gets it. Compressed ones carry their
 * whole context, so they fit any connection that agreed on `server_no_context_takeover`.
 */
export function wireOf(frame: FeedFrame, mayDeflate: boolean): Buffer {
  const wire = wires.get(frame) ?? {};
  wires.set(frame, wire);
  if (!mayDeflate || frame.text.length < deflateBytes)
    return (wire.plain ??= frameBytes(Buffer.from(frame.text), finalText));
  return (wire.deflated ??= frameBytes(deflate(frame.text), finalText | compressed));
}

/** Fast rather than small: a frame is compressed between two ticks on the thread that serves. */
function deflate(text: string): Buffer {
  const flushed = deflateRawSync(text, {
    level: constants.Z_BEST_SPEED,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  return flushed.subarray(0, -flushTail);
}

/** Unmasked, in one piece. */
function frameBytes(payload: Buffer, first: number): Buffer {
  const { length } = payload;
  const extra = length < shortLength ? 0 : length < 65_536 ? 2 : 8;
  const bytes = Buffer.allocUnsafe(2 + extra + length);
  bytes[0] = first;
  bytes[1] = extra === 0 ? length : extra === 2 ? shortLength : longLength;
  if (extra === 2) bytes.writeUInt16BE(length, 2);
  if (extra === 8) bytes.writeBigUInt64BE(BigInt(length), 2);
  payload.copy(bytes, 2 + extra);
  return bytes;
}
