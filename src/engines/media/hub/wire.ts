import { z } from 'zod';
import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';

/** Bytes before the encoded data in a binary message. */
export const frameHeaderBytes = 20;
const longestSideMicros = 10_000_000;

const bytes = (most: number) =>
  z
    .base64()
    .max(Math.ceil(most / 3) * 4)
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), audio: z.boolean() }),
  z.object({
    type: z.literal('video'),
    widthPixel: z.int().min(16).max(4096),
    heightPixel: z.int().min(16).max(4096),
    avcC: bytes(1_024).refine((record) => record.byteLength >= 7 && record[0] === 1, 'not an avcC record'),
  }),
  z.object({
    type: z.literal('audio'),
    sampleRateHertz: z.int().min(7_350).max(96_000),
    channelCount: z.int().min(1).max(8),
    config: bytes(64).refine((config) => config.byteLength >= 2, 'not an AudioSpecificConfig'),
  }),
  z.object({ type: z.literal('end') }),
]);

/** What a publisher says in text: first hello, then a configuration before the frames it is for, at last end. */
export type PublisherMessage =
  | { readonly type: 'hello'; readonly audio: boolean }
  | ({ readonly type: 'video' } & VideoTrack)
  | ({ readonly type: 'audio' } & AudioTrack)
  | { readonly type: 'end' };

/** Reads a text message; null when it is not one of ours. */
export function readMessage(text: string): PublisherMessage | null {
  try {
    return message.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Reads a binary message; null when it is not one of ours. The data is a view into the given bytes. */
export function readFrame(message: Uint8Array): Frame | null {
  if (message.byteLength <= frameHeaderBytes) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const kind = view.getUint8(0);
  if (kind !== 1 && kind !== 2) return null;
  const durationMicros = view.getUint32(4);
  const compositionMicros = view.getInt32(8);
  const timeMicros = Number(view.getBigInt64(12));
  if (durationMicros > longestSideMicros || Math.abs(compositionMicros) > longestSideMicros) return null;
  if (!Number.isSafeInteger(timeMicros)) return null;
  return {
    kind: kind === 1 ? 'video' : 'audio',
    isKey: kind === 2 || (view.getUint8(1) & 1) === 1,
    timeMicros,
    compositionMicros,
    durationMicros,
    data: message.subarray(frameHeaderBytes),
  };
}

/** What the hub tells a publisher once a second. */
export interface PublisherNotice {
  readonly type: 'ack';
  /** Time of the newest frame received, on the publisher's clock: now minus this is the way up. */
  readonly timeMicros: number;
  /** Viewers of the stream in all rooms. */
  readonly viewers: number;
}

/** What the hub tells a viewer in text; every init is followed by its bytes, then by media bytes that begin at `atMicros`. */
export type ViewerNotice =
  | { readonly type: 'waiting' }
  | {
      readonly type: 'init';
      readonly mime: string;
      readonly widthPixel: number;
      readonly heightPixel: number;
      readonly atMicros: number;
    }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'ended' };

/** WebSocket close codes of both doors. */
export const closeCode = {
  /** The peer broke the wire format. */
  malformed: 4400,
  /** The token is forged, expired, foreign or for another door. */
  refused: 4401,
  kicked: 4403,
  /** Too slow for too long, or silent. */
  stalled: 4408,
  /** The same stream is published from another connection. */
  replaced: 4409,
  tooMuch: 4429,
  full: 4503,
} as const;
