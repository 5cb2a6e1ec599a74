import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { membership } from '../../../../contract/membership.ts';
import type { rulebook } from '../../../../contract/rulebook.ts';

/** What the doors answer, under the names these pages use. */
export type RuleBookVersion = WireOutput<typeof rulebook.getRuleBook>;
export type Rules = RuleBookVersion['rules'];
export type Shop = WireOutput<typeof membership.listShops>['rows'][number];
export type Member = WireOutput<typeof membership.listMembers>['rows'][number];
export type Grant = Member['grants'][number];
export type AuditRow = WireOutput<typeof membership.listAudit>['rows'][number];

/** Roles that are given; everybody is a shopper anyway. */
export const roles = ['operator', 'shop', 'host', 'supplier', 'courier'] as const;
export type GivenRole = (typeof roles)[number];
/** What a rule book hands out, in the order it is read. */
export const duties = ['catalogue', 'pooling', 'dispatch', 'settlement', 'live'] as const;
