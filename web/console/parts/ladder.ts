import type { WireOutput } from '../../../contract/endpoint.ts';
import type { supply } from '../../../contract/supply.ts';

export type PoolRow = WireOutput<typeof supply.listPools>['rows'][number];
export type Progress = PoolRow['progress'];

/** The rungs of a pool up to the one it climbs now: what a bar shows; the last is its target. */
export function rungs({ threshold, tiers, paidQuantity }: Progress): number[] {
  const all = [...new Set([threshold, ...tiers.map((tier) => tier.minQuantity)])].toSorted((a, b) => a - b);
  const target = all.find((rung) => rung > paidQuantity) ?? all.at(-1);
  return all.filter((rung) => target !== undefined && rung <= target);
}
