/** What a person may be in an alliance. One person may hold several grants. */
export type Role = 'operator' | 'shop' | 'host' | 'supplier' | 'courier' | 'shopper';

/** Whoever asks, as the session tells it: the member and everything granted to them. */
export interface Actor {
  readonly memberId: string;
  readonly roles: ReadonlySet<Role>;
  /** Shops this person may act for. */
  readonly shopIds: ReadonlySet<string>;
  /** Duties given by the rule book to the shops or operators this person acts for. */
  readonly duties: ReadonlySet<string>;
}

export function isOperator(actor: Actor | null): boolean {
  return actor !== null && actor.roles.has('operator');
}

/** Operators act for every shop of their alliance, shop people for their own. */
export function mayActForShop(actor: Actor | null, shopId: string): boolean {
  return actor !== null && (actor.roles.has('operator') || actor.shopIds.has(shopId));
}
