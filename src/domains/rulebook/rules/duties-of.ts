import type { Actor } from '../../../kernel/actor.ts';
import { duties, type DutyRule } from './rules.ts';

/**
 * The duties a person holds: those granted to them, those the rule book gives their shops, and for operators those
 * it gives operators or nobody.
 */
export function dutiesOf(rules: { readonly duties: readonly DutyRule[] }, actor: Actor): ReadonlySet<string> {
  const held = new Set(actor.duties);
  for (const duty of duties) {
    const named = rules.duties.filter((rule) => rule.duty === duty);
    const isOperators = named.length === 0 || named.some(({ shopId }) => shopId === null);
    if (isOperators && actor.roles.has('operator')) held.add(duty);
    if (named.some(({ shopId }) => shopId !== null && actor.shopIds.has(shopId))) held.add(duty);
  }
  return held;
}
