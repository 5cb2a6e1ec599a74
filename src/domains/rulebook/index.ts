export { adoptRuleBook } from './acts/adopt-rule-book.ts';
export { commissionFor } from './rules/commission.ts';
export { defaultRules } from './rules/default-rules.ts';
export { dutiesOf } from './rules/duties-of.ts';
export { courierFeeFen, type Involved, liableFor, onBehalfFeeFen } from './rules/fees.ts';
export type { ClaimReason, Duty, Liable, Rules } from './rules/rules.ts';
export { currentRules, rulesOfVersion } from './views/current-rules.ts';
export { findVersionInForce, listVersions, type VersionRow } from './views/versions.ts';
