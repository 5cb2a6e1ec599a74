import { checkItself, forecastTonight, renewBenchmarks } from '../../domains/insight/index.ts';
import { forEachAlliance } from '../for-each-alliance.ts';
import type { Timer } from '../timer.ts';

/** The check reads every movement, commitment and posting. */
const checkEverySeconds = 6 * 3_600;

/** Bands are of whole weeks: the hour after Sunday's midnight makes them, all others find nothing to do. */
const benchmarkEverySeconds = 3_600;

/** How soon after the hour at which nights begin a forecast is asked for. */
const forecastEverySeconds = 600;

export const insightTimers: readonly Timer[] = [
  {
    name: 'forecast-tonight',
    everySeconds: forecastEverySeconds,
    run: (deps) => forEachAlliance(deps, forecastTonight),
  },
  {
    name: 'renew-benchmarks',
    everySeconds: benchmarkEverySeconds,
    run: (deps) => forEachAlliance(deps, renewBenchmarks),
  },
  {
    name: 'check-itself',
    everySeconds: checkEverySeconds,
    async run(deps) {
      let differences = 0;
      await forEachAlliance(deps, async (tx) => void (differences += await checkItself(tx)));
      // Kept for the operators by now; whoever runs the installation shall hear of it, too.
      if (differences > 0)
        throw new Error(`The self-check found ${differences} differences: see /api/differences`);
    },
  },
];
