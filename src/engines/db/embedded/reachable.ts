import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const othersMayEnter = 0o001;
const othersMayRead = 0o004;

/** Whether a user without any rights can get to a path: every folder on the way, itself included, lets others in. */
export function reachableByOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & othersMayEnter) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Whether such a user can also read and run the file. */
export function runnableByOthers(path: string): boolean {
  return reachableByOthers(path) && (statSync(path).mode & othersMayRead) !== 0;
}
