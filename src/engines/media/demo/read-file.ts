import { fileURLToPath } from 'node:url';
import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny';
import type { InputAudioTrack, InputVideoTrack } from 'mediabunny';
import type { AudioTrack, Frame, VideoTrack } from '../mp4/tracks.ts';

/** A whole file in memory: meant for loops of seconds. */
export interface Loop {
  readonly video: VideoTrack;
  readonly audio: AudioTrack;
  /** Both tracks by decoding time, which begins at 0. */
  readonly frames: readonly Frame[];
  readonly durationMicros: number;
}

const mostFrames = 10_000;

/** Reads an MP4 with one H.264 and one AAC track. Throws when it is something else. */
export async function readLoop(file: URL): Promise<Loop> {
  const input = new Input({ formats: [MP4], source: new FilePathSource(fileURLToPath(file)) });
  try {
    const videoTrack = await input.getPrimaryVideoTrack();
    const audioTrack = await input.getPrimaryAudioTrack();
    const video = await videoTrack?.getDecoderConfig();
    const audio = await audioTrack?.getDecoderConfig();
    if (!videoTrack || !audioTrack || !video?.description || !audio?.description) {
      throw new Error(`${file.pathname} is not an MP4 with H.264 and AAC`);
    }
    const frames = [...(await framesOf('video', videoTrack)), ...(await framesOf('audio', audioTrack))];
    frames.sort((a, b) => a.timeMicros - b.timeMicros);
    return {
      video: {
        widthPixel: video.codedWidth ?? 0,
        heightPixel: video.codedHeight ?? 0,
        avcC: bytesOf(video.description),
      },
      audio: {
        sampleRateHertz: audio.sampleRate,
        channelCount: audio.numberOfChannels,
        config: bytesOf(audio.description),
      },
      frames,
      durationMicros: frames.reduce(
        (end, frame) => Math.max(end, frame.timeMicros + frame.durationMicros),
        0,
      ),
    };
  } finally {
    input.dispose();
  }
}

async function framesOf(kind: 'video' | 'audio', track: InputVideoTrack | InputAudioTrack): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (frames.length >= mostFrames) throw new Error(`a loop of more than ${mostFrames} frames`);
    frames.push({
      kind,
      isKey: packet.type === 'key',
      timeMicros: Math.round(packet.timestamp * 1_000_000),
      compositionMicros: 0,
      durationMicros: Math.round(packet.duration * 1_000_000),
      data: packet.data,
    });
  }
  return frames;
}

function bytesOf(source: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
