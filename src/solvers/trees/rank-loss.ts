import type { Loss } from './objectives.ts';
import type { TreeData } from './types.ts';

/** Pairs looked at per group are at most depth × this. */
const groupRowsMax = 10_000;

/**
 * LambdaRank (Burges 2010): pairs in the wrong order pull at each other as hard as swapping them would change NDCG.
 * Gains are 2^target − 1; only pairs with one row among the first `depth` count, as NDCG sees no further.
 */
export function rankLoss({ target, weight, groups }: TreeData, depth: number): Loss {
  if (!groups) throw new RangeError('lambdarank needs groups');
  if (groups.some((size) => size < 1 || size > groupRowsMax))
    throw new RangeError(`A group has 1 … ${groupRowsMax} rows`);
  if (groups.reduce((sum, size) => sum + size, 0) !== target.length)
    throw new RangeError('The sizes of groups do not add up to the rows');
  const gains = Float64Array.from(target, (value) => 2 ** value - 1);
  const ideals = idealsOf(gains, groups, depth);
  return {
    ...{ link: 'identity', base: 0, leafQuantile: null },
    derive(score, slope, curve) {
      slope.fill(0);
      curve.fill(0);
      let from = 0;
      for (const [g, size] of groups.entries()) {
        if (ideals[g]! > 0) pullGroup(from, size, ideals[g]!, { gains, score, slope, curve, depth });
        from += size;
      }
      if (!weight) return;
      for (let i = 0; i < target.length; i += 1) {
        slope[i]! *= weight[i]!;
        curve[i]! *= weight[i]!;
      }
    },
  };
}

function idealsOf(gains: Float64Array, groups: Int32Array, depth: number): Float64Array {
  const ideals = new Float64Array(groups.length);
  let from = 0;
  for (const [g, size] of groups.entries()) {
    const best = gains
      .slice(from, from + size)
      .sort()
      .reverse()
      .subarray(0, depth);
    for (const [rank, gain] of best.entries()) ideals[g]! += gain / Math.log2(rank + 2);
    from += size;
  }
  return ideals;
}

interface Pull {
  readonly gains: Float64Array;
  readonly score: Float64Array;
  readonly slope: Float64Array;
  readonly curve: Float64Array;
  readonly depth: number;
}

function pullGroup(from: number, size: number, ideal: number, pull: Pull): void {
  const { gains, score, slope, curve, depth } = pull;
  const order = Array.from({ length: size }, (_, i) => from + i).sort(
    (a, b) => score[b]! - score[a]! || a - b,
  );
  const discount = (rank: number) => (rank < depth ? 1 / Math.log2(rank + 2) : 0);
  for (let i = 0; i < Math.min(depth, size); i += 1)
    for (let j = i + 1; j < size; j += 1) {
      const [high, low] =
        gains[order[i]!]! > gains[order[j]!]! ? [order[i]!, order[j]!] : [order[j]!, order[i]!];
      const difference = gains[high]! - gains[low]!;
      if (difference === 0) continue;
      const change = (difference * (discount(i) - discount(j))) / ideal;
      const wrong = 1 / (1 + Math.exp(score[high]! - score[low]!));
      slope[high]! -= change * wrong;
      slope[low]! += change * wrong;
      const bend = Math.max(1e-9, change * wrong * (1 - wrong));
      curve[high]! += bend;
      curve[low]! += bend;
    }
}
