import { availableParallelism } from 'node:os';
import { forecastInThreads } from '../src/solvers/forecast/in-thread.ts';
import { simulateDemand } from '../src/solvers/forecast/simulate-demand.ts';
import { Random } from '../src/solvers/routing/engine/random.ts';
import { trainTrees } from '../src/solvers/trees/train-trees.ts';
import type { TreeOptions } from '../src/solvers/trees/types.ts';

/** Rows × trees a second of this thread, in CPU time, cutting of columns included. */
export function trainingSpeed(isQuick: boolean): readonly object[] {
  const random = new Random(1);
  const rows = 100_000;
  const columns = Array.from({ length: 40 }, () => Float32Array.from({ length: rows }, () => random.next()));
  const target = Float32Array.from(
    { length: rows },
    (_, i) => Math.sin(6 * columns[0]![i]!) + 2 * columns[1]![i]! * columns[2]![i]! + 1 + random.next() / 3,
  );
  const rounds = isQuick ? 40 : 200;
  const base = { rounds, leaves: 31, seed: 1 };
  const ways: (TreeOptions & { what: string })[] = [
    { what: 'all rows, all columns', objective: 'l2', ...base },
    {
      what: 'as the forecast: 60 % of rows, 40 % of columns',
      objective: 'tweedie',
      ...base,
      rowShare: 0.6,
      columnShare: 0.4,
    },
    {
      what: 'the same, pinball 0.9',
      objective: 'pinball',
      quantile: 0.9,
      ...base,
      rowShare: 0.6,
      columnShare: 0.4,
    },
  ];
  return ways.map(({ what, ...options }) => {
    const began = process.threadCpuUsage();
    trainTrees({ columns, target }, options);
    const { user, system } = process.threadCpuUsage(began);
    const perSecond = (rows * rounds) / ((user + system) / 1e6);
    return {
      what,
      rows,
      columns: 40,
      trees: rounds,
      millionRowTreesPerSecond: Number((perSecond / 1e6).toFixed(2)),
      bar: 4,
    };
  });
}

/** Nightly run over invented series: backtest, training, seven quantiles of 14 days, in CPU seconds of all threads. */
export async function nightlyRun(isQuick: boolean): Promise<readonly object[]> {
  const seriesCount = isQuick ? 500 : 10_000;
  const options = { seed: 1, horizon: 14, ...(isQuick ? { rounds: 20, rowsMax: 10_000 } : {}) };
  const { panel } = simulateDemand({ seriesCount, dayCount: 400, shelfShare: 3, seed: 2 });
  const asOf = panel.startDay + panel.dayCount;
  const began = process.cpuUsage();
  const clock = performance.now();
  const { artifact, forecast } = await forecastInThreads(panel, asOf, options);
  const { user, system } = process.cpuUsage(began);
  const cpuSeconds = (user + system) / 1e6;
  return [
    {
      ...{ series: seriesCount, days: forecast.horizon, quantiles: forecast.levels.length },
      ...{
        trainedRows: artifact.trainedRows,
        method: artifact.method,
        cpuSeconds: Number(cpuSeconds.toFixed(1)),
      },
      minutesOnTwoCores: Number((cpuSeconds / 120).toFixed(2)),
      minutesOnTheClock: Number(((performance.now() - clock) / 60_000).toFixed(2)),
      ...{ cores: availableParallelism(), bar: '3 minutes on 2 cores, 10,000 series' },
    },
  ];
}
