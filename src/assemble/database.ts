import { openFunnel, type Funnel } from '../engines/db/funnel.ts';
import { chooseDataDir } from '../engines/db/embedded/data-dir.ts';
import { startEmbedded } from '../engines/db/embedded/start-embedded.ts';
import { migrate } from '../engines/db/migrate.ts';
import { startJobs } from '../engines/jobs/boss.ts';
import type { JobsEngine } from '../engines/jobs/port.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../config.ts';

/** The database with everything that opens connections to it. */
export interface Database {
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Uploads and the secret lie here. */
  readonly dataDir: string;
  readonly jobs: JobsEngine;
  /** Role app: one alliance at a time behind row-level security. */
  readonly app: Funnel;
  /** Role app with connections of its own: the intake and payment batchers. */
  readonly intake: Funnel;
  /** Role system: relay, sign-in, timers, founding. */
  readonly system: Funnel;
  close(): Promise<void>;
}

const connections = { app: 12, intake: 3, system: 4 } as const;

export interface OpenDatabaseOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  readonly clock: Clock;
  readonly onAnnounced: (allianceId: string) => void;
  readonly log: (line: string) => void;
  /** The embedded server died too often: nothing can be served any more. */
  readonly onGiveUp: (error: Error) => void;
}

/** Starts or reaches the server, migrates, and opens the funnels. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { config, clock, log } = options;
  const dataDir = config.dataDir ?? chooseDataDir();
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ dataDir, log, onGiveUp: options.onGiveUp });
  const url = config.databaseUrl ?? embedded!.url;
  await migrate(url, { log });
  const jobs = await startJobs(url);
  const open = (role: 'app' | 'system', maxConnections: number) =>
    openFunnel({
      url,
      role,
      maxConnections,
      separateRoles: true,
      clock,
      jobs,
      onAnnounced: options.onAnnounced,
    });
  const app = open('app', connections.app);
  const intake = open('app', connections.intake);
  const system = open('system', connections.system);
  return {
    url,
    isEmbedded: embedded !== null,
    dataDir,
    jobs,
    app,
    intake,
    system,
    async close() {
      await jobs.stop();
      await Promise.all([app.close(), intake.close(), system.close()]);
      await embedded?.stop();
    },
  };
}
