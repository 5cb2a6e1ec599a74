import type { Logger } from 'pino';
import { keepLease } from '../engines/db/lease.ts';
import { everyAlliance, readRelayFigures } from '../engines/db/relay-store.ts';
import type { JobsEngine } from '../engines/jobs/port.ts';
import type { JobWorker } from './job-worker.ts';
import { relayBatch, type RelayDeps } from './relay.ts';
import { runTimers } from './run-timers.ts';
import type { ClockworkDeps, Timer } from './timer.ts';

/** Advisory lock of the one process that relays facts and runs timers. */
const leaseKey = 5_417_801;
/** Facts announced by another process are found this late at most. */
const pollMs = 500;

export interface ClockworkOptions {
  /** Login that may hold an advisory lock. */
  readonly url: string;
  readonly relay: RelayDeps;
  readonly deps: ClockworkDeps;
  readonly timers: readonly Timer[];
  readonly workers: readonly JobWorker[];
  readonly jobs: Pick<JobsEngine, 'work'>;
  readonly logger: Pick<Logger, 'error'>;
}

export interface Clockwork {
  /** Facts have just been announced in this process: relay them now. For the funnel's `onAnnounced`. */
  wake(): void;
  /** For /metrics: name → value. */
  readGauges(): Promise<Readonly<Record<string, number>>>;
  /** Resolves when the fact, timers and lease at hand are let go. Job workers stop with their engine. */
  stop(): Promise<void>;
}

/** Starts everything that happens without a request. Several processes may: one of them holds the lease. */
export async function startClockwork(options: ClockworkOptions): Promise<Clockwork> {
  const alarm = makeAlarm();
  const lease = keepLease({ url: options.url, key: leaseKey, onGained: alarm.ring });
  let isStopping = false;
  const relaying = (async () => {
    while (!isStopping) {
      const relayed = lease.isHeld() ? await relayOnce(options) : 0;
      if (relayed === 0 && !isStopping) await alarm.ringsWithin(pollMs);
    }
  })();
  const timers = runTimers(options, () => lease.isHeld());
  for (const { queue, handle } of options.workers)
    await options.jobs.work(queue, (job) => handle(options.deps, job));
  return {
    wake: alarm.ring,
    async readGauges() {
      const { waiting, failed, lagSeconds } = await options.relay.system.read(
        everyAlliance,
        readRelayFigures,
      );
      return {
        facts_waiting: waiting,
        facts_failed: failed,
        facts_lag_seconds: lagSeconds,
        clockwork_holds_lease: Number(lease.isHeld()),
        timer_failures_total: timers.failures(),
      };
    },
    async stop() {
      isStopping = true;
      alarm.ring();
      await Promise.all([relaying, timers.stop()]);
      await lease.release();
    },
  };
}

/** Says how much was done; a database that is away counts as nothing to do. */
async function relayOnce({ relay, logger }: ClockworkOptions): Promise<number> {
  try {
    return await relayBatch(relay);
  } catch (error) {
    logger.error({ err: error }, 'relay failed');
    return 0;
  }
}

/** A bell that is heard also when it rang before one listened. */
function makeAlarm(): { ring(): void; ringsWithin(millis: number): Promise<void> } {
  let hasRung = false;
  let hear = (): void => undefined;
  return {
    ring() {
      hasRung = true;
      hear();
    },
    async ringsWithin(millis) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        hear = resolve;
        timer = setTimeout(resolve, millis);
        if (hasRung) resolve();
      });
      clearTimeout(timer);
      hasRung = false;
    },
  };
}
