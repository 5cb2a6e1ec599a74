import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { findRuns, type ForecastRun } from '../store/forecasts.ts';

type Run = Output<typeof insight.startForecast>;

/** As many as are kept. */
const runsSeen = 14;

/** The newest run, whatever became of it, and the newest that is done, which is the one that is shown. */
export async function getForecastRuns(db: Reader): Promise<Output<typeof insight.getForecastRuns>> {
  const runs = await findRuns(db, runsSeen);
  const shown = runs.find(({ state }) => state === 'done');
  return { newest: runs[0] ? runForContract(runs[0]) : null, shown: shown ? runForContract(shown) : null };
}

/** The run that is shown, null before the first one is done. */
export async function findShownRun(db: Reader): Promise<ForecastRun | null> {
  return (await findRuns(db, runsSeen)).find(({ state }) => state === 'done') ?? null;
}

export function runForContract(run: ForecastRun): Run {
  const { levels: _levels, accuracy, method, methodCounts, error, ...facts } = run;
  return {
    ...facts,
    error: error === null ? null : error === 'nothing-sold' ? error : 'defect',
    method: method as Run['method'],
    methods: Object.entries(methodCounts ?? {})
      .map(([name, count]) => ({ method: name as NonNullable<Run['method']>, seriesCount: count }))
      .toSorted((a, b) => b.seriesCount - a.seriesCount),
    accuracy: accuracy && {
      reason: accuracy.reason,
      losses: Object.entries(accuracy.losses).map(([name, loss]) => ({
        method: name as NonNullable<Run['method']>,
        loss,
      })),
      coverage: accuracy.coverage,
      wape: accuracy.wape,
      originCount: accuracy.origins.length,
    },
  };
}
