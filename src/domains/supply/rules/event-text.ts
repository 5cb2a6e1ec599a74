import { formatYuan } from '../../../kernel/money.ts';
import type { PoolMode } from './pool-terms.ts';
import type { Tier } from './tier-price.ts';

/** What "刚刚发生" says of a rung: own pools name no price, for each shop has its own. */
export function tierReachedText(tier: Tier, mode: PoolMode): string {
  return mode === 'agency'
    ? `越过 ${tier.minQuantity} 件，降至 ${formatYuan(tier.retailFen)}`
    : `越过 ${tier.minQuantity} 件，供货价再降一档`;
}

export function formedText(threshold: number, number: string): string {
  return `越过 ${threshold} 件，集单成立，预采购单 ${number} 已发出`;
}

export function openedText(shopCount: number): string {
  return `开单，${shopCount} 家店可认购`;
}

export function closedText(ordered: number, number: string): string {
  return `截单，采购单 ${number} 定为 ${ordered} 件`;
}

/** Beijing time to the minute: "11-24 20:00". */
export function prolongedText(cutOffAt: Date, missing: number): string {
  const local = new Date(cutOffAt.getTime() + 8 * 3_600_000).toISOString();
  const until = `${local.slice(5, 10)} ${local.slice(11, 16)}`;
  return missing > 0 ? `还差 ${missing} 件，延长到 ${until}` : `延长到 ${until}`;
}

const failedTexts = {
  'below-threshold': '没到成团量，未成团，全部自动退款',
  'below-moq': '没到起订量，未成团，全部自动退款',
  'supplier-declined': '供应商不能供货，未成团，全部自动退款',
} as const;
export type FailedReason = keyof typeof failedTexts;

export function failedText(reason: FailedReason): string {
  return failedTexts[reason];
}

export function answeredText(answer: 'confirm' | 'short', quantity: number): string {
  return answer === 'confirm' ? `供应商确认 ${quantity} 件` : `供应商只能发 ${quantity} 件`;
}

export function receivedText(received: number, short: number): string {
  return short > 0 ? `收货 ${received} 件，短少 ${short} 件` : `收货 ${received} 件，数量相符`;
}
