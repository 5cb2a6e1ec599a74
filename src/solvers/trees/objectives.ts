import type { TreeData, TreeOptions } from './types.ts';

/** How a raw score is judged: first and second derivative of the loss by row. */
export interface Loss {
  readonly link: 'identity' | 'log';
  /** Where all rows start. */
  readonly base: number;
  /** Fills `slope` and `curve` for the scores given. */
  derive(score: Float64Array, slope: Float64Array, curve: Float64Array): void;
  /** Of a leaf's rows, its quantile instead of one step of Newton's: for losses without curvature. */
  readonly leafQuantile: number | null;
}

/** Highest and lowest raw score of a logarithmic link: e^±30 holds every count there is. */
export const logScoreMax = 30;

export function lossFor(data: TreeData, options: TreeOptions): Loss {
  switch (options.objective) {
    case 'l2':
      return squares(data);
    case 'tweedie':
      return tweedie(data, options.tweediePower ?? 1.3);
    case 'pinball':
      return pinball(data, options.quantile ?? 0.5);
    case 'lambdarank':
      throw new Error('lambdarank has its own loss: see rank-loss.ts');
  }
}

function squares({ target, weight, offset }: TreeData): Loss {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < target.length; i += 1) {
    const w = weight?.[i] ?? 1;
    sum += w * (target[i]! - (offset?.[i] ?? 0));
    weights += w;
  }
  return {
    ...{ link: 'identity', base: weights > 0 ? sum / weights : 0, leafQuantile: null },
    derive(score, slope, curve) {
      for (let i = 0; i < target.length; i += 1) {
        const w = weight ? weight[i]! : 1;
        slope[i] = w * (score[i]! - target[i]!);
        curve[i] = w;
      }
    },
  };
}

/** Deviance of Tweedie's compound Poisson distribution with 1 < power < 2 (Jørgensen 1987), by the log of the mean. */
function tweedie({ target, weight, offset }: TreeData, power: number): Loss {
  if (!(power > 1 && power < 2)) throw new RangeError(`tweediePower must be between 1 and 2, not ${power}`);
  let sum = 0;
  let expected = 0;
  for (let i = 0; i < target.length; i += 1) {
    const w = weight?.[i] ?? 1;
    if (target[i]! < 0) throw new RangeError('tweedie needs targets of at least 0');
    sum += w * target[i]!;
    expected += w * Math.exp(offset?.[i] ?? 0);
  }
  return {
    ...{ link: 'log', base: Math.log(Math.max(sum, 1e-9) / Math.max(expected, 1e-9)), leafQuantile: null },
    derive(score, slope, curve) {
      for (let i = 0; i < target.length; i += 1) {
        const w = weight ? weight[i]! : 1;
        const s = Math.max(-logScoreMax, Math.min(logScoreMax, score[i]!));
        const above = Math.exp((2 - power) * s);
        const below = target[i]! * Math.exp((1 - power) * s);
        slope[i] = w * (above - below);
        curve[i] = w * ((2 - power) * above + (power - 1) * below);
      }
    },
  };
}

function pinball({ target, weight, offset }: TreeData, quantile: number): Loss {
  if (!(quantile > 0 && quantile < 1))
    throw new RangeError(`quantile must be between 0 and 1, not ${quantile}`);
  const rest = Float64Array.from(target, (value, i) => value - (offset?.[i] ?? 0)).sort();
  const base = rest[Math.min(rest.length - 1, Math.floor(quantile * rest.length))] ?? 0;
  return {
    ...{ link: 'identity', base, leafQuantile: quantile },
    derive(score, slope, curve) {
      for (let i = 0; i < target.length; i += 1) {
        const w = weight ? weight[i]! : 1;
        slope[i] = target[i]! > score[i]! ? -w * quantile : w * (1 - quantile);
        curve[i] = w;
      }
    },
  };
}
