import fc from 'fast-check';
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Loop, readLoop } from '../demo/read-file.ts';
import { audioTrack, picture, pictureMicros, sound, videoTrack } from '../hub/fixture.ts';
import { hlsKeptSegments, hlsPartTargetMicros, hlsPatienceMillis, groupBytes } from '../hub/limits.ts';
import { Packager } from '../hub/packager.ts';
import { answerHls, type HlsAnswer } from './answer.ts';
import { writePlaylist } from './playlist.ts';
import { Segmenter } from './segmenter.ts';

const bornAtMillis = 1_764_000_000_000;
let segmenter: Segmenter;
let packager: Packager;
beforeEach(() => {
  segmenter = new Segmenter(bornAtMillis);
  packager = new Packager({
    init: (init) => segmenter.init(init),
    chunk: (chunk) => segmenter.chunk(chunk),
  });
});

/** Sends pictures with a key frame every `keyEvery`, and sound; returns the next picture's number. */
function send(from: number, count: number, keyEvery = 25, bytes = 100): number {
  for (let i = from; i < from + count; i += 1) {
    const atMicros = i * pictureMicros;
    packager.push(picture(atMicros, i % keyEvery === 0, bytes), atMicros / 1_000);
    packager.push(sound(atMicros), atMicros / 1_000);
  }
  return from + count;
}

function begin(): void {
  packager.begin(true);
  packager.configureVideo(videoTrack);
  packager.configureAudio(audioTrack);
}

async function ask(name: string, query = ''): Promise<HlsAnswer> {
  return new Promise((resolve) => answerHls(segmenter, name, new URLSearchParams(query), resolve));
}

describe('segments', () => {
  test('begin with key frames, a second each, in parts of 200 ms', () => {
    begin();
    send(0, 130);
    const whole = segmenter.segments.filter(({ isWhole }) => isWhole);
    expect(whole.length).toBe(5);
    for (const segment of whole) {
      expect(segment.durationMicros).toBe(1_000_000);
      expect(segment.parts.map(({ durationMicros }) => durationMicros)).toEqual(Array(5).fill(200_000));
      expect(segment.parts.map(({ isIndependent }) => isIndependent)).toEqual([
        true,
        ...Array(4).fill(false),
      ]);
    }
  });

  test('whatever the camera does, no time is lost, parts keep their target and numbers only rise', () => {
    const gap = fc.integer({ min: 20_000, max: 36_000 });
    fc.assert(
      fc.property(
        fc.array(gap, { minLength: 60, maxLength: 200 }),
        fc.integer({ min: 5, max: 60 }),
        (gaps, keyEvery) => {
          const own = new Segmenter(bornAtMillis);
          const made = new Packager({ init: (init) => own.init(init), chunk: (chunk) => own.chunk(chunk) });
          const seen = new Map<number, number>();
          made.begin(false);
          made.configureVideo(videoTrack);
          let atMicros = 0;
          gaps.forEach((step, i) => {
            made.push(picture(atMicros, i % keyEvery === 0), atMicros / 1_000);
            atMicros += step;
            for (const { number, durationMicros } of own.segments) seen.set(number, durationMicros);
          });
          made.finish();
          own.end();
          for (const { number, durationMicros } of own.segments) seen.set(number, durationMicros);
          const total = [...seen.values()].reduce((sum, micros) => sum + micros, 0);
          const last = gaps.at(-2) ?? 0; // how long the last picture lasts is guessed from the one before
          expect(total).toBe(atMicros - (gaps.at(-1) ?? 0) + last);
          const numbers = [...seen.keys()];
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
          const parts = own.segments.flatMap((segment) => segment.parts);
          expect(Math.max(...parts.map(({ durationMicros }) => durationMicros))).toBeLessThanOrEqual(
            hlsPartTargetMicros,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('memory is bounded, with key frames and without', () => {
    begin();
    const next = send(0, 2_000);
    expect(segmenter.segments.length).toBe(hlsKeptSegments);
    send(next + 10_000, 3_000, 1e9, 20_000);
    const bytes = segmenter.segments.map(({ byteCount }) => byteCount);
    expect(Math.max(...bytes)).toBeLessThan(groupBytes + 6 * 20_000);
    expect(segmenter.segments.length).toBe(hlsKeptSegments);
  });

  test('a turned phone is a discontinuity with its own init, counted once it has left the list', async () => {
    begin();
    const next = send(0, 60);
    packager.configureVideo({ ...videoTrack, widthPixel: 360, heightPixel: 640 });
    const later = send(Math.ceil(next / 25) * 25, 60);
    const list = writePlaylist(segmenter);
    expect(list.match(/#EXT-X-MAP/g)?.length).toBe(2);
    expect(list.match(/#EXT-X-DISCONTINUITY\n/g)?.length).toBe(1);
    const before = segmenter.breaksBefore;
    send(later, 400);
    expect(writePlaylist(segmenter)).not.toContain('#EXT-X-DISCONTINUITY\n');
    expect(segmenter.breaksBefore).toBe(before + 1);
    const [, initName = ''] = /MAP:URI="([^"]+)"/.exec(list) ?? [];
    expect((await ask(initName)).status).toBe(404);
  });
});

describe('the folder of a stream', () => {
  test('has every file its playlist names, and another reader finds every frame in them', async () => {
    const loop: Loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
    packager.begin(true);
    packager.configureVideo(loop.video);
    packager.configureAudio(loop.audio);
    for (const frame of loop.frames) packager.push(frame, frame.timeMicros / 1_000);
    packager.finish();
    segmenter.end();
    const list = writePlaylist(segmenter);
    expect(list).toContain('#EXT-X-ENDLIST');
    const names = [...list.matchAll(/^(?:#EXT-X-MAP:URI="(.+)"|(\d+\.m4s))$/gm)].map(
      ([, map, name]) => map ?? name,
    );
    const files = await Promise.all(names.map((name) => ask(name ?? '')));
    expect(new Set(files.map(({ status }) => status))).toEqual(new Set([200]));
    const parts = [...list.matchAll(/PART:DURATION=[\d.]+,URI="(.+?)"/g)].map(([, name]) => ask(name ?? ''));
    expect((await Promise.all(parts)).every(({ status }) => status === 200)).toBe(true);
    const input = new Input({
      formats: [MP4],
      source: new BufferSource(Buffer.concat(files.flatMap(({ body }) => body))),
    });
    const track = await input.getPrimaryVideoTrack();
    let count = 0;
    for await (const packet of new EncodedPacketSink(track!).packets())
      count += packet.data.byteLength > 0 ? 1 : 0;
    input.dispose();
    const secondsKept = segmenter.segments.reduce((sum, { durationMicros }) => sum + durationMicros, 0) / 1e6;
    const pictures = loop.frames.filter(({ kind }) => kind === 'video').length;
    const rate = pictures / (loop.durationMicros / 1e6);
    expect(Math.abs(count - secondsKept * rate)).toBeLessThanOrEqual(1);
  });

  test('a playlist asked for with the part to come waits for it, and for nothing else', async () => {
    begin();
    let next = send(0, 32);
    const { segment, part } = segmenter.next;
    const answered: string[] = [];
    const hinted = ask(`${segment}.${part}.m4s`).then((answer) => (answered.push('part'), answer));
    const list = ask('live.m3u8', `_HLS_msn=${segment}&_HLS_part=${part}`).then(
      (answer) => (answered.push('list'), answer),
    );
    await ask('live.m3u8');
    expect(answered).toEqual([]);
    next = send(next, 10);
    expect((await hinted).status).toBe(200);
    expect(String((await list).body[0])).toContain(`URI="${segment}.${part}.m4s"`);
    expect((await ask('live.m3u8', `_HLS_msn=${segment}&_HLS_part=${part}`)).status).toBe(200);
    expect((await ask('live.m3u8', `_HLS_msn=${segment + 9}`)).status).toBe(400);
    const wholeSegment = ask('live.m3u8', `_HLS_msn=${segment}`);
    send(next, 30);
    expect(String((await wholeSegment).body[0])).toContain(`\n${segment}.m4s\n`);
  });

  test('who waits for a host that fell silent is told so, and who leaves is forgotten', async () => {
    vi.useFakeTimers();
    try {
      begin();
      send(0, 32);
      const { segment, part } = segmenter.next;
      const query = `_HLS_msn=${segment}&_HLS_part=${part}`;
      const late = ask('live.m3u8', query);
      const forget = answerHls(segmenter, 'live.m3u8', new URLSearchParams(query), () =>
        expect.fail('was forgotten'),
      );
      forget();
      await vi.advanceTimersByTimeAsync(hlsPatienceMillis);
      expect((await late).status).toBe(503);
      const last = ask('live.m3u8', query);
      packager.finish();
      segmenter.end();
      expect((await last).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test('other names are nothing, whatever they are', async () => {
    begin();
    send(0, 60);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{1,17}\.\d{0,6}\.?m4s$/)),
        async (name) => {
          expect((await ask(name)).status).toBe(404);
        },
      ),
    );
    expect((await ask('live.m3u8', '_HLS_msn=-1&_HLS_part=x')).status).toBe(200);
  });

  test('numbers go on where they stood when the server was started again', () => {
    begin();
    send(0, 260);
    const before = segmenter.segments.at(-1)?.number ?? 0;
    const after = new Segmenter(bornAtMillis + 11_000);
    expect(after.next.segment).toBeGreaterThan(before);
    expect(after.breaksBefore).not.toBe(segmenter.breaksBefore);
    expect(after.breaksBefore).toBeLessThan(1_000);
  });
});
