import { formatMoney } from '../../kit/format/money.ts';
import type { HostItem } from './host-items.ts';

/** What a script may name in braces. */
export const scriptVariables = ['price', 'usual', 'left', 'sold', 'short', 'shop'] as const;
export type ScriptVariable = (typeof scriptVariables)[number];

type Spoken = Pick<
  HostItem,
  'priceFen' | 'usualPriceFen' | 'available' | 'soldQuantity' | 'sellerShopName' | 'progress'
>;

/** The script with its variables as they stand now; a word in braces that is none of them stays as it is. */
export function fillScript(script: string, item: Spoken): string {
  const values: Record<ScriptVariable, string> = {
    price: formatMoney(item.priceFen),
    usual: formatMoney(item.usualPriceFen ?? item.priceFen),
    left: String(item.available),
    sold: String(item.soldQuantity),
    short: String(shortOf(item.progress)),
    shop: item.sellerShopName,
  };
  return script.replace(/\{(\w+)\}/g, (hole, name: string) => values[name as ScriptVariable] ?? hole);
}

/** Pieces to the next price of a pool. */
function shortOf(progress: Spoken['progress']): number {
  const next = progress?.tiers[progress.tierIndex + 1];
  return progress && next ? Math.max(0, next.minQuantity - progress.paidQuantity) : 0;
}
