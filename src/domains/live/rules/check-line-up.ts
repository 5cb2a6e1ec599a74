import type { Fen } from '../../../kernel/money.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';

/** One item as it is to be scheduled, with what the domains below say about it. */
export interface Candidate {
  readonly title: string;
  readonly variantId: string;
  readonly isRegulated: boolean;
  readonly flashPriceFen: Fen | null;
  /** Null for goods sold from stock; `isUnknown` when the id leads nowhere or to another variant. */
  readonly pool: {
    readonly isUnknown: boolean;
    readonly isRunning: boolean;
    readonly cutOffAt: Date;
    readonly mode: 'agency' | 'own';
  } | null;
  /** The host's shop lists it. */
  readonly isListed: boolean;
}

/**
 * What may be shown live: each item once, nothing regulated (product.md, law), pools that still run at the start, and
 * otherwise goods that the host's shop sells. Refuses with the field `items.<n>.…` at fault.
 */
export function checkLineUp(candidates: readonly Candidate[], startsAt: Date): void {
  const seen = new Set<string>();
  for (const [at, candidate] of candidates.entries()) {
    const { title, variantId, pool } = candidate;
    refuseUnless(!seen.has(variantId), 'item-twice', { title }, `items.${at}.variantId`);
    seen.add(variantId);
    refuseUnless(!candidate.isRegulated, 'regulated-goods', { title }, `items.${at}.variantId`);
    if (pool !== null) checkPool(pool, candidate, startsAt, at);
    const needsListing = pool === null || pool.mode === 'own';
    refuseUnless(!needsListing || candidate.isListed, 'not-for-sale', { title }, `items.${at}.variantId`);
  }
}

function checkPool(
  pool: NonNullable<Candidate['pool']>,
  candidate: Candidate,
  startsAt: Date,
  at: number,
): void {
  const field = `items.${at}.poolId`;
  refuseUnless(!pool.isUnknown, 'not-found', {}, field);
  refuseUnless(pool.isRunning, 'pool-closed', { title: candidate.title }, field);
  refuseUnless(pool.cutOffAt > startsAt, 'cut-off-too-early', { title: candidate.title }, field);
  refusePoolFlash(candidate.flashPriceFen, `items.${at}.flashPriceFen`);
}

/** A pool's price is its ladder, or each shop's own: neither may be overridden by a host. */
export function refusePoolFlash(flashPriceFen: Fen | null, field: string): void {
  refuseUnless(flashPriceFen === null, 'pool-state', { state: '按阶梯或各店定价' }, field);
}
