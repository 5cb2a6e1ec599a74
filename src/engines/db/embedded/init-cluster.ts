import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { programPath } from './binaries.ts';
import type { Place } from './place.ts';

const run = promisify(execFile);
export const superuser = 'lianbo';

/** A mac knows no C.UTF-8 for character classes (trigrams of Chinese need them); the sort order is built in anyway. */
const characterLocales = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/**
 * Makes the cluster when there is none. It is made beside its place and moved there in one step, so a start that was
 * killed half-way leaves nothing that looks like data.
 */
export async function initCluster(place: Place, log: (line: string) => void): Promise<void> {
  if (existsSync(place.cluster)) return;
  log('Making the database, once (a few seconds)');
  const draft = `${place.cluster}.draft`;
  let refusal: unknown;
  for (const locale of characterLocales) {
    rmSync(draft, { recursive: true, force: true });
    ownedFolder(draft, place);
    try {
      await initdb(place, draft, locale);
      renameSync(draft, place.cluster);
      return;
    } catch (error) {
      refusal = error;
      if (!String((error as { stderr?: string }).stderr).includes('locale')) break;
    }
  }
  const text = (refusal as { stderr?: string }).stderr ?? String(refusal);
  const advice = text.includes('user does not exist')
    ? ' (PostgreSQL wants an entry for it in /etc/passwd)'
    : '';
  throw new Error(`The embedded PostgreSQL could not make its data folder: ${text.trim()}${advice}`, {
    cause: refusal,
  });
}

function ownedFolder(path: string, { runAs }: Place): void {
  mkdirSync(path, { mode: 0o700 });
  if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid ?? runAs.uid);
}

/** A unix socket is guarded by its file mode. A TCP port is open to every user of the machine, so it has a password. */
async function initdb(place: Place, target: string, locale: string): Promise<void> {
  const args = [
    ...['--pgdata', target, '--username', superuser, '--encoding', 'UTF8'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', locale],
  ];
  if (place.passwordFile) {
    writeFileSync(place.passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
    args.push('--auth', 'scram-sha-256', '--pwfile', place.passwordFile);
  } else {
    args.push('--auth-local', 'trust', '--auth-host', 'reject');
  }
  await run(programPath(place.native, 'initdb'), args, {
    ...place.runAs,
    cwd: place.dataDir,
    env: place.env,
  });
}
