import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBinaries } from './binaries.ts';
import { requireReachable } from './data-dir.ts';
import { chooseRunAs, placeNative, type RunAs } from './run-as.ts';

/** Everything the programs of PostgreSQL are told about where and as whom they run. */
export interface Place {
  readonly dataDir: string;
  /** The cluster itself: PGDATA. */
  readonly cluster: string;
  readonly native: string;
  readonly runAs: RunAs;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Where the unix socket lies; null where TCP on a free port is used instead. */
  readonly socketDir: string | null;
  readonly passwordFile: string | null;
}

/** sun_path holds 108 bytes on Linux and 104 on a mac; PostgreSQL adds "/.s.PGSQL.5432". */
const socketDirBytesMax = 85;

/** Prepares the folders of a data directory. The caller holds its lock. */
export function preparePlace(dataDir: string): Place {
  const cluster = join(dataDir, 'postgres');
  const runAs = chooseRunAs(cluster);
  const native = placeNative(findBinaries(), runAs, dataDir);
  const socketDir = process.platform === 'win32' ? null : prepareSocketDir(dataDir, runAs);
  return {
    dataDir,
    cluster,
    native,
    runAs,
    env: cleanEnv(),
    logFile: join(dataDir, 'postgres.log'),
    socketDir,
    passwordFile: socketDir ? null : join(dataDir, 'postgres.password'),
  };
}

/** Makes the data folder itself, before its lock. Whatever the umask of root is, the server's user has to get through. */
export function makeDataDir(dataDir: string): void {
  const root = process.getuid?.() === 0;
  if (root) requireReachable(dataDir);
  const firstMade = mkdirSync(dataDir, { recursive: true });
  if (!root || !firstMade) return;
  for (let at = dataDir; at.length >= firstMade.length; at = dirname(at)) chmodSync(at, 0o755);
}

function prepareSocketDir(dataDir: string, { uid, gid }: RunAs): string {
  const near = join(dataDir, 'socket');
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const path = Buffer.byteLength(near) <= socketDirBytesMax ? near : join(tmpdir(), `lianbo-${mark}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (uid !== undefined) chownSync(path, uid, gid ?? uid);
  return path;
}

/** Without PGDATA, PGPORT and the like: a developer's own settings are not for this server. */
function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: '', LC_MESSAGES: 'C', TZ: 'UTC' };
}
