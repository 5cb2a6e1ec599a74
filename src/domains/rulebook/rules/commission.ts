import type { Bps } from '../../../kernel/money.ts';
import type { CommissionRule, Rules } from './rules.ts';

/** The rule that no rule stands for: a book without a matching one takes nothing. */
export const noCommission = { ruleId: 'none', rateBps: 0 } as const;

/**
 * The commission of one order line. The most specific match wins (category and shop, shop, category, neither); among
 * equally specific ones the first in the operator's order.
 */
export function commissionFor(
  rules: Pick<Rules, 'commission'>,
  line: { shopId: string; categoryCode: string },
): { ruleId: string; rateBps: Bps } {
  let best: CommissionRule | null = null;
  for (const rule of rules.commission) {
    if (rule.shopId !== null && rule.shopId !== line.shopId) continue;
    if (rule.categoryCode !== null && rule.categoryCode !== line.categoryCode) continue;
    if (!best || specificity(rule) > specificity(best)) best = rule;
  }
  return best ? { ruleId: best.ruleId, rateBps: best.rateBps } : noCommission;
}

function specificity(rule: CommissionRule): number {
  return (rule.shopId === null ? 0 : 2) + (rule.categoryCode === null ? 0 : 1);
}
