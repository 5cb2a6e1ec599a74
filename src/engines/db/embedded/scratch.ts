import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const patienceMs = 15_000;

/** A folder for one test that the database user of root can enter; deleted afterwards. */
export function scratchFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lianbo-embedded-'));
  chmodSync(path, 0o755);
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** Repeats an attempt that may fail until it succeeds. */
export async function eventually<T>(attempt: () => Promise<T> | T): Promise<T> {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await pause(50);
    }
  }
}
