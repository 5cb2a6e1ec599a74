import type { Logger } from 'pino';
import type { ClockworkDeps, Timer } from './timer.ts';

/** Who does not hold the lease looks again this soon. */
const idleSeconds = 1;

export interface TimerOptions {
  readonly deps: ClockworkDeps;
  readonly timers: readonly Timer[];
  readonly logger: Pick<Logger, 'error'>;
}

/** Runs each timer round and round while `mayRun`; a timer never overlaps itself. */
export function runTimers(
  { deps, timers, logger }: TimerOptions,
  mayRun: () => boolean,
): { failures(): number; stop(): Promise<void> } {
  const stopping = new AbortController();
  let failures = 0;
  async function round(timer: Timer): Promise<void> {
    while (!stopping.signal.aborted) {
      const runs = mayRun();
      if (runs) {
        try {
          await timer.run(deps);
        } catch (error) {
          failures += 1;
          logger.error({ err: error, timer: timer.name }, 'timer failed');
        }
      }
      await pause((runs ? timer.everySeconds : idleSeconds) * 1_000, stopping.signal);
    }
  }
  const rounds = timers.map(round);
  return {
    failures: () => failures,
    async stop() {
      stopping.abort();
      await Promise.all(rounds);
    },
  };
}

async function pause(millis: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, millis);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
