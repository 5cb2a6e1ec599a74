import { joinQuantiles } from './calibrate.ts';
import { fallbackForecast } from './fallback.ts';
import { FeatureMaker, type RowPlaces } from './features.ts';
import { isActive } from './sample-rows.ts';
import { predictRaw } from './train-models.ts';
import type { Forecast, ForecastArtifact, ForecastMethod, Panel, Smoother } from './types.ts';

/**
 * Days `asOf` … `asOf + horizon − 1` of every series, from what the panel knows before `asOf`; the artifact may be some
 * days older. Series with a short or sleeping past get the fallback, which `methods` tells.
 *
 * @throws RangeError when the artifact is of another version, shape or horizon, or is newer than `asOf`
 */
export function forecast(
  artifact: ForecastArtifact,
  panel: Panel,
  asOf: number,
  horizon: number,
  smoother?: Smoother,
): Forecast {
  if (artifact.version !== 1)
    throw new RangeError(`An artifact of version ${String(artifact.version)} is not known here`);
  if (horizon < 1 || horizon > artifact.horizon)
    throw new RangeError(`The artifact looks ${artifact.horizon} days ahead`);
  const origin = asOf - panel.startDay;
  if (origin < 1 || origin > panel.dayCount) throw new RangeError('asOf lies outside the panel');
  if (artifact.asOf > asOf) throw new RangeError('The artifact knows days that the forecast must not');
  const maker = new FeatureMaker(panel, origin);
  const { levels } = artifact;
  const mean = new Float32Array(panel.seriesCount * horizon);
  const quantiles = new Float32Array(mean.length * levels.length);
  const methods: ForecastMethod[] = [];
  const byTrees: number[] = [];
  for (let s = 0; s < panel.seriesCount; s += 1) {
    if (artifact.method === 'trees' && isActive(maker, s, origin)) {
      byTrees.push(s);
      methods.push('trees');
      continue;
    }
    const method = artifact.method === 'trees' ? 'same-weekday' : artifact.method;
    const own = fallbackForecast(maker, s, origin, { horizon, levels, method, smoother });
    mean.set(own.mean, s * horizon);
    quantiles.set(own.quantiles, s * horizon * levels.length);
    methods.push(own.method);
  }
  if (byTrees.length > 0) putTrees(artifact, maker, { byTrees, origin, horizon }, mean, quantiles);
  return { asOf, horizon, levels, mean, quantiles, methods };
}

function putTrees(
  artifact: ForecastArtifact,
  maker: FeatureMaker,
  { byTrees, origin, horizon }: { byTrees: readonly number[]; origin: number; horizon: number },
  mean: Float32Array,
  quantiles: Float32Array,
): void {
  if (artifact.columns.join() !== maker.names.join())
    throw new RangeError('The panel tells other things than the one the artifact learnt from');
  const rows = byTrees.length * horizon;
  const places: RowPlaces = {
    series: Int32Array.from({ length: rows }, (_, i) => byTrees[Math.floor(i / horizon)]!),
    origin: new Int32Array(rows).fill(origin),
    ahead: Int32Array.from({ length: rows }, (_, i) => i % horizon),
  };
  const made = maker.make(places);
  const raw = predictRaw(artifact.mean, artifact.quantile, made);
  const { calibration, levels } = artifact;
  const joined = joinQuantiles(raw, made.spread, places.ahead, calibration, levels);
  for (const [i, s] of byTrees.entries()) {
    mean.set(raw.mean.subarray(i * horizon, (i + 1) * horizon), s * horizon);
    const from = i * horizon * levels.length;
    quantiles.set(joined.subarray(from, from + horizon * levels.length), s * horizon * levels.length);
  }
}
