import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { programPath, type Binaries } from './binaries.ts';
import { runnableByOthers } from './reachable.ts';

/** Who the server runs as: empty for the user who started Node. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** `nobody` on every Linux we know; it needs no entry in the password file. */
const nobody = 65_534;

/** PostgreSQL refuses to run as root. A cluster that is already there keeps its owner. */
export function chooseRunAs(cluster: string, uid = process.getuid?.()): RunAs {
  if (uid !== 0) return {};
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: nobody, gid: nobody };
}

/**
 * The folder with bin, lib and share that this user can run: the one npm made, or a copy (60 MB) in the data folder
 * when the checkout is closed to other users. Without the copy PostgreSQL fails with a misleading ICU message.
 */
export function placeNative(binaries: Binaries, runAs: RunAs, dataDir: string): string {
  if (runAs.uid === undefined || runnableByOthers(programPath(binaries.native, 'postgres')))
    return binaries.native;
  const copy = join(dataDir, `native-${binaries.version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
  openToOthers(draft);
  renameSync(draft, copy);
  return copy;
}

function openToOthers(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const executable = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToOthers(join(path, name));
}
