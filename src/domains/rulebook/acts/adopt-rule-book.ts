import { ruleBook } from '../../../../contract/rulebook.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeShops } from '../../membership/index.ts';
import { findFault } from '../rules/check-rules.ts';
import type { Rules } from '../rules/rules.ts';
import { insertVersion, lockRuleBook } from '../store/rule-book-version.ts';

export interface Adoption {
  readonly rules: Rules;
  readonly note: string;
  /** Absent means now; the past is closed, what was decided under another version stays. */
  readonly effectiveFrom?: Date;
}

/** Adopts a new version and answers its number. Refuses `rule-book-invalid` with the first fault. */
export async function adoptRuleBook(
  tx: Tx,
  { rules, note, effectiveFrom = tx.now }: Adoption,
): Promise<number> {
  const fault = findFault(rules);
  refuseUnless(fault === null, 'rule-book-invalid', { reason: fault });
  refuseUnless(effectiveFrom >= tx.now, 'rule-book-invalid', { reason: '生效时间不能早于现在' });
  await refuseUnknownShops(tx, rules);
  await lockRuleBook(tx);
  return insertVersion(tx, { effectiveFrom, note, document: ruleBook.encode(rules) });
}

async function refuseUnknownShops(tx: Tx, rules: Rules): Promise<void> {
  const named = [...rules.duties, ...rules.commission].flatMap(({ shopId }) => (shopId ? [shopId] : []));
  if (named.length === 0) return;
  const known = await describeShops(tx, named);
  const stranger = named.find((shopId) => !known.has(shopId));
  refuseUnless(stranger === undefined, 'rule-book-invalid', { reason: '规则里的门店不在联盟' });
}
