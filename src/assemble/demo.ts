import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timer } from '../clockwork/timer.ts';
import type { Config } from '../config.ts';
import { demoLogins, type DemoLogin } from '../demo/logins.ts';
import { demoBegins, plantDemo } from '../demo/plant.ts';
import { keepOnAir } from '../demo/keep-on-air.ts';
import { householdNames } from '../demo/households.ts';
import { refreshDemo } from '../demo/refresh.ts';
import { openSimulation } from '../demo/simulation.ts';
import { listAllianceIds } from '../domains/membership/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { bookSubscribers } from './clockwork.ts';
import type { Database } from './database.ts';
import type { Engines } from './engines.ts';

export type { DemoLogin };

export interface RunningDemo {
  readonly logins: readonly DemoLogin[];
  readonly timers: readonly Timer[];
  stop(): void;
}

export interface DemoParts {
  readonly config: Config;
  readonly database: Database;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** Days of trade that lie behind the district when it is first seen. */
const pastDays = 14;
/** The hub has nothing to stop: in the simulated past nobody publishes. */
const noVideo = { kick: () => {}, discardRecording: async () => {} };

/** How soon the demo notices that a show is due, over, or was left by its host. */
const refreshEverySeconds = 20;

/** Plants the demo on an empty database, and keeps it going from then on. */
export async function plantOrRefresh(parts: DemoParts): Promise<RunningDemo> {
  const { database, engines, clock, say } = parts;
  const planted = await database.system.read({ allianceId: '', actor: null }, listAllianceIds);
  // The mark is written last: a start that was killed while planting leaves none.
  const mark = join(database.dataDir, 'demo-planted');
  if (planted.length === 0) {
    await plant(parts);
    writeFileSync(mark, `${clock.now().toISOString()}\n`);
  } else if (!existsSync(mark)) {
    say(
      `演示街区没有种完（上次被打断，或这不是演示数据库）。要重新种，请停下并清空数据：${database.dataDir}`,
    );
  }
  const onAir = keepOnAir(engines.media);
  const refresh = () => refreshDemo({ system: database.system, app: database.app, clock, onAir });
  // A street that visitors have turned upside down must not keep the product from starting.
  await refresh().catch((error: unknown) => say(`演示街区没有续上：${String(error)}`));
  return {
    logins: demoLogins(householdNames(2)),
    timers: [{ name: 'demo.refresh', everySeconds: refreshEverySeconds, run: refresh }],
    stop: () => onAir.stop(),
  };
}

async function plant({ config, database, engines, clock, say }: DemoParts): Promise<void> {
  say('正在种下演示街区……');
  const now = clock.now();
  const simulation = openSimulation({
    url: database.url,
    from: demoBegins(now, config.demoSize, pastDays),
    subscribers: bookSubscribers(noVideo),
  });
  try {
    await plantDemo(simulation, { files: engines.files, now, pastDays }, config.demoSize);
  } finally {
    await simulation.close();
  }
}
