/** The hub's wire format as a browser speaks it; src/engines/media/README.md describes both ends. */

export type EncodedKind = 'video' | 'audio';

export interface EncodedFrame {
  kind: EncodedKind;
  isKey: boolean;
  /** Presentation time on the publisher's clock; without B-frames also the decoding time. */
  timeMicros: number;
  durationMicros: number;
  data: Uint8Array;
}

export interface VideoConfig {
  widthPixel: number;
  heightPixel: number;
  /** AVCDecoderConfigurationRecord. */
  avcC: Uint8Array;
}

export interface AudioConfig {
  sampleRateHertz: number;
  channelCount: number;
  /** AudioSpecificConfig. */
  config: Uint8Array;
}

/** Once a second from the hub: time of the newest frame it has, and viewers in all rooms. */
export interface PublisherNotice {
  type: 'ack';
  timeMicros: number;
  viewers: number;
}

export type ViewerNotice =
  | { type: 'waiting' }
  /** Its bytes follow, then media that begins at `atMicros`. */
  | { type: 'init'; mime: string; widthPixel: number; heightPixel: number; atMicros: number }
  | { type: 'reconnecting' }
  | { type: 'ended' };

export const closeCode = { refused: 4401, kicked: 4403, replaced: 4409 } as const;

const frameHeaderBytes = 20;
const longestMicros = 10_000_000;

export function frameMessage(frame: EncodedFrame): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(frameHeaderBytes + frame.data.byteLength);
  const view = new DataView(out.buffer);
  view.setUint8(0, frame.kind === 'video' ? 1 : 2);
  view.setUint8(1, frame.isKey ? 1 : 0);
  view.setUint32(4, Math.min(longestMicros, Math.max(0, Math.round(frame.durationMicros))));
  view.setInt32(8, 0);
  view.setBigInt64(12, BigInt(Math.round(frame.timeMicros)));
  out.set(frame.data, frameHeaderBytes);
  return out;
}

export function helloMessage(hasAudio: boolean): string {
  return JSON.stringify({ type: 'hello', audio: hasAudio });
}

export function videoMessage({ widthPixel, heightPixel, avcC }: VideoConfig): string {
  return JSON.stringify({ type: 'video', widthPixel, heightPixel, avcC: base64(avcC) });
}

export function audioMessage({ sampleRateHertz, channelCount, config }: AudioConfig): string {
  return JSON.stringify({ type: 'audio', sampleRateHertz, channelCount, config: base64(config) });
}

export const endMessage = JSON.stringify({ type: 'end' });

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
