import { refuseUnless } from '../../../kernel/refusal.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { Tier } from './tier-price.ts';

export type PoolMode = 'agency' | 'own';
export type BelowPolicy = 'refund' | 'prolong';
export type RemainderPolicy = 'round-down-refund' | 'round-up-stock' | 'offer-again';

/** What an offer and a pool both promise. */
export interface LadderTerms {
  readonly baseCostFen: Fen;
  readonly packSize: number;
  readonly moq: number;
  readonly tiers: readonly Tier[];
}

export interface PoolTerms extends LadderTerms {
  readonly threshold: number;
  readonly cap: number;
  /** The most the supplier has for one round. */
  readonly capPerRound: number;
  readonly remainderPolicy: RemainderPolicy;
}

/**
 * Quantities rise strictly, costs fall strictly, retail prices never rise, the first cost is at most the base cost,
 * and the minimum order is whole packs.
 *
 * @throws Refusal tiers-not-rising | moq-not-pack, naming the field at fault.
 */
export function checkLadder({ baseCostFen, packSize, moq, tiers }: LadderTerms): void {
  tiers.forEach((tier, level) => {
    const lower = tiers[level - 1];
    const field = (name: string) => `tiers.${level}.${name}`;
    const rises = !lower || tier.minQuantity > lower.minQuantity;
    refuseUnless(rises, 'tiers-not-rising', {}, field('minQuantity'));
    const cheaper = lower ? tier.costFen < lower.costFen : tier.costFen <= baseCostFen;
    refuseUnless(cheaper, 'tiers-not-rising', {}, field('costFen'));
    const noDearer = !lower || tier.retailFen <= lower.retailFen;
    refuseUnless(noDearer, 'tiers-not-rising', {}, field('retailFen'));
  });
  const lower = Math.max(1, Math.floor(moq / packSize)) * packSize;
  const data = { packSize, lower, upper: lower + packSize };
  refuseUnless(moq % packSize === 0, 'moq-not-pack', data, 'moq');
}

/**
 * Besides the ladder: the threshold reaches the first rung, and the minimum order too where surplus is not bought into
 * stock; the cap lies within the supplier's and reaches the last rung, for a rung out of reach is a false promise.
 *
 * @throws Refusal as checkLadder, or threshold-too-low | cap-out-of-range.
 */
export function checkPoolTerms(terms: PoolTerms): void {
  checkLadder(terms);
  const { tiers, threshold, cap, capPerRound, moq, remainderPolicy } = terms;
  const firstRung = tiers[0]?.minQuantity ?? 1;
  const lowest = remainderPolicy === 'round-down-refund' ? Math.max(firstRung, moq) : firstRung;
  refuseUnless(threshold >= lowest, 'threshold-too-low', { lowest }, 'threshold');
  const lowestCap = Math.max(threshold, moq, tiers.at(-1)?.minQuantity ?? 1);
  const capFits = cap >= lowestCap && cap <= capPerRound;
  refuseUnless(capFits, 'cap-out-of-range', { lowest: lowestCap, highest: capPerRound }, 'cap');
}
