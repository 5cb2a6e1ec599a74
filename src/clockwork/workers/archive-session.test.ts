import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { BufferSource, Input, MP4 } from 'mediabunny';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStageWorld, type StageWorld } from '../../../test/worlds/stage.ts';
import {
  emptyStage,
  endSession,
  forgetReplays,
  getReplay,
  getReplayKeeping,
  getSession,
  holdReplay,
  listReplays,
  pinItem,
  releaseReplay,
  replayKey,
} from '../../domains/live/index.ts';
import { mountReplays } from '../../edge/replays.ts';
import { openDiskFiles } from '../../engines/files/disk.ts';
import type { FilesEngine } from '../../engines/files/port.ts';
import { readLoop } from '../../engines/media/demo/read-file.ts';
import { startEmbeddedMedia } from '../../engines/media/embedded.ts';
import { Packager } from '../../engines/media/hub/packager.ts';
import type { MediaEngine } from '../../engines/media/port.ts';
import { Recorder } from '../../engines/media/recording/recorder.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { ClockworkDeps } from '../timer.ts';
import { archiveSession } from './archive-session.ts';

const secret = 'a secret of at least 32 characters';
const folder = mkdtempSync(join(tmpdir(), 'lianbo-archive-'));
const raw = join(folder, 'recordings');
let stage: StageWorld;
let files: FilesEngine;
let media: MediaEngine;

beforeAll(async () => {
  stage = await openStageWorld();
  files = openDiskFiles(join(folder, 'files'));
  media = await startEmbeddedMedia({ secret, clock: stage.world.clock, recordings: raw });
});
afterAll(async () => {
  await media.close();
  await stage.world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a hub writes while a host is on air, on the clock of this world. */
async function record(sessionId: string): Promise<void> {
  const loop = await readLoop(new URL('../../engines/media/demo/demo-loop.mp4', import.meta.url));
  const startMillis = stage.world.clock.now().getTime();
  let wallMillis = startMillis;
  const onTrouble = (text: string): void => expect.fail(text);
  const recorder = new Recorder({ folder: raw, streamId: sessionId, nowMillis: () => wallMillis, onTrouble });
  const packager = new Packager({
    init: (init) => recorder.init(init),
    chunk: (chunk) => recorder.chunk(chunk),
  });
  packager.begin(true);
  packager.configureVideo(loop.video);
  packager.configureAudio(loop.audio);
  for (const frame of loop.frames) {
    wallMillis = startMillis + frame.timeMicros / 1_000;
    packager.push(frame, wallMillis);
  }
  packager.finish();
  await recorder.end();
}

async function lengthSeconds(bytes: Buffer): Promise<number> {
  const input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
  const seconds = await input.computeDuration();
  input.dispose();
  return seconds;
}

async function archive(sessionId: string): Promise<void> {
  const deps = { funnel: stage.world.app, files, media } as unknown as ClockworkDeps;
  await archiveSession.handle(deps, { jobId: 'j', allianceId: stage.home.allianceId, data: { sessionId } });
}

test('a session that ended has a replay with its marks, served by ranges to those who may see it, for three years', async () => {
  const { home, world, host } = stage;
  const sessionId = await stage.goLive();
  const shopId = home.shops[0]!.shopId;
  const seen = () => home.transact(null, (tx) => getReplay(tx, { media }, { sessionId, shopId }));
  await record(sessionId);
  world.clock.forward(2);
  const { items } = await home.transact(host, (tx) => getSession(tx, emptyStage, sessionId));
  const { sessionItemId } = items[0]!;
  await home.transact(host, (tx) => pinItem(tx, { sessionId, sessionItemId }));
  world.clock.forward(600);

  await archive(sessionId);
  expect(await seen()).toEqual({ replay: null }); // it still runs
  await home.transact(host, (tx) => endSession(tx, { sessionId }));
  await archive(sessionId);
  // A job told twice finds the raw recording gone and the replay there.
  await archive(sessionId);
  expect(readdirSync(raw)).toEqual([]);
  const { replay } = await seen();
  expect(replay?.durationMillis).toBeGreaterThan(3_000);
  const { durationMillis } = replay!;
  expect(replay?.marks).toEqual([
    {
      sessionItemId,
      startMillis: expect.any(Number),
      endMillis: durationMillis,
      clipUrl: expect.any(String),
    },
  ]);
  expect(Math.abs(replay!.marks[0]!.startMillis - 2_000)).toBeLessThan(250);

  const app = fastify();
  app.setErrorHandler((error, _, reply) => reply.code(error instanceof Refusal ? 403 : 500).send());
  mountReplays(app, files, media);
  const part = await app.inject({ url: replay!.videoUrl, headers: { range: 'bytes=4-7' } });
  const size = await files.size(replayKey(home.allianceId, sessionId, 'video'));
  expect([part.statusCode, part.headers['content-range'], part.body]).toEqual([
    206,
    `bytes 4-7/${size}`,
    'ftyp',
  ]);
  expect((await app.inject({ url: replay!.posterUrl })).body.slice(4, 8)).toBe('ftyp');
  expect((await app.inject({ url: replay!.videoUrl, headers: { range: `bytes=${size}-` } })).statusCode).toBe(
    416,
  );
  const { clipUrl, startMillis } = replay!.marks[0]!;
  const clip = await app.inject({ url: clipUrl });
  expect(clip.statusCode).toBe(200);
  const seenSeconds = await lengthSeconds(clip.rawPayload);
  // From the key frame before the mark to the end; the loop has one every second.
  expect(seenSeconds * 1_000).toBeGreaterThan(durationMillis - startMillis - 50);
  expect(seenSeconds * 1_000).toBeLessThan(durationMillis - startMillis + 1_100);
  const middle = await app.inject({ url: clipUrl, headers: { range: 'bytes=100-9999' } });
  expect(middle.rawPayload.equals(clip.rawPayload.subarray(100, 10_000))).toBe(true);
  expect((await app.inject({ url: clipUrl.replace(/from=\d+/, 'from=9999999') })).statusCode).toBe(403);
  const foreign = media
    .playback({ streamId: 'another' }, { roomId: shopId, memberId: '' })
    .path.split('?')[1];
  for (const query of ['', foreign, replay!.videoUrl.split('?')[1]?.replace(/sign=.{5}/, 'sign=AAAAA')]) {
    const refused = await app.inject({ url: `${replay!.videoUrl.split('?')[0]}?${query}` });
    expect(refused.statusCode).toBe(403);
  }
  await app.close();

  const keeping = await home.transact(null, (tx) => getReplayKeeping(tx, sessionId));
  const years = keeping.keeping!.keepUntil.getUTCFullYear() - world.clock.now().getUTCFullYear();
  expect(years).toBe(3);
  await home.transact(home.operator, (tx) => holdReplay(tx, { sessionId, reason: '市监局调取' }));
  const list = (held: boolean) => home.transact(null, (tx) => listReplays(tx, { limit: 50, held }));
  expect((await list(true)).rows).toEqual([
    expect.objectContaining({ sessionId, durationMillis, holdReason: '市监局调取' }),
  ]);
  world.clock.forward(4 * 366 * 86_400);
  expect(await home.transact(null, forgetReplays)).toEqual([]);
  await home.transact(home.operator, (tx) => releaseReplay(tx, { sessionId }));
  expect((await list(true)).rows).toEqual([]);
  expect((await list(false)).rows.length).toBe(1);
  expect(await home.transact(null, forgetReplays)).toEqual([sessionId]);
  expect(await list(false)).toEqual({ rows: [], nextCursor: null });
  expect(await seen()).toEqual({ replay: null });
});
