import type { Actor, Role } from '../../../kernel/actor.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';

interface GrantLike {
  readonly role: Exclude<Role, 'shopper'>;
  readonly shopId: string | null;
  readonly supplierId: string | null;
  readonly duties: readonly string[];
}

/** Everybody may shop; the rest is granted. A shop is acted for through a grant of the role shop only. */
export function actorOfGrants(memberId: string, grants: readonly GrantLike[]): Actor {
  return {
    memberId,
    roles: new Set<Role>(['shopper', ...grants.map(({ role }) => role)]),
    shopIds: new Set(grants.flatMap(({ role, shopId }) => (role === 'shop' && shopId ? [shopId] : []))),
    duties: new Set(grants.flatMap(({ duties }) => duties)),
  };
}

/** A shop person needs a shop, a supplier person a supplier; nobody else has one, but a host may belong to a shop. */
export function checkGrantTarget(grant: Omit<GrantLike, 'duties'>): void {
  const { role, shopId, supplierId } = grant;
  refuseUnless(role !== 'shop' || shopId, 'grant-target', { role }, 'shopId');
  refuseUnless(role === 'shop' || role === 'host' || !shopId, 'grant-target', { role }, 'shopId');
  refuseUnless((role === 'supplier') === (supplierId !== null), 'grant-target', { role }, 'supplierId');
}
