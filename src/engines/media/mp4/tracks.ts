/** H.264 as the browser's encoder describes it. */
export interface VideoTrack {
  readonly widthPixel: number;
  readonly heightPixel: number;
  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). */
  readonly avcC: Uint8Array;
}

/** AAC-LC. */
export interface AudioTrack {
  readonly sampleRateHertz: number;
  readonly channelCount: number;
  /** AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
  readonly config: Uint8Array;
}

/** One encoded picture or block of sound on the publisher's clock. */
export interface Frame {
  readonly kind: 'video' | 'audio';
  readonly isKey: boolean;
  /** Decoding time. */
  readonly timeMicros: number;
  /** Presentation minus decoding time; 0 without B-frames. */
  readonly compositionMicros: number;
  readonly durationMicros: number;
  readonly data: Uint8Array;
}

export const videoTrackId = 1;
export const audioTrackId = 2;
/** Video is timed in microseconds, as WebCodecs does, so that nothing is rounded. */
export const videoTimescale = 1_000_000;

/** RFC 6381 name of both tracks, for MediaSource. */
export function mimeType(video: VideoTrack, audio: AudioTrack | null): string {
  const profile = [...video.avcC.subarray(1, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const codecs = [`avc1.${profile}`];
  // The object type sits in the first five bits of the configuration: 2 is AAC-LC.
  if (audio !== null) codecs.push(`mp4a.40.${(audio.config[0] ?? 0) >> 3}`);
  return `video/mp4; codecs="${codecs.join(', ')}"`;
}
