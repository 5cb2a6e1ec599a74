import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { programPath } from './binaries.ts';
import { isAlive } from './processes.ts';
import { isOurPostmaster, readPidFile, removeStalePidFile, type PidFile } from './pid-file.ts';
import type { Place } from './place.ts';

const run = promisify(execFile);
const lookEveryMs = 40;
/** After a kill -9 of the postmaster its backends need a moment to notice; until then a new one refuses to start. */
const leftoverPatienceMs = 30_000;
const relaunchPauseMs = 500;
/** Replaying the log after a crash of the machine may take this long; it is bounded by max_wal_size. */
const startPatienceMs = 300_000;
const stopPatienceSeconds = 60;
const logBytesMax = 8 * 1024 * 1024;
const unixPort = 5432;
const leftover = /pre-existing shared memory block|lock file "[^"]*" already exists/;

interface Launch {
  readonly pid: number;
  readonly logFrom: number;
}

/**
 * Returns a postmaster that answers: the one an earlier Node left behind, or a new one. `port` is only used where
 * there are no unix sockets. Throws with PostgreSQL's own last words when it does not start.
 */
export async function startPostmaster(place: Place, port?: number): Promise<PidFile> {
  const begunMs = Date.now();
  let launch: Launch | null = null;
  while (Date.now() - begunMs < startPatienceMs) {
    const running = readPidFile(place.cluster);
    if (running && isOurPostmaster(running.pid, place.cluster)) {
      if (running.status === 'ready') return running;
    } else if (!launch || !isAlive(launch.pid)) {
      if (launch) await judgeFailure(place, launch, begunMs);
      removeStalePidFile(place.cluster);
      launch = launchServer(place, place.socketDir ? unixPort : (port ?? (await findFreePort())));
    }
    await pause(lookEveryMs);
  }
  throw new Error(
    `The embedded PostgreSQL did not get ready within ${startPatienceMs / 1000} s: see ${place.logFile}`,
  );
}

async function judgeFailure(place: Place, { logFrom }: Launch, begunMs: number): Promise<void> {
  const words = readFileSync(place.logFile).subarray(logFrom).toString('utf8').trim();
  if (!leftover.test(words) || Date.now() - begunMs > leftoverPatienceMs) {
    throw new Error(
      `The embedded PostgreSQL in ${place.cluster} does not start: ${words || 'it gave no reason'}`,
    );
  }
  await pause(relaunchPauseMs);
}

/** Detached, and logging to a file: neither Ctrl-C in the terminal nor a killed Node takes the database down. */
function launchServer(place: Place, port: number): Launch {
  if (existsSync(place.logFile) && statSync(place.logFile).size > logBytesMax) {
    renameSync(place.logFile, `${place.logFile}.1`);
  }
  const logFile = openSync(place.logFile, 'a', 0o600);
  const logFrom = statSync(place.logFile).size;
  const settings: Record<string, string | number> = {
    port,
    max_connections: 120,
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...(place.socketDir
      ? { listen_addresses: '', unix_socket_directories: place.socketDir, unix_socket_permissions: '0700' }
      : { listen_addresses: '127.0.0.1' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(programPath(place.native, 'postgres'), ['-D', place.cluster, ...args], {
    ...place.runAs,
    cwd: place.dataDir,
    env: place.env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', logFile, logFile],
  });
  child.on('error', () => {});
  child.unref();
  closeSync(logFile);
  if (child.pid === undefined) {
    throw new Error(
      `Cannot run ${programPath(place.native, 'postgres')} as user ${place.runAs.uid ?? 'of this process'}`,
    );
  }
  return { pid: child.pid, logFrom };
}

/** Ends the server cleanly: clients are cut off, everything committed is written. */
export async function stopPostmaster(place: Place): Promise<void> {
  const running = readPidFile(place.cluster);
  if (!running || !isOurPostmaster(running.pid, place.cluster)) return;
  const args = ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', String(stopPatienceSeconds)];
  await run(programPath(place.native, 'pg_ctl'), args, {
    ...place.runAs,
    cwd: place.dataDir,
    env: place.env,
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
