import { expect, test } from 'vitest';
import { startAugurs } from './augurs.ts';
import { fitForecast } from './fit-forecast.ts';
import { forecastInThreads } from './in-thread.ts';
import { forecast } from './make-forecast.ts';
import { simulateDemand } from './simulate-demand.ts';

const { panel } = simulateDemand({ seriesCount: 10, dayCount: 90, shelfShare: 9, seed: 2 });
const asOf = panel.startDay + panel.dayCount;
const options = { seed: 1, horizon: 5, rounds: 4, rowsMax: 3_000, levels: [0.1, 0.9], origins: 1 };

test('threads give what this thread gives, with the accuracy declared and progress to the end', async () => {
  const progress: number[] = [];
  const made = await forecastInThreads(panel, asOf, options, { onProgress: (share) => progress.push(share) });
  const { method, declared } = made.artifact;
  expect(declared!.losses.trees).toBeGreaterThan(0);
  expect(method).toBe(declared!.method);
  // The same artifact, and the same fit where trees won, without a thread.
  expect(made.forecast).toEqual(forecast(made.artifact, panel, asOf, 5, startAugurs()));
  const here = fitForecast(panel, asOf, options)!;
  expect(made.artifact.mean).toEqual(method === 'trees' ? here.mean : []);
  expect(progress.at(-1)).toBe(1);
  expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
});

test('threads end when told to', async () => {
  const stop = new AbortController();
  const running = forecastInThreads(panel, asOf, options, { signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});
