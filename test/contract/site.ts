import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { allDoors } from '../../src/assemble/doors.ts';
import { startEngines } from '../../src/assemble/engines.ts';
import { productTopics } from '../../src/assemble/topics.ts';
import { readConfig } from '../../src/config.ts';
import { registerFeed } from '../../src/edge/feed/register-feed.ts';
import { keepStage } from '../../src/edge/feed/stage.ts';
import type { TopicKind } from '../../src/edge/feed/topic-kind.ts';
import { openIntake } from '../../src/edge/intake.ts';
import type { Door } from '../../src/edge/route.ts';
import type { FeedEngine } from '../../src/engines/feed/port.ts';
import type { World } from '../worlds/alliance.ts';
import { openApp, type Part, type TestApp } from '../worlds/app.ts';
import type { PlannedCall } from './forbidden-calls.ts';
import type { SmallAlliance } from './small-world.ts';
import { linkSecret } from './small-world-orders.ts';

/** The whole product behind its doors, with two small alliances in it. */
export interface Site {
  readonly doors: readonly Door[];
  readonly app: TestApp;
  /** Where pages listen, and what they may listen to. */
  readonly feed: FeedEngine;
  readonly topics: readonly TopicKind[];
  /** A picture that is stored, for what needs one. */
  readonly photoKey: string;
  close(): Promise<void>;
}

/** @param replace doors that stand in the place of the real ones: for planting a leak */
export async function openSite(world: World, replace: readonly Door[] = []): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianbo-site-'));
  const logger = pino({ level: 'silent' });
  const config = readConfig(['--port', '0', '--host', '127.0.0.1'], {});
  const engines = await startEngines({
    ...{ config, clock: world.clock, secret: linkSecret, dataDir, logger },
    callbackOrigin: 'http://127.0.0.1:9',
  });
  const stage = keepStage({
    feed: engines.feed,
    media: engines.media,
    clock: world.clock,
    onReconnecting() {},
  });
  const doors = allDoors({
    ...{ engines, app: world.app, clock: world.clock, secret: linkSecret, isDemo: false, isSecure: false },
    codesPerAddressPerHour: 600,
    stage,
    intake: openIntake(world.app, logger),
  });
  const replaced = new Set(replace.map(({ endpoint }) => endpoint));
  const topics = productTopics(stage);
  const { feed } = engines;
  const listen: Part = (server, resolveCaller) =>
    registerFeed(server, {
      ...{ feed, topics, resolveCaller, funnel: world.app, clock: world.clock },
      onError(error) {
        throw error;
      },
    });
  const open = [...doors.filter(({ endpoint }) => !replaced.has(endpoint)), ...replace];
  const app = await openApp(world, open, { parts: [listen] });
  return {
    ...{ doors, app, feed, topics },
    photoKey: await engines.files.putPicture('private/claims/test', await picture, 'fit'),
    async close() {
      await app.app.close();
      stage.close();
      await engines.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#1f9a72' } })
  .png()
  .toBuffer();

/** Sends a planned call as its person would, and says how it was answered. */
export async function send(
  { app }: TestApp,
  { home, far }: { home: SmallAlliance; far: SmallAlliance },
  call: PlannedCall,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const { endpoint, input } = call;
  const into = call.into === 'home' ? home : far;
  const person = (call.from === 'home' ? home : far).people.get(call.as);
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!));
  const rest = Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== null);
  const isInQuery =
    endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.upload !== undefined;
  const path = endpoint.path.replace(/:(\w+)/g, (_hole, name: string) =>
    encodeURIComponent(String(input[name])),
  );
  const query = new URLSearchParams(Object.fromEntries(rest.map(([name, value]) => [name, String(value)])));
  const answer = await app.inject({
    method: endpoint.method,
    url: isInQuery && rest.length > 0 ? `${path}?${query}` : path,
    headers: {
      'x-lianbo-alliance': into.founded.slug,
      ...(endpoint.upload ? { 'content-type': endpoint.upload.types[0]! } : {}),
      ...headers,
    },
    ...(person ? { cookies: { [`lianbo_${into.founded.slug}`]: person.token } } : {}),
    ...(endpoint.upload
      ? { payload: await fileFor(endpoint.upload.types) }
      : isInQuery
        ? {}
        : { payload: bodyOf(input, inPath) }),
  });
  return { status: answer.statusCode, text: answer.body };
}

function bodyOf(input: Record<string, unknown>, inPath: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name)));
}

async function fileFor(types: readonly string[]): Promise<Buffer> {
  return types[0]!.startsWith('image/') ? picture : Buffer.from('名称,品类\n砀山梨,鲜果\n');
}
