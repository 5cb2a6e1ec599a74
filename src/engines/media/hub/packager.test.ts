import { beforeEach, describe, expect, test } from 'vitest';
import { audioTrack, picture, pictureMicros, sound, videoTrack } from './fixture.ts';
import { type Chunk, type Init, Packager } from './packager.ts';

let inits: Init[];
let chunks: Chunk[];
let order: string[];
let packager: Packager;

beforeEach(() => {
  inits = [];
  chunks = [];
  order = [];
  packager = new Packager({
    init: (init) => {
      inits.push(init);
      order.push('init');
    },
    chunk: (chunk) => {
      chunks.push(chunk);
      order.push(chunk.isKey ? 'key' : 'chunk');
    },
  });
});

/** Sends `count` pictures, every 25th a key frame, at the pace of their clock. Returns the next time. */
function send(fromMicros: number, count: number, wallMillis: number): number {
  for (let i = 0; i < count; i += 1) {
    packager.push(picture(fromMicros + i * pictureMicros, i % 25 === 0), wallMillis + i * 40);
  }
  return fromMicros + count * pictureMicros;
}

/** Duration of every picture in a chunk with pictures alone, read back from its trun box. */
function durations({ bytes }: Chunk): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(24 + 8 + 16 + 20 + 12);
  return Array.from({ length: count }, (_, i) => view.getUint32(24 + 8 + 16 + 20 + 20 + i * 16));
}

describe('packager', () => {
  test('writes no init before both configurations are known, and loses no picture waiting', () => {
    packager.begin(true);
    packager.configureVideo(videoTrack);
    send(0, 10, 0);
    expect(inits).toEqual([]);
    packager.configureAudio(audioTrack);
    packager.push(sound(400_000), 400);
    packager.finish();
    expect(inits.map(({ mime }) => mime)).toEqual(['video/mp4; codecs="avc1.42c01e, mp4a.40.2"']);
    expect(chunks[0]).toMatchObject({ isKey: true, atMicros: 0 });
  });

  test('goes on without a promised sound that does not come, and takes it when it does', () => {
    packager.begin(true);
    packager.configureVideo(videoTrack);
    const soonMicros = send(0, 70, 0);
    expect(inits).toEqual([]);
    const laterMicros = send(soonMicros, 30, 2_800);
    expect(inits.map(({ mime }) => mime)).toEqual(['video/mp4; codecs="avc1.42c01e"']);
    expect(chunks[0]).toMatchObject({ isKey: true, atMicros: 0 });
    packager.configureAudio(audioTrack);
    send(laterMicros, 5, 4_000);
    expect(inits.at(-1)?.mime).toBe('video/mp4; codecs="avc1.42c01e, mp4a.40.2"');
  });

  test('needs no sound when the publisher said there is none', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    send(0, 5, 0);
    expect(inits.map(({ mime }) => mime)).toEqual(['video/mp4; codecs="avc1.42c01e"']);
  });

  test('begins with a key frame and begins a chunk with every later one', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    packager.push(picture(0), 0);
    expect(order).toEqual([]);
    send(40_000, 51, 40);
    packager.finish();
    expect(order[0]).toBe('init');
    expect(chunks.filter(({ isKey }) => isKey).map(({ atMicros }) => atMicros)).toEqual([
      0, 1_000_000, 2_000_000,
    ]);
  });

  test('a picture lasts until the next one, across chunks and over a hole', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    send(0, 7, 0);
    packager.push(picture(900_000), 900);
    packager.push(picture(940_000), 940);
    packager.finish();
    const all = chunks.flatMap(durations);
    expect(all).toEqual([40_000, 40_000, 40_000, 40_000, 40_000, 40_000, 660_000, 40_000, 40_000]);
  });

  test('a publisher who comes back goes on where the wall clock stands, with a new init', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    send(5_000_000_000, 50, 0);
    packager.finish();
    packager.begin(false);
    packager.configureVideo(videoTrack);
    send(77_000_000, 5, 4_000);
    packager.finish();
    expect(inits.length).toBe(2);
    const last = chunks.findLast(({ isKey }) => isKey);
    expect(last?.atMicros).toBe(4_000_000);
  });

  test('a turned phone gets a new init with its size, and the line never goes back', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    const next = send(0, 30, 0);
    packager.configureVideo({ ...videoTrack, widthPixel: 360, heightPixel: 640 });
    packager.push(picture(next), 1_150);
    send(next + pictureMicros, 30, 1_240);
    packager.finish();
    expect(inits.map(({ widthPixel, heightPixel }) => [widthPixel, heightPixel])).toEqual([
      [640, 360],
      [360, 640],
    ]);
    const times = chunks.map(({ atMicros }) => atMicros);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('a jump of the publisher clock starts a new line at the next key frame', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    send(0, 10, 0);
    packager.push(picture(3_600_000_000), 400);
    packager.push(picture(3_600_040_000, true), 440);
    packager.finish();
    expect(inits.length).toBe(2);
    expect(chunks.at(-1)?.atMicros).toBe(440_000);
  });

  test('the same sound described again is no reason for a new init', () => {
    packager.begin(true);
    packager.configureVideo(videoTrack);
    packager.configureAudio(audioTrack);
    send(0, 5, 0);
    packager.configureAudio({ ...audioTrack });
    send(200_000, 5, 200);
    expect(inits.length).toBe(1);
  });

  test('what a silent publisher left is sent by the tick', () => {
    packager.begin(false);
    packager.configureVideo(videoTrack);
    packager.push(picture(0, true), 0);
    packager.push(picture(40_000), 10);
    expect(chunks).toEqual([]);
    packager.tick(200);
    expect(chunks.length).toBe(1);
  });
});
