import type { ForecastArtifact, ForecastMethod } from './types.ts';

/** An artifact of a method that learns from each series when it forecasts it. */
export function untrained(
  method: Exclude<ForecastMethod, 'trees'>,
  asOf: number,
  horizon: number,
  levels: readonly number[],
): ForecastArtifact {
  return {
    ...{ version: 1, method, asOf, horizon, levels, columns: [], trainedRows: 0, mean: [], quantile: [] },
    calibration: { directShare: 0, sizeLimits: [], aheadLimits: [], ratios: [], shifts: [] },
    declared: null,
  };
}
