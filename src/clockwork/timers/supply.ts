import { closeDuePools } from '../../domains/supply/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

/** A pool is cut off within this many seconds of its hour. */
const cutOffEverySeconds = 2;

export const supplyTimers: readonly Timer[] = [
  {
    name: 'close-due-pools',
    everySeconds: cutOffEverySeconds,
    run: (deps) => forEachAlliance(deps, closeDuePools),
  },
];
