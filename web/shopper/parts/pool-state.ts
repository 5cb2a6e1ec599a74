import { formatMoney } from '../../kit/format/money.ts';
import type { PoolText } from '../texts/pool.ts';
import type { Progress } from './answers.ts';

/** Which of the things worth saying about a pool holds now. */
export type PoolStep =
  | { kind: 'scheduled' | 'closed' | 'failed' | 'formed' | 'lowest' }
  | { kind: 'to-form'; gap: number }
  | { kind: 'to-next'; gap: number; retailFen: string };

/** Below the threshold that is all that counts; then the next price for everybody, where the pool has one. */
export function poolStep({
  state,
  paidQuantity,
  threshold,
  nextGap,
  nextRetailFen,
  priceFen,
}: Progress): PoolStep {
  if (state === 'scheduled' || state === 'failed') return { kind: state };
  if (state === 'closed' || state === 'received') return { kind: 'closed' };
  if (paidQuantity < threshold) return { kind: 'to-form', gap: threshold - paidQuantity };
  if (nextGap !== null && nextRetailFen !== null)
    return { kind: 'to-next', gap: nextGap, retailFen: nextRetailFen };
  return { kind: priceFen === null ? 'formed' : 'lowest' };
}

/** Sentences by step. `**…**` marks the number that counts. */
export function poolWords(progress: Progress, T: PoolText, opensAt = ''): string {
  const step = poolStep(progress);
  if (step.kind === 'to-form') return T.toForm(step.gap);
  if (step.kind === 'to-next') return T.toNext(step.gap, formatMoney(step.retailFen));
  return endWords(step.kind, progress.paidQuantity, T, opensAt);
}

/** The same with how many there are: 已集 82，差 18 件降至 ¥19.90. */
export function haveWords(progress: Progress, T: PoolText): string {
  const step = poolStep(progress);
  const { paidQuantity } = progress;
  if (step.kind === 'to-form') return T.haveToForm(paidQuantity, step.gap);
  if (step.kind === 'to-next') return T.haveToNext(paidQuantity, step.gap, formatMoney(step.retailFen));
  return endWords(step.kind, paidQuantity, T, '');
}

/** The line under the pinned card: what it does for everybody. */
export function everyoneWords(progress: Progress, T: PoolText): string {
  const step = poolStep(progress);
  if (step.kind === 'to-form') return T.everyoneForm(step.gap);
  if (step.kind === 'to-next') return T.everyone(step.gap, formatMoney(step.retailFen));
  return endWords(step.kind, progress.paidQuantity, T, '');
}

function endWords(
  kind: 'scheduled' | 'closed' | 'failed' | 'formed' | 'lowest',
  have: number,
  T: PoolText,
  opensAt: string,
): string {
  if (kind === 'scheduled') return T.opens(opensAt);
  if (kind === 'failed') return T.failed;
  return T[kind](have);
}

export function tierQuantities(progress: Progress): number[] {
  return progress.tiers.map((tier) => tier.minQuantity);
}

/** Whether somebody can still join. */
export function isOpen(progress: Progress): boolean {
  return progress.state === 'open' || progress.state === 'formed';
}
