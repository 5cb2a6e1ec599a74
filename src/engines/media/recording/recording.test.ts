import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Loop, readLoop } from '../demo/read-file.ts';
import { startEmbeddedMedia } from '../embedded.ts';
import { Packager } from '../hub/packager.ts';
import type { MediaEngine, MediaEvent } from '../port.ts';
import { openEncoder } from '../rtmp/fixture.ts';
import { assemble } from './assemble.ts';
import { cutClip } from './cut-clip.ts';
import { listPartFiles } from './part-files.ts';
import { Recorder } from './recorder.ts';

const patience = { timeout: 8_000, interval: 20 };
const streamId = 's';
const bornAtMillis = 1_764_000_000_000;
const always = { fromMillis: 0, untilMillis: Number.MAX_SAFE_INTEGER, chapters: [] };

let loop: Loop;
let folder: string;
beforeAll(async () => {
  loop = await readLoop(new URL('../demo/demo-loop.mp4', import.meta.url));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbo-recording-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function where() {
  return { folder, streamId, moviePath: join(folder, 'movie.mp4'), posterPath: join(folder, 'poster.mp4') };
}

interface Packets {
  readonly count: number;
  readonly keys: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly longestSeconds: number;
  readonly bytes: readonly Uint8Array[];
}

/** What another reader finds in a movie. */
async function look(path: string): Promise<{ video: Packets; sound: Packets | null }> {
  const input = new Input({ formats: [MP4], source: new BufferSource(await readFile(path)) });
  const read = async (sink: EncodedPacketSink): Promise<Packets> => {
    const found = [];
    for await (const packet of sink.packets()) found.push(packet);
    const last = found.at(-1);
    return {
      count: found.length,
      keys: found.filter(({ type }) => type === 'key').length,
      startSeconds: found[0]?.timestamp ?? NaN,
      endSeconds: (last?.timestamp ?? NaN) + (last?.duration ?? NaN),
      longestSeconds: Math.max(...found.map(({ duration }) => duration)),
      bytes: found.map(({ data }) => data),
    };
  };
  const video = await input.getPrimaryVideoTrack();
  const sound = await input.getPrimaryAudioTrack();
  const seen = {
    video: await read(new EncodedPacketSink(video!)),
    sound: sound && (await read(new EncodedPacketSink(sound))),
  };
  input.dispose();
  return seen;
}

interface Session {
  readonly recorder: Recorder;
  readonly packager: Packager;
  wallMillis: number;
}

/** A packager and its recorder on a clock that moves with the frames. */
function openSession(wallMillis = bornAtMillis): Session {
  const session = { wallMillis } as Session;
  const nowMillis = (): number => session.wallMillis;
  const recorder = new Recorder({ folder, streamId, nowMillis, onTrouble: (text) => expect.fail(text) });
  const packager = new Packager({
    init: (init) => recorder.init(init),
    chunk: (chunk) => recorder.chunk(chunk),
  });
  return Object.assign(session, { recorder, packager });
}

/** Sends the loop once, as from a new connection. */
function sendLoop(session: Session, avcC = loop.video.avcC): void {
  const { packager, wallMillis } = session;
  packager.begin(true);
  packager.configureVideo({ ...loop.video, avcC });
  packager.configureAudio(loop.audio);
  for (const frame of loop.frames) {
    session.wallMillis = wallMillis + frame.timeMicros / 1_000;
    packager.push(frame, session.wallMillis);
  }
  packager.finish();
}

const loopMillis = (): number => loop.durationMicros / 1_000;
const pictures = (): number => loop.frames.filter(({ kind }) => kind === 'video').length;

describe('a recording', () => {
  test('becomes a movie with every frame as it was sent, and a poster of its first picture', async () => {
    const session = openSession();
    sendLoop(session);
    await session.recorder.end();
    const made = await assemble({ ...always, ...where() });
    const { video, sound } = await look(where().moviePath);
    const sent = loop.frames.filter(({ kind }) => kind === 'video');
    expect(video.bytes.map((data) => Buffer.compare(data, sent.shift()?.data ?? Buffer.of()))).toEqual(
      Array(pictures()).fill(0),
    );
    expect(sound?.count).toBe(loop.frames.length - pictures());
    expect(video.startSeconds).toBe(0);
    expect(Math.abs(video.endSeconds * 1_000 - loopMillis())).toBeLessThan(60);
    expect(Math.abs((made?.durationMillis ?? 0) - loopMillis())).toBeLessThan(100);
    const bytes = await readFile(where().moviePath);
    expect(made?.byteCount).toBe(bytes.byteLength);
    // Index first: a browser can seek before it has everything.
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    const poster = await look(where().posterPath);
    expect([poster.video.count, poster.video.keys]).toEqual([1, 1]);
    expect(Buffer.compare(poster.video.bytes[0]!, video.bytes[0]!)).toBe(0);
  });

  test('a host who was away leaves no hole, and chapters keep to what was shown then', async () => {
    const session = openSession();
    sendLoop(session);
    session.wallMillis += 7_000;
    const backAtMillis = session.wallMillis;
    sendLoop(session);
    await session.recorder.end();
    expect((await listPartFiles(folder, streamId)).length).toBe(1);
    const chapters = [
      { atMillis: bornAtMillis + 2_000, title: '土鸡蛋 30 枚' },
      { atMillis: backAtMillis - 3_000, title: 'pinned while away' },
      { atMillis: backAtMillis + 1_000, title: '丹东草莓' },
    ];
    const made = await assemble({ ...always, ...where(), chapters });
    const { video } = await look(where().moviePath);
    expect(video.count).toBe(2 * pictures());
    expect(video.longestSeconds).toBeLessThan(0.5);
    const off = [2_000, loopMillis(), loopMillis() + 1_000].map((millis, i) =>
      Math.abs(millis - made!.chapterMillis[i]!),
    );
    expect(Math.max(...off)).toBeLessThan(250);
    expect((await readFile(where().moviePath)).includes('丹东草莓')).toBe(true);
  });

  test('another encoder says its parameters before its key frames, in the one track a movie has', async () => {
    const session = openSession();
    sendLoop(session);
    const other = Buffer.from(loop.video.avcC);
    other[3] = 0x2a; // another level: another configuration
    sendLoop(session, other);
    await session.recorder.end();
    expect((await listPartFiles(folder, streamId)).length).toBe(2);
    await assemble({ ...always, ...where() });
    const { video } = await look(where().moviePath);
    expect(video.count).toBe(2 * pictures());
    const [first, again] = [video.bytes[0]!, video.bytes[pictures()]!];
    const prefixBytes = again.byteLength - first.byteLength;
    expect(Buffer.compare(again.subarray(prefixBytes), first)).toBe(0);
    // 7: sequence parameter set (ITU-T H.264, table 7-1).
    expect(again[4]! & 0x1f).toBe(7);
    expect(prefixBytes).toBeGreaterThan(10);
  });

  test('only what lies between start and end is kept, from a key frame on', async () => {
    const session = openSession();
    sendLoop(session);
    await session.recorder.end();
    const made = await assemble({
      ...always,
      ...where(),
      fromMillis: bornAtMillis + 1_500,
      untilMillis: bornAtMillis + 4_000,
    });
    expect(made?.durationMillis).toBeGreaterThan(1_500);
    expect(made?.durationMillis).toBeLessThan(2_800);
    expect((await look(where().moviePath)).video.keys).toBeGreaterThan(0);
  });

  test('a clip of a stretch is a movie from key frame to key frame, with the very frames of the whole', async () => {
    const session = openSession();
    sendLoop(session);
    const other = Buffer.from(loop.video.avcC);
    other[3] = 0x2a;
    sendLoop(session, other);
    await session.recorder.end();
    const made = await assemble({ ...always, ...where() });
    const movie = await readFile(where().moviePath);
    const moovAt = movie.readUInt32BE(0);
    const moov = movie.subarray(moovAt, moovAt + movie.readUInt32BE(moovAt));
    const whole = await look(where().moviePath);
    const total = made!.durationMillis;
    for (const [fromMillis, untilMillis] of [
      [0, total],
      [1_500, 3_500],
      [total / 2 + 700, total / 2 + 900],
      [total - 10, total + 5_000],
    ] as const) {
      const clip = cutClip(moov, { fromMillis, untilMillis });
      const ranges = clip!.ranges.map(({ at, byteCount }) => movie.subarray(at, at + byteCount));
      const bytes = Buffer.concat([clip!.head, ...ranges]);
      expect(bytes.byteLength).toBe(clip!.byteCount);
      const path = join(folder, 'clip.mp4');
      await writeFile(path, bytes);
      const { video, sound } = await look(path);
      expect(clip!.stretch.fromMillis).toBeLessThanOrEqual(fromMillis);
      expect(clip!.stretch.untilMillis).toBeGreaterThanOrEqual(Math.min(untilMillis, total - 60));
      const lengthSeconds = (clip!.stretch.untilMillis - clip!.stretch.fromMillis) / 1_000;
      expect(Math.abs(video.endSeconds - lengthSeconds)).toBeLessThan(0.06);
      expect(Math.abs(sound!.endSeconds - lengthSeconds)).toBeLessThan(0.1);
      const at = whole.video.bytes.findIndex((data) => Buffer.compare(data, video.bytes[0]!) === 0);
      expect(at).toBeGreaterThanOrEqual(0);
      video.bytes.forEach((data, i) => expect(Buffer.compare(data, whole.video.bytes[at + i]!)).toBe(0));
      expect(video.keys).toBeGreaterThan(0);
    }
    // Past the end there is still the last picture and what goes with it.
    const late = cutClip(moov, { fromMillis: total + 10_000, untilMillis: total + 20_000 });
    expect(Math.abs(late!.stretch.untilMillis - total)).toBeLessThan(60);
  });

  test('a file torn anywhere gives all that was whole in it', async () => {
    const session = openSession();
    sendLoop(session);
    await session.recorder.end();
    const [part] = await listPartFiles(folder, streamId);
    const { byteLength } = await readFile(part!.path);
    let before = pictures();
    for (const share of [0.99, 0.8, 0.5, 0.2]) {
      await truncate(part!.path, Math.floor(byteLength * share));
      const made = await assemble({ ...always, ...where() });
      const { video } = await look(where().moviePath);
      expect(made?.durationMillis).toBeGreaterThan(0);
      expect(video.count).toBeLessThanOrEqual(before);
      expect(video.count).toBeGreaterThan(pictures() * share * 0.6);
      before = video.count;
    }
    await truncate(part!.path, 20);
    expect(await assemble({ ...always, ...where() })).toBe(null);
    await appendFile(part!.path, Buffer.alloc(3_000, 0xff));
    expect(await assemble({ ...always, ...where() })).toBe(null);
    expect(await assemble({ ...always, ...where(), streamId: 'never' })).toBe(null);
  });
});

describe('recording while live', () => {
  let media: MediaEngine;
  let events: MediaEvent[];
  beforeEach(async () => {
    events = [];
    media = await startEmbeddedMedia({
      secret: 'a secret of at least 32 characters',
      clock: { now: () => new Date() },
      rtmp: { port: 0, host: '127.0.0.1' },
      recordings: folder,
    });
    media.on((event) => events.push(event));
  });
  afterEach(() => media.close());

  async function encoder() {
    const { rtmp } = media.createIngest({ streamId, memberId: 'host' });
    if (rtmp === null) throw new Error('no RTMP port');
    return openEncoder(rtmp);
  }

  test('a kill -9 of the hub costs less than a second, and the movie goes on after it', async () => {
    const first = await encoder();
    const rate = pictures() / (loop.durationMicros / 1e6);
    const half = Math.floor(loop.frames.length / 2);
    first.publishFrames(loop, 0, half);
    // The last chunk leaves with the tick; then the process is gone without a word.
    const written = async () =>
      (await Promise.all((await listPartFiles(folder, streamId)).map(({ path }) => readFile(path)))).length;
    await vi.waitFor(async () => expect(await written()).toBe(1), patience);
    await settled();
    const { processId } = media.health();
    if (processId === null) throw new Error('no hub to end');
    process.kill(processId, 'SIGKILL');
    await vi.waitFor(() => expect(media.health()).toMatchObject({ state: 'up', restarts: 1 }), patience);
    const torn = await media.assembleRecording({ ...always, streamId });
    const sent = loop.frames.slice(0, half).filter(({ kind }) => kind === 'video').length;
    const kept = (await look(torn!.moviePath)).video.count;
    expect(sent - kept).toBeLessThan(rate);

    const second = await encoder();
    second.publishLoop(loop);
    await vi.waitFor(() => expect(events.at(-1)).toEqual({ type: 'published', streamId }), patience);
    second.command('deleteStream', 4, null, 1);
    await vi.waitFor(
      () => expect(events.at(-1)).toMatchObject({ type: 'unpublished', reason: 'ended' }),
      patience,
    );
    const whole = await media.assembleRecording({ ...always, streamId });
    const { video } = await look(whole!.moviePath);
    expect(video.count).toBe(kept + pictures());
    expect(video.longestSeconds).toBeLessThan(0.5);
    await media.discardRecording(streamId);
    expect(await readdir(folder)).toEqual(expect.not.arrayContaining([streamId]));
  });

  /** Resolves when the file has not grown between two looks: everything sent has arrived. */
  async function settled(): Promise<void> {
    let before = -1;
    await vi.waitFor(
      async () => {
        const [part] = await listPartFiles(folder, streamId);
        const { byteLength } = await readFile(part!.path);
        const grown = byteLength - before;
        before = byteLength;
        expect(grown).toBe(0);
      },
      { timeout: 8_000, interval: 400 },
    );
  }
});
