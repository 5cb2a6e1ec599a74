import type { Role } from '../../kernel/actor.ts';

/** Rows as the statements of this domain return them: columns renamed to the words of the product. */

export interface Shop {
  readonly shopId: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: ShopKind;
  readonly address: string;
  readonly lng: number;
  readonly lat: number;
  readonly phone: string;
  readonly openingHours: string;
  readonly isPickupPoint: boolean;
  /** A calendar day in Asia/Shanghai, null when the kind needs no licence or none was given. */
  readonly licenceUntil: string | null;
}

export type ShopKind =
  | 'grocery'
  | 'fruit'
  | 'bakery'
  | 'pharmacy'
  | 'daily'
  | 'seafood'
  | 'butcher'
  | 'dairy'
  | 'tofu'
  | 'flower';

export interface Member {
  readonly memberId: string;
  readonly name: string;
  readonly nickname: string;
  readonly phone: string;
  readonly building: string;
}

export type GrantRole = Exclude<Role, 'shopper'>;

export interface Grant {
  readonly grantId: string;
  readonly role: GrantRole;
  readonly shopId: string | null;
  readonly supplierId: string | null;
  readonly duties: readonly string[];
}

export interface Address {
  readonly addressId: string;
  readonly contactName: string;
  readonly phone: string;
  readonly building: string;
  readonly room: string;
  readonly detail: string;
  readonly lng: number;
  readonly lat: number;
  readonly isDefault: boolean;
}
