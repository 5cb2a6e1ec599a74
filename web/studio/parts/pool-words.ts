import { formatMoney } from '../../kit/format/money.ts';
import type { PoolText } from '../texts/pool.ts';
import type { LineUpItem } from './stage-news.ts';

type Progress = NonNullable<LineUpItem['progress']>;

/** What the host may call out: how many more, and what it does. `**…**` marks the number that counts. */
export function poolWords(progress: Progress, T: PoolText): string {
  const { state, paidQuantity, threshold, nextGap, nextRetailFen, priceFen } = progress;
  if (state === 'scheduled') return T.scheduled;
  if (state === 'failed') return T.failed;
  if (state === 'closed' || state === 'received') return T.closed(paidQuantity);
  if (paidQuantity < threshold) return T.toForm(threshold - paidQuantity);
  if (nextGap !== null && nextRetailFen !== null) return T.toNext(nextGap, formatMoney(nextRetailFen));
  return priceFen === null ? T.formed(paidQuantity) : T.lowest(paidQuantity);
}

/** The same in the width of a caption; undefined when there is nothing left to collect. */
export function gapOf({ state, paidQuantity, threshold, nextGap }: Progress): number | undefined {
  if (state !== 'open' && state !== 'formed') return undefined;
  return paidQuantity < threshold ? threshold - paidQuantity : (nextGap ?? undefined);
}

/** The rungs of the bar: where it forms, and each price. */
export function rungs({ threshold, tiers }: Progress): number[] {
  return [...new Set([threshold, ...tiers.map((tier) => tier.minQuantity)])].toSorted((a, b) => a - b);
}
