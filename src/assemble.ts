import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { allTimers, allWorkers, bookSubscribers, feedSubscribers } from './assemble/clockwork.ts';
import { openDatabase, type Database } from './assemble/database.ts';
import { plantOrRefresh, type DemoLogin, type RunningDemo } from './assemble/demo.ts';
import { allDoors } from './assemble/doors.ts';
import { startEngines, type Engines } from './assemble/engines.ts';
import type { AssembleOptions } from './assemble/options.ts';
import { openServer } from './assemble/server.ts';
import { readSecret } from './assemble/secret.ts';
import { readTls, type Tls } from './assemble/tls.ts';
import { startClockwork, type Clockwork } from './clockwork/run.ts';
import type { Config } from './config.ts';
import { listAllianceIds } from './domains/membership/index.ts';
import { openSessionNews } from './edge/feed/publish-session.ts';
import { keepStage, type KeptStage } from './edge/feed/stage.ts';
import { openIntake, type Intake } from './edge/intake.ts';
import { openSharedAnswers } from './edge/shared-answers.ts';
import type { Clock } from './kernel/clock.ts';

export interface Installation {
  readonly app: FastifyInstance;
  readonly port: number;
  readonly tls: Tls | null;
  readonly payUrl: string | null;
  readonly database: Database;
  readonly engines: Engines;
  readonly demoLogins: readonly DemoLogin[];
  readonly warnings: readonly string[];
  /** Finishes what is under way, then closes everything in the order of dependence. */
  stop(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };
const everyone = { allianceId: '', actor: null };

/** Wires engines, domains, doors and clockwork by hand and starts listening. */
export async function assemble(config: Config, options: AssembleOptions): Promise<Installation> {
  const { logger, say } = options;
  const clock = systemClock;
  let clockwork: Clockwork | null = null;
  const shared = openSharedAnswers(clock);
  const building = options.buildWeb?.() ?? Promise.resolve();
  building.catch(() => {}); // awaited below; a failure must not be unhandled meanwhile
  const database = await openDatabase({
    config,
    clock,
    onAnnounced(allianceId) {
      shared.forget(allianceId);
      clockwork?.wake();
    },
    log: say,
    onGiveUp: options.onGiveUp,
  });
  const secret = readSecret(config.secret, database.dataDir);
  const tls = await readTls(config.tls, database.dataDir);
  const engines = await startEngines({
    config,
    clock,
    secret,
    dataDir: database.dataDir,
    logger,
    callbackOrigin: `${tls ? 'https' : 'http'}://127.0.0.1:${config.port}`,
  });
  const live = openLive(engines, database, clock);
  const intake = openIntake(database.intake, logger);
  const { stage } = live;
  const { demo: isDemo, codesPerAddressPerHour } = config;
  const own = { app: database.app, isDemo, codesPerAddressPerHour, isSecure: tls !== null };
  const doors = allDoors({ engines, clock, secret, stage, intake, ...own });
  const demo = config.demo ? await plantOrRefresh({ config, database, engines, clock, say }) : null;
  clockwork = await startBackground({ database, engines, clock, logger, intake, live, demo });
  await building;
  const parts = { config, options, database, engines, clock, shared };
  const app = await openServer({ ...parts, doors, tls, clockwork, stage });
  await app.listen({ port: config.port, host: config.host });
  return {
    app,
    port: (app.server.address() as AddressInfo).port,
    tls,
    payUrl: engines.simulator?.url ?? config.payUrl,
    database,
    engines,
    demoLogins: demo?.logins ?? [],
    warnings: warningsOf(config),
    async stop() {
      demo?.stop();
      await engines.media.close();
      await app.close();
      await intake.drain();
      await clockwork?.stop();
      stage.close();
      await engines.close();
      await database.close();
    },
  };
}

interface Live {
  readonly stage: KeptStage;
  readonly news: ReturnType<typeof openSessionNews>;
}

/** The stage tells rooms about a lost video through the news, and the news reads the stage. */
function openLive(engines: Engines, database: Database, clock: Clock): Live {
  const stage: KeptStage = keepStage({
    feed: engines.feed,
    media: engines.media,
    clock,
    onReconnecting: (allianceId, sessionId, shopIds) => news.state(allianceId, sessionId, shopIds),
  });
  const news = openSessionNews({ feed: engines.feed, funnel: database.app, stage });
  return { stage, news };
}

function startBackground(parts: {
  database: Database;
  engines: Engines;
  clock: Clock;
  logger: Logger;
  intake: Intake;
  live: Live;
  demo: RunningDemo | null;
}): Promise<Clockwork> {
  const { database, engines, clock, logger, intake, live, demo } = parts;
  const feedParts = { feed: engines.feed, funnel: database.app, news: live.news };
  return startClockwork({
    url: database.url,
    relay: {
      system: database.system,
      funnel: database.app,
      subscribers: [...bookSubscribers(engines.media), ...feedSubscribers(feedParts)],
      logger,
    },
    deps: {
      funnel: database.app,
      clock,
      media: engines.media,
      notify: engines.notify,
      files: engines.files,
      maps: engines.maps,
      listAlliances: () => database.system.read(everyone, listAllianceIds),
    },
    timers: [
      ...allTimers({ stage: live.stage, intake, pay: engines.pay, system: database.system }),
      ...(demo?.timers ?? []),
    ],
    workers: allWorkers,
    jobs: database.jobs,
    logger,
  });
}

function warningsOf(config: Config): string[] {
  const ownServer =
    'DATABASE_URL 的登录角色若是超级用户，它自己不受行级安全约束：联播用角色切换来约束，请勿让别的程序用它登录。';
  const noSms = '没有配置短信网关（LIANBO_SMS_WEBHOOK），验证码发不出去：成员只能用密码登录。';
  const simulated = '付款走的是模拟支付通道（LIANBO_PAY_URL 未配置），收不到真钱。';
  return [
    ...(config.databaseUrl ? [ownServer] : []),
    ...(!config.demo && !config.smsWebhook ? [noSms] : []),
    ...(!config.demo && !config.payUrl ? [simulated] : []),
  ];
}

/** Where the clients are built to, from the root of the checkout. */
export const builtWebFolder = join(import.meta.dirname, '..', 'dist', 'web');
