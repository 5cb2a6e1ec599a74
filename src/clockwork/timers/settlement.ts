import { bookSums } from '../../domains/settlement/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

/** The check reads the whole journal. */
const checkEverySeconds = 6 * 3_600;

export const settlementTimers: readonly Timer[] = [
  {
    name: 'check-books',
    everySeconds: checkEverySeconds,
    run: (deps) =>
      forEachAlliance(deps, async (tx) => {
        const { sumFen, balancesMatch } = await bookSums(tx);
        if (sumFen !== 0n || !balancesMatch)
          throw new Error(
            `The books of ${tx.allianceId} are broken: off by ${sumFen} fen, balances match: ${balancesMatch}`,
          );
      }),
  },
];
