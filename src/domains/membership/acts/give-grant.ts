import type { Tx } from '../../../engines/db/tx.ts';
import { checkGrantTarget } from '../rules/actor-of-grants.ts';
import { upsertGrant } from '../store/grant.ts';
import type { Grant } from '../tables.ts';
import { ensureMember } from './ensure-member.ts';

export interface NewGrant extends Omit<Grant, 'grantId'> {
  readonly phone: string;
  readonly name: string;
}

/**
 * Gives a role; a new phone becomes a member. Giving it again replaces the duties.
 * Refuses `grant-target` when role and shop or supplier do not fit, `not-found` when there is no such shop.
 */
export async function giveGrant(
  tx: Tx,
  { phone, name, ...grant }: NewGrant,
): Promise<{ grantId: string; memberId: string }> {
  checkGrantTarget(grant);
  const memberId = await ensureMember(tx, { phone, name });
  const grantId = await upsertGrant(tx, { ...grant, grantId: tx.newId(), memberId });
  return { grantId, memberId };
}
