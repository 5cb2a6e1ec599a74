import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { patchShop } from '../store/shop.ts';
import { findShop, type ShopCard } from '../views/shops.ts';

export interface ShopPatch {
  readonly shopId: string;
  readonly phone?: string | undefined;
  readonly openingHours?: string | undefined;
  readonly isPickupPoint?: boolean | undefined;
  readonly address?: string | undefined;
  readonly licenceUntil?: string | null | undefined;
}

/** Changes the given fields of a shop. */
export async function updateShop(tx: Tx, { shopId, ...patch }: ShopPatch): Promise<ShopCard> {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  refuseUnless(await patchShop(tx, shopId, given), 'not-found', {}, 'shopId');
  const shop = await findShop(tx, shopId);
  refuseUnless(shop, 'not-found', {}, 'shopId');
  return shop;
}
