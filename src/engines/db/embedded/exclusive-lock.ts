import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startMark } from './processes.ts';

interface Holder {
  readonly pid: number;
  readonly mark: string;
}

const lockName = 'lianbo.lock';
const takeoversMax = 5;

/**
 * Makes this process the only one that looks after a data folder; returns the release. The lock of a process that was
 * killed is taken over. Throws one sentence while another process holds it.
 */
export function lockExclusively(dataDir: string): () => void {
  const path = join(dataDir, lockName);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, mark: startMark(process.pid) } satisfies Holder));
  try {
    for (let tries = 0; tries <= takeoversMax; tries += 1) {
      // A hard link appears whole or not at all, so nobody ever reads half a lock.
      if (tryLink(own, path)) return () => rmSync(path, { force: true });
      const text = readText(path);
      if (text === null) continue;
      const holder = parse(text);
      if (holder && isHeld(holder)) {
        throw new Error(
          `Another Lianbo (process ${holder.pid}) already uses ${dataDir}: stop it, or set LIANBO_DATA to another folder`,
        );
      }
      removeStale(path, text);
    }
    throw new Error(`${path} changes hands all the time: delete it when no Lianbo runs`);
  } finally {
    rmSync(own, { force: true });
  }
}

function isHeld({ pid, mark }: Holder): boolean {
  return pid !== process.pid && isAlive(pid) && (mark === '' || mark === startMark(pid));
}

/** Two processes may find the same stale lock: only the one that really moved that text away goes on. */
function removeStale(path: string, staleText: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readText(aside) !== staleText) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
