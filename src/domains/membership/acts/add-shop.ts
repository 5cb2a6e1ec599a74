import type { Tx } from '../../../engines/db/tx.ts';
import { insertShop } from '../store/shop.ts';
import type { Shop } from '../tables.ts';
import { giveGrant } from './give-grant.ts';

export interface NewShop extends Omit<Shop, 'shopId'> {
  readonly ownerName: string;
  readonly ownerPhone: string;
}

/** Adds a shop and its owner. Refuses `shop-name-taken`. Its stock location is the door's business: stock is above. */
export async function addShop(tx: Tx, { ownerName, ownerPhone, ...fields }: NewShop): Promise<Shop> {
  const shop: Shop = { ...fields, shopId: tx.newId() };
  await insertShop(tx, shop);
  await giveGrant(tx, {
    phone: ownerPhone,
    name: ownerName,
    role: 'shop',
    shopId: shop.shopId,
    supplierId: null,
    duties: [],
  });
  return shop;
}
