import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Clockwork } from '../clockwork/run.ts';
import type { Config } from '../config.ts';
import { listAllianceIds, recordAudit } from '../domains/membership/index.ts';
import { buildApp } from '../edge/app.ts';
import { forgetChangedSessions, openAuth, resolveCaller } from '../edge/auth.ts';
import { mountDevOutbox } from '../edge/dev-outbox.ts';
import { registerFeed } from '../edge/feed/register-feed.ts';
import type { KeptStage } from '../edge/feed/stage.ts';
import { mountFiles } from '../edge/files.ts';
import { limitRates } from '../edge/limits.ts';
import { mountMediaHooks } from '../edge/media-hooks.ts';
import { mountReplays } from '../edge/replays.ts';
import type { Door } from '../edge/route.ts';
import type { SharedAnswers } from '../edge/shared-answers.ts';
import { attachMedia } from '../engines/media/attach.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from './database.ts';
import type { Engines } from './engines.ts';
import type { AssembleOptions } from './options.ts';
import type { Tls } from './tls.ts';
import { productTopics } from './topics.ts';

export interface ServerParts {
  readonly config: Config;
  readonly options: AssembleOptions;
  readonly database: Database;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly doors: readonly Door[];
  readonly tls: Tls | null;
  readonly clockwork: Clockwork;
  readonly stage: KeptStage;
  readonly shared: SharedAnswers;
}

const everyone = { allianceId: '', actor: null };

/** One port for doors, feed, video, files and the built pages. */
export async function openServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, options, database, engines, clock, tls } = parts;
  const auth = openAuth({ funnel: database.app, clock });
  const whoAsks = (request: Parameters<typeof resolveCaller>[0]) => resolveCaller(request, auth);
  const app = await buildApp({
    mount: {
      funnel: database.app,
      shared: parts.shared,
      resolveCaller: whoAsks,
      recordAudit,
    },
    operations: {
      ping: async () => void (await database.system.read(everyone, listAllianceIds)),
      isReady: () => true,
      isFeedWhole: () => engines.feed.isWhole(),
      readGauges: async () => ({ ...(await parts.clockwork.readGauges()), ...engineGauges(engines) }),
    },
    doors: parts.doors,
    parts: [
      (server) => limitRates(server, config.rate),
      (server) => forgetChangedSessions(server, auth),
      (server) =>
        registerFeed(server, {
          feed: engines.feed,
          funnel: database.app,
          clock,
          topics: productTopics(parts.stage),
          onError: (err) => options.logger.error({ err }, 'feed'),
          resolveCaller: whoAsks,
        }),
      (server) => mountFiles(server, engines.files),
      (server) => mountReplays(server, engines.files, engines.media),
      (server) => mountMediaHooks(server, engines.media),
      (server) => mountDevOutbox(server, config.demo ? engines.outbox : null),
    ],
    logger: options.logger,
    version: readVersion(),
    webFolder: options.webFolder,
    mediaOrigin: config.mediaServer && new URL(config.mediaServer.playUrl.replaceAll(/[{}]/g, '')).origin,
    tileUrl: config.tileUrl,
    tls,
    trustProxy: config.trustProxy,
  });
  attachMedia(app.server, engines.media);
  return app;
}

function engineGauges(engines: Engines): Record<string, number> {
  const media = engines.media.health();
  const feed = engines.feed.figures();
  return {
    media_up: media.state === 'up' ? 1 : 0,
    media_publishers: media.publishers,
    media_viewers: media.viewers,
    feed_topics: feed.topics,
    feed_listeners: feed.listeners,
    feed_nodes: feed.nodes,
    feed_whole: Number(engines.feed.isWhole()),
    feed_deliveries_total: feed.deliveriesTotal,
  };
}

function readVersion(): string {
  const file = join(import.meta.dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
