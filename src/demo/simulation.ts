import type { Subscriber } from '../clockwork/subscriber.ts';
import { openFunnel, type Funnel } from '../engines/db/funnel.ts';
import type { Tx } from '../engines/db/tx.ts';
import type { Actor } from '../kernel/actor.ts';
import { addSeconds, type Clock } from '../kernel/clock.ts';
import { relayPast } from './relay-past.ts';

const connections = 6;

/** The product under a clock that the demo moves: acts, facts and timers all see the simulated time. */
export interface Simulation extends Acting {
  readonly app: Funnel;
  readonly system: Funnel;
  close(): Promise<void>;
}

/** Time and transactions for those who act in the demo. */
export interface Acting {
  now(): Date;
  /** Moves time forward to an instant; one that has passed changes nothing. */
  until(at: Date): void;
  wait(seconds: number): void;
  /** Runs acts of one alliance as somebody. */
  as<T>(allianceId: string, actor: Actor | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Takes every waiting fact to its subscribers, at the simulated time. */
  relay(): Promise<void>;
}

/** Acting in the running product: time goes by itself, and so do facts. */
export function actNow(app: Funnel, clock: Clock): Acting {
  return {
    now: () => clock.now(),
    until: () => {},
    wait: () => {},
    as: (allianceId, actor, work) => app.transact({ allianceId, actor }, work),
    relay: async () => {},
  };
}

export interface SimulationOptions {
  readonly url: string;
  readonly from: Date;
  readonly subscribers: readonly Subscriber[];
}

export function openSimulation({ url, from, subscribers }: SimulationOptions): Simulation {
  let time = from;
  const clock = { now: () => time };
  // Texts of the past were read long ago: nothing of them is sent today.
  const jobs = { send: async () => {} };
  const shared = {
    url,
    clock,
    jobs,
    separateRoles: true,
    relaxedCommit: true,
    maxConnections: connections,
  };
  const app = openFunnel({ ...shared, role: 'app' });
  const system = openFunnel({ ...shared, role: 'system' });
  function until(at: Date): void {
    if (at > time) time = at;
  }
  return {
    app,
    system,
    now: clock.now,
    until,
    wait: (seconds) => until(addSeconds(time, seconds)),
    as: (allianceId, actor, work) => app.transact({ allianceId, actor }, work),
    relay: () => relayPast({ app, system }, subscribers),
    async close() {
      await Promise.all([app.close(), system.close()]);
    },
  };
}
