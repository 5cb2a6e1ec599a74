import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attachMedia } from '../attach.ts';
import { type EmbeddedMedia, startEmbeddedMedia } from '../embedded.ts';
import { openSelfCheck } from './self-check.ts';

const clock = { now: () => new Date() };
const secret = 'a secret of at least 32 characters';
let folder: string;
let media: EmbeddedMedia;
let server: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianbo-check-'));
  media = await startEmbeddedMedia({
    ...{ secret, clock, recordings: folder },
    rtmp: { port: 0, host: '127.0.0.1' },
  });
  server = createServer();
  attachMedia(server, media);
});
afterEach(async () => {
  await media.close();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const states = (checks: readonly { name: string; state: string }[]) =>
  Object.fromEntries(checks.map(({ name, state }) => [name, state]));

describe('the self-check', () => {
  test('pushes, plays and records for real, and leaves nothing behind', async () => {
    const check = openSelfCheck({ media, origin: await listen(), isRecording: true });
    const [checks, again] = await Promise.all([check(), check()]);
    expect(again).toBe(checks);
    const ways = ['browser-push', 'rtmp-push', 'browser-play', 'flv-play', 'hls-play', 'rtmp-play'];
    const all = ['hub', ...ways, 'forged', 'record'];
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(checks.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says what does not answer', async () => {
    const check = openSelfCheck({ media, origin: 'http://127.0.0.1:9', isRecording: true });
    expect(states(await check())).toEqual({ hub: 'ok', 'browser-push': 'failed', 'rtmp-push': 'ok' });
  });
});
