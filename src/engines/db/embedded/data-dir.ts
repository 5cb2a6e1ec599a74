import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reachableByOthers } from './reachable.ts';

export interface DataDirOptions {
  /** The checkout; its `data` folder is the default. */
  readonly checkout?: string;
  /** LIANBO_DATA. */
  readonly wish?: string | undefined;
  /** Root may not run PostgreSQL, so for root the folder has to let another user in. */
  readonly root?: boolean;
}

const thisCheckout = join(import.meta.dirname, '..', '..', '..', '..');

/**
 * The folder for everything Lianbo keeps on this machine: LIANBO_DATA, else `data` in the checkout. Started by root
 * from a checkout that other users cannot enter (/root, a home with mode 0700) it is one under /var/lib, named after
 * the checkout so that two checkouts never share one.
 */
export function chooseDataDir(options: DataDirOptions = {}): string {
  const checkout = resolve(options.checkout ?? thisCheckout);
  const wish = 'wish' in options ? options.wish : process.env['LIANBO_DATA'];
  if (wish) return resolve(wish);
  const root = options.root ?? process.getuid?.() === 0;
  if (!root || reachableByOthers(checkout)) return join(checkout, 'data');
  const mark = createHash('sha256').update(checkout).digest('hex').slice(0, 6);
  return join('/var/lib/lianbo', `${basename(checkout)}-${mark}`);
}

/** Throws one sentence when the database user that root hands over to could not get into the folder. */
export function requireReachable(dataDir: string): void {
  let existing = dataDir;
  while (!existsSync(existing)) existing = dirname(existing);
  if (reachableByOthers(existing)) return;
  throw new Error(
    `Started by root, PostgreSQL runs as an unprivileged user, who cannot enter ${existing}: ` +
      `choose another folder, for example LIANBO_DATA=/var/lib/lianbo`,
  );
}
