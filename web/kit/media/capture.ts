import {
  type EncodedPacket,
  MediaStreamAudioTrackSource,
  MediaStreamVideoTrackSource,
  Mp4OutputFormat,
  NullTarget,
  Output,
  Quality,
  VideoSample,
  canEncodeAudio,
  canEncodeVideo,
} from 'mediabunny';
import type { AudioConfig, EncodedFrame, VideoConfig } from './wire.ts';

const audioBitsPerSecond = 64_000;
const keyFrameSeconds = 1;

export interface CaptureListener {
  onVideoConfig(config: VideoConfig): void;
  onAudioConfig(config: AudioConfig): void;
  onFrame(frame: EncodedFrame): void;
  /** Asked before each picture is encoded: leaving one out here never breaks the ones after it. */
  mayEncode(): boolean;
  /** Asked for each picture that is encoded: true makes it a key frame. */
  wantsKey(): boolean;
  /** The camera turned or changed its size: the encoder must be started again. */
  onResized(): void;
  onFailed(error: unknown): void;
}

export interface Capture {
  stop(): Promise<void>;
}

/** Whether this browser can encode what the hub takes; sound falls back to our own encoder. */
export async function canPublish(): Promise<boolean> {
  return globalThis.isSecureContext && (await canEncodeVideo('avc'));
}

/**
 * Encodes a stream's first video and audio track to H.264 and AAC. Times are microseconds since 1970, one line for
 * both tracks and for a later capture of the same host.
 */
export async function startCapture(
  stream: MediaStream,
  videoBitsPerSecond: number,
  listener: CaptureListener,
): Promise<Capture> {
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  const outputs: Output[] = [];
  if (video !== undefined)
    outputs.push(videoOutput(video as MediaStreamVideoTrack, videoBitsPerSecond, listener));
  if (audio !== undefined) {
    await ensureAacEncoder();
    outputs.push(audioOutput(audio as MediaStreamAudioTrack, listener));
  }
  await Promise.all(outputs.map((output) => output.start()));
  return {
    async stop() {
      await Promise.all(outputs.map((output) => output.cancel()));
    },
  };
}

/** A megabyte of WebAssembly, fetched only by browsers without an AAC encoder of their own. */
async function ensureAacEncoder(): Promise<void> {
  if (await canEncodeAudio('aac')) return;
  const { registerAacEncoder } = await import('@mediabunny/aac-encoder');
  registerAacEncoder();
}

/** One output per track: a muxer with both would hold pictures back while a microphone is silent. */
function discardingOutput(): Output {
  return new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target: new NullTarget() });
}

function videoOutput(track: MediaStreamVideoTrack, bitrate: number, listener: CaptureListener): Output {
  let first: { width: number; height: number } | undefined;
  let isResized = false;
  function admit(sample: VideoSample): VideoSample | null {
    const { codedWidth: width, codedHeight: height } = sample;
    first ??= { width, height };
    if (!isResized && (width !== first.width || height !== first.height)) {
      isResized = true;
      listener.onResized();
    }
    if (isResized || !listener.mayEncode()) return null;
    return listener.wantsKey() ? keyOf(sample) : sample;
  }
  const source = new MediaStreamVideoTrackSource(
    track,
    {
      codec: 'avc',
      quality: new Quality({ bitrate }),
      keyFrameInterval: keyFrameSeconds,
      sizeChangeBehavior: 'passThrough',
      transform: { process: admit },
      onEncodedPacket(packet, meta) {
        const config = meta?.decoderConfig;
        if (config?.description !== undefined) {
          listener.onVideoConfig({
            widthPixel: config.codedWidth ?? first?.width ?? 0,
            heightPixel: config.codedHeight ?? first?.height ?? 0,
            avcC: copyOf(config.description),
          });
        }
        listener.onFrame(frameOf('video', packet));
      },
    },
    { frameRate: null, timestampBase: 'unix' },
  );
  source.errorPromise.catch(listener.onFailed);
  const output = discardingOutput();
  output.addVideoTrack(source);
  return output;
}

function audioOutput(track: MediaStreamAudioTrack, listener: CaptureListener): Output {
  const source = new MediaStreamAudioTrackSource(
    track,
    {
      codec: 'aac',
      quality: new Quality({ bitrate: audioBitsPerSecond }),
      onEncodedPacket(packet, meta) {
        const config = meta?.decoderConfig;
        if (config?.description !== undefined) {
          const { sampleRate: sampleRateHertz, numberOfChannels: channelCount } = config;
          listener.onAudioConfig({ sampleRateHertz, channelCount, config: copyOf(config.description) });
        }
        listener.onFrame(frameOf('audio', packet));
      },
    },
    { timestampBase: 'unix' },
  );
  source.errorPromise.catch(listener.onFailed);
  const output = discardingOutput();
  output.addAudioTrack(source);
  return output;
}

function keyOf(sample: VideoSample): VideoSample {
  const { timestamp, duration } = sample;
  return new VideoSample(sample.toVideoFrame(), { timestamp, duration, encodeOptions: { keyFrame: true } });
}

function frameOf(kind: 'video' | 'audio', packet: EncodedPacket): EncodedFrame {
  return {
    kind,
    isKey: packet.type === 'key',
    timeMicros: packet.microsecondTimestamp,
    durationMicros: packet.microsecondDuration,
    data: packet.data,
  };
}

function copyOf(source: AllowSharedBufferSource): Uint8Array {
  const view = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return view.slice();
}
