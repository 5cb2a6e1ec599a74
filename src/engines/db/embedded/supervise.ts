import type { PidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { startPostmaster, stopPostmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';

export interface Supervisor {
  readonly server: PidFile;
  readonly restarts: number;
  stop(): Promise<void>;
}

const lookEveryMs = 200;
/** More deaths than this within the window mean that starting it again does not help. */
const restartsMax = 5;
const restartWindowMs = 300_000;

/** Starts the server of a place and starts it again when it dies. The place's lock is held by the caller. */
export async function supervise(
  place: Place,
  log: (line: string) => void,
  onGiveUp: (error: Error) => void = () => {},
): Promise<Supervisor> {
  let server = await startPostmaster(place);
  let restarts = 0;
  let recentMs: number[] = [];
  let recovery: Promise<void> | null = null;

  async function recover(): Promise<void> {
    recentMs = recentMs.filter((at) => Date.now() - at < restartWindowMs);
    if (recentMs.length >= restartsMax)
      throw new Error(`PostgreSQL died ${restartsMax} times within minutes`);
    recentMs.push(Date.now());
    log('PostgreSQL ended unexpectedly; starting it again');
    server = await startPostmaster(place, server.port);
    restarts += 1;
    log('PostgreSQL is back');
  }

  const watch = setInterval(() => {
    if (recovery || isAlive(server.pid)) return;
    recovery = recover().then(
      () => void (recovery = null),
      (error: unknown) => {
        clearInterval(watch);
        log(`PostgreSQL is given up: ${(error as Error).message}; see ${place.logFile}`);
        onGiveUp(error as Error);
      },
    );
  }, lookEveryMs);
  watch.unref();

  // A Node that ends without stop() asks for the same fast shutdown; a killed one cannot, and the next start reattaches.
  const onExit = (): void => void (isAlive(server.pid) && process.kill(server.pid, 'SIGINT'));
  process.on('exit', onExit);

  return {
    get server() {
      return server;
    },
    get restarts() {
      return restarts;
    },
    async stop() {
      clearInterval(watch);
      process.off('exit', onExit);
      await recovery;
      await stopPostmaster(place);
    },
  };
}
