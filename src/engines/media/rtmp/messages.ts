/** One RTMP message, whole. Source of all numbers: Adobe's "Real Time Messaging Protocol", 1.0, 2012. */
export interface RtmpMessage {
  readonly typeId: number;
  readonly streamId: number;
  /** On the sender's clock, modulo 2^32. */
  readonly timeMillis: number;
  readonly body: Buffer;
}

/** Message types (5.4, 6.2, 7.1). */
export const messageType = {
  chunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  userControl: 4,
  windowSize: 5,
  peerBandwidth: 6,
  audio: 8,
  video: 9,
  dataAmf3: 15,
  commandAmf3: 17,
  data: 18,
  command: 20,
} as const;

/** The chunk size both sides begin with (5.4.1). */
export const firstChunkBytes = 128;

/** A peer that breaks the protocol; the message says how, for the log. */
export class RtmpFault extends Error {}

export function u32(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => out.writeUInt32BE(value >>> 0, i * 4));
  return out;
}
