import { predictTrees } from '../trees/predict-trees.ts';
import type { TreeModel } from '../trees/types.ts';
import type { Candidates } from './candidates.ts';
import { featureCount, valueOf } from './features.ts';

/** Scores candidates of one shop on whatever scale; higher is better. */
export type Score = (candidates: Candidates) => Float64Array;

/** The ranking without a model. */
export const blendScore: Score = ({ items, values }) =>
  Float64Array.from(items, (_, at) => valueOf(values, at, 'blend'));

/** What the blend says counts this much beside the model: it steadies what was learned from little (tuned as the model). */
const blendShare = 0.3;

/** The learned ranking, in standard deviations of the candidates. */
export function learnedScore(model: TreeModel): Score {
  return (candidates) => {
    const { items, values } = candidates;
    const columns = Array.from({ length: featureCount }, (_, feature) =>
      Float32Array.from(items, (_item, at) => values[at * featureCount + feature]!),
    );
    const learned = standardised(Float64Array.from(predictTrees(model, columns)));
    const plain = standardised(blendScore(candidates));
    return learned.map((score, at) => score + blendShare * plain[at]!);
  };
}

/** The same scores with mean 0 and deviation 1; all 0 where they are alike. */
export function standardised(scores: Float64Array): Float64Array {
  const count = Math.max(1, scores.length);
  const mean = scores.reduce((sum, score) => sum + score, 0) / count;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / count;
  const deviation = Math.sqrt(variance) || 1;
  return scores.map((score) => (score - mean) / deviation);
}

/** Items by score, best first; ties in the order of the candidates. */
export function bestItems({ items }: Candidates, scores: Float64Array, limit: number): number[] {
  return [...items.keys()]
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, limit)
    .map((at) => items[at]!);
}
