import { writeOffExpired } from '../../domains/stock/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

/** Goods leave the sale within this many seconds after midnight of their last good day. */
const expiryEverySeconds = 900;

export const stockTimers: readonly Timer[] = [
  {
    name: 'write-off-expired',
    everySeconds: expiryEverySeconds,
    run: (deps) => forEachAlliance(deps, writeOffExpired),
  },
];
