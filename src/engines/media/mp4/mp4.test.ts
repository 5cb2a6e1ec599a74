import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Loop, readLoop } from '../demo/read-file.ts';
import { initSegment } from './init-segment.ts';
import { mediaSegment } from './media-segment.ts';
import { type Frame, mimeType } from './tracks.ts';

let loop: Loop;
beforeAll(async () => {
  loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
});

/** Box names in order with their children, as far as containers are known. */
function boxes(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: string[] = [];
  for (let at = 0; at < bytes.byteLength; at += view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const inner = bytes.subarray(at + 8, at + view.getUint32(at));
    const isContainer = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'mvex', 'moof', 'traf'].includes(type);
    found.push(isContainer ? `${type}(${boxes(inner)})` : type);
  }
  return found.join(' ');
}

function ofKind(kind: Frame['kind'], from: number, to: number): Frame[] {
  return loop.frames.filter((f) => f.kind === kind && f.timeMicros >= from && f.timeMicros < to);
}

describe('fragmented MP4', () => {
  test('has the boxes of ISO BMFF in order, each as long as it says', () => {
    const track = 'trak(tkhd mdia(mdhd hdlr minf(KIND dinf stbl(stsd stts stsc stsz stco))))';
    const both = `${track.replace('KIND', 'vmhd')} ${track.replace('KIND', 'smhd')}`;
    expect(boxes(initSegment(loop.video, loop.audio))).toBe(`ftyp moov(mvhd ${both} mvex(trex trex))`);
    expect(boxes(initSegment(loop.video, null))).toBe(
      `ftyp moov(mvhd ${track.replace('KIND', 'vmhd')} mvex(trex))`,
    );
    const segment = mediaSegment(1, ofKind('video', 0, 100_000), ofKind('audio', 0, 100_000), 48_000);
    expect(boxes(segment)).toBe('moof(mfhd traf(tfhd tfdt trun) traf(tfhd tfdt trun)) mdat');
    expect(boxes(mediaSegment(1, [], ofKind('audio', 0, 100_000), 48_000))).toBe(
      'moof(mfhd traf(tfhd tfdt trun)) mdat',
    );
  });

  test('names its codecs from their configurations', () => {
    expect(mimeType(loop.video, loop.audio)).toBe('video/mp4; codecs="avc1.640c1f, mp4a.40.2"');
    expect(mimeType(loop.video, null)).toBe('video/mp4; codecs="avc1.640c1f"');
  });

  test('another reader finds every frame with its bytes, time and kind', async () => {
    const segments = [];
    for (let from = 0; from < 2_000_000; from += 100_000) {
      const [video, audio] = [ofKind('video', from, from + 100_000), ofKind('audio', from, from + 100_000)];
      segments.push(mediaSegment(segments.length + 1, video, audio, loop.audio.sampleRateHertz));
    }
    const file = Buffer.concat([initSegment(loop.video, loop.audio), ...segments]);
    const input = new Input({ formats: [MP4], source: new BufferSource(file) });
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    expect([await video?.getCodedWidth(), await video?.getCodedHeight()]).toEqual([720, 1280]);
    expect([await audio?.getSampleRate(), await audio?.getNumberOfChannels()]).toEqual([48_000, 1]);
    for (const [kind, track] of [
      ['video', video],
      ['audio', audio],
    ] as const) {
      if (!track) throw new Error(`no ${kind} track`);
      const expected = ofKind(kind, 0, 2_000_000);
      const found = [];
      for await (const packet of new EncodedPacketSink(track).packets()) found.push(packet);
      expect(found.length).toBe(expected.length);
      found.forEach((packet, i) => {
        const frame = expected[i];
        expect(Buffer.compare(packet.data, frame?.data ?? Buffer.of())).toBe(0);
        expect(packet.type).toBe(frame?.isKey ? 'key' : 'delta');
        // Sound is timed in samples: 21 microseconds at 48 kHz.
        expect(Math.abs(packet.timestamp * 1e6 - (frame?.timeMicros ?? 0))).toBeLessThan(21);
      });
    }
    input.dispose();
  });

  test('carries composition offsets, also negative ones', async () => {
    const frames = ofKind('video', 0, 120_000).map((f, i) => ({
      ...f,
      compositionMicros: [80_000, 0, -40_000][i] ?? 0,
    }));
    const file = Buffer.concat([initSegment(loop.video, null), mediaSegment(1, frames, [], 1)]);
    const input = new Input({ formats: [MP4], source: new BufferSource(file) });
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('no video track');
    const times = [];
    for await (const packet of new EncodedPacketSink(track).packets())
      times.push(Math.round(packet.timestamp * 1e6));
    expect(times).toEqual([80_000, 40_000, 40_000]);
    input.dispose();
  });
});
