import { checkCounters, writeOffExpired } from '../../domains/stock/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

/** Goods leave the sale within this many seconds after midnight of their last good day. */
const expiryEverySeconds = 900;
/** The check reads the whole log of movements. */
const checkEverySeconds = 6 * 3_600;

export const stockTimers: readonly Timer[] = [
  {
    name: 'write-off-expired',
    everySeconds: expiryEverySeconds,
    run: (deps) => forEachAlliance(deps, writeOffExpired),
  },
  {
    name: 'check-counters',
    everySeconds: checkEverySeconds,
    run: (deps) =>
      forEachAlliance(deps, async (tx) => {
        const [first, ...more] = await checkCounters(tx);
        if (first)
          throw new Error(
            `Counters disagree with their log: ${JSON.stringify(first)} and ${more.length} more`,
          );
      }),
  },
];
