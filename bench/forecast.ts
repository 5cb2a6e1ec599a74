import { join } from 'node:path';
import { startAugurs } from '../src/solvers/forecast/augurs.ts';
import { fitForecast } from '../src/solvers/forecast/fit-forecast.ts';
import { forecast } from '../src/solvers/forecast/make-forecast.ts';
import { defaultLevels, type ForecastArtifact } from '../src/solvers/forecast/types.ts';
import { type Baseline, baselines, withOwnErrors } from './forecast-baselines.ts';
import { dayOf, hasSet, type RetailSet, retailSets } from './forecast-data.ts';
import { judge, judgedSeries, type Said, type Verdict } from './forecast-judge.ts';
import { trade } from './forecast-newsvendor.ts';
import { nightlyRun, trainingSpeed } from './forecast-speed.ts';
import type { BenchOptions, Figures } from './figures.ts';

interface Plan {
  /** First origin when none is asked for; what was tuned was tuned on days before it. */
  readonly from: string;
  readonly origins: number;
  /** Share of the series judged (all are learnt from): two smoothing methods take milliseconds for each. */
  readonly share: number;
  readonly quickShare: number;
  readonly bars: { readonly wql: number; readonly wrmsse: number | null };
}

const plans: Readonly<Record<RetailSet['name'], Plan>> = {
  vegetables: { from: '2022-11-06', origins: 8, share: 1, quickShare: 1, bars: { wql: -20, wrmsse: -12 } },
  koubei: { from: '2016-10-04', origins: 2, share: 0.3, quickShare: 0.05, bars: { wql: -18, wrmsse: null } },
  'm5-tiny': { from: '2015-10-09', origins: 3, share: 1, quickShare: 0.25, bars: { wql: -10, wrmsse: -9 } },
};

const seeds = [1, 2, 3] as const;
/** A fit serves the origins of four weeks, as if trained monthly; production trains nightly. */
const refitDays = 28;
const levels = defaultLevels;

/**
 * Forecasts of published sales from rolling origins against ten usual methods: weighted quantile loss, WRMSSE, coverage,
 * a newsvendor's profit; then how fast trees are grown and a nightly run is done.
 */
export async function benchForecast({ isQuick, data, from, only }: BenchOptions): Promise<Figures> {
  const folder = join(data, 'retail');
  const tables: Record<string, readonly object[]> = {};
  for (const source of retailSets) {
    if (only !== undefined && only !== source.name) continue;
    if (hasSet(folder, source)) Object.assign(tables, measureSet(source.load(folder), isQuick, from));
    else
      console.log(
        `Skipped ${source.name}: ${source.file} is not in ${folder}; give its place with --data DIR.`,
      );
  }
  if (only === undefined || only === 'speed') tables['training speed'] = trainingSpeed(isQuick);
  if (only === undefined || only === 'nightly') tables['nightly run'] = await nightlyRun(isQuick);
  return tables;
}

interface Origin {
  readonly origin: number;
  readonly series: readonly number[];
}

function measureSet(
  set: RetailSet,
  isQuick: boolean,
  from: string | undefined,
): Record<string, readonly object[]> {
  const { panel, horizon, name } = set;
  const plan = plans[name];
  const first = dayOf(from ?? plan.from) - panel.startDay;
  const origins: Origin[] = [];
  const originsWanted = isQuick ? 1 : plan.origins;
  const share = isQuick ? plan.quickShare : plan.share;
  for (
    let origin = first;
    origin + horizon <= panel.dayCount && origins.length < originsWanted;
    origin += horizon
  )
    origins.push({ origin, series: judgedSeries(set, origin, share) });
  if (origins.length === 0) {
    console.log(`Skipped ${name}: its days end before ${horizon} days after ${from ?? plan.from}.`);
    return {};
  }
  const others = baselines(startAugurs()).map((baseline) => {
    const said = origins.map((one) => ({ ...one, said: sayBaseline(set, one, baseline) }));
    return { name: baseline.name, said, verdict: judge(set, levels, said) };
  });
  const ours = (isQuick ? seeds.slice(0, 1) : seeds).map((seed) => {
    const said = sayOurs(set, origins, seed, isQuick);
    return { name: 'ours', said, verdict: judge(set, levels, said) };
  });
  const rows = [...others, { name: 'ours', verdict: averageOf(ours.map(({ verdict }) => verdict)) }];
  const tables: Record<string, readonly object[]> = {
    [`${name}: methods`]: rows.map(({ name: method, verdict }) => ({ method, ...rounded(verdict) })),
    [`${name}: against the best`]: [compare(set, plan, origins, others, rows.at(-1)!.verdict)],
  };
  if (set.cost) {
    const tsb = others.find(({ name: method }) => method === 'TSB')!.said;
    tables[`${name}: newsvendor`] = [
      { orders: 'TSB, mean', ...rounded(trade(set, levels, tsb, 'mean')) },
      { orders: 'TSB, quantile of its own errors', ...rounded(trade(set, levels, tsb, 'quantiles')) },
      ...ours.map(({ said }, k) => ({
        orders: `ours, seed ${seeds[k]}`,
        ...rounded(trade(set, levels, said, 'quantiles')),
      })),
    ];
  }
  return tables;
}

function sayBaseline({ panel, horizon }: RetailSet, { origin, series }: Origin, baseline: Baseline): Said {
  const mean = new Float32Array(series.length * horizon);
  const quantiles = new Float32Array(mean.length * levels.length);
  for (const [i, s] of series.entries()) {
    const base = s * panel.dayCount;
    const past = Float64Array.from(panel.sales.subarray(base, base + origin)).filter(
      (value) => !Number.isNaN(value),
    );
    const said = withOwnErrors(baseline, past, horizon, levels);
    mean.set(said.mean, i * horizon);
    quantiles.set(said.quantiles, i * horizon * levels.length);
  }
  return { mean, quantiles };
}

function sayOurs({ panel, horizon }: RetailSet, origins: readonly Origin[], seed: number, isQuick: boolean) {
  let artifact: ForecastArtifact | null = null;
  const quick = isQuick ? { rounds: 60, rowsMax: 25_000 } : {};
  return origins.map(({ origin, series }) => {
    const asOf = panel.startDay + origin;
    if (!artifact || asOf - artifact.asOf >= refitDays)
      artifact = fitForecast(panel, asOf, { seed, horizon, levels, ...quick })!;
    const all = forecast(artifact, panel, asOf, horizon);
    const count = levels.length;
    const mean = new Float32Array(series.length * horizon);
    const quantiles = new Float32Array(mean.length * count);
    for (const [i, s] of series.entries()) {
      mean.set(all.mean.subarray(s * horizon, (s + 1) * horizon), i * horizon);
      quantiles.set(
        all.quantiles.subarray(s * horizon * count, (s + 1) * horizon * count),
        i * horizon * count,
      );
    }
    return { origin, series, said: { mean, quantiles } };
  });
}

function averageOf(verdicts: readonly Verdict[]): Verdict {
  const mean = (of: (verdict: Verdict) => number) =>
    verdicts.reduce((sum, verdict) => sum + of(verdict), 0) / verdicts.length;
  return {
    wql: mean(({ wql }) => wql),
    coverage: mean(({ coverage }) => coverage),
    wape: mean(({ wape }) => wape),
    wrmsse: mean(({ wrmsse }) => wrmsse),
  };
}

function compare(
  { panel, horizon }: RetailSet,
  { bars }: Plan,
  origins: readonly Origin[],
  others: readonly { readonly name: string; readonly verdict: Verdict }[],
  ours: Verdict,
) {
  const best = (of: (verdict: Verdict) => number) =>
    others.toSorted((a, b) => of(a.verdict) - of(b.verdict))[0]!;
  const byQuantiles = best(({ wql }) => wql);
  const byScale = best(({ wrmsse }) => wrmsse);
  const percent = (mine: number, theirs: number) => Number(((mine / theirs - 1) * 100).toFixed(1));
  const date = (origin: number) =>
    new Date((panel.startDay + origin) * 86_400_000).toISOString().slice(0, 10);
  return {
    origins: `${date(origins[0]!.origin)} … ${date(origins.at(-1)!.origin)} (${origins.length} × ${horizon} days)`,
    bestWql: byQuantiles.name,
    wqlPercent: percent(ours.wql, byQuantiles.verdict.wql),
    wqlBar: bars.wql,
    bestWrmsse: byScale.name,
    wrmssePercent: percent(ours.wrmsse, byScale.verdict.wrmsse),
    wrmsseBar: bars.wrmsse ?? '–',
    coverage: Number(ours.coverage.toFixed(3)),
    coverageBar: '0.88 … 0.92',
  };
}

function rounded(values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toFixed(4)) : value,
    ]),
  );
}
