import type { z } from 'zod';
import type { shopKind } from '../../../contract/membership.ts';
import type { PictureKey } from '../../kit/goods-pictures.ts';

export type ShopKind = z.infer<typeof shopKind>;

/** The small pictures that stand for a kind of shop; many are groceries, so those differ. */
const pictures: Record<ShopKind, readonly [PictureKey, ...PictureKey[]]> = {
  grocery: ['milk', 'rice', 'juice', 'egg', 'vegetable-box', 'oil', 'noodles'],
  fruit: ['apple', 'mandarin', 'grapes'],
  bakery: ['croissant', 'bread', 'cake'],
  pharmacy: ['pharmacist'],
  daily: ['detergent', 'tissue', 'soap'],
  seafood: ['fish', 'shrimp', 'crab'],
  butcher: ['pork', 'beef', 'chicken'],
  dairy: ['cheese', 'yogurt'],
  tofu: ['tofu', 'soy-milk'],
  flower: ['bouquet', 'plant'],
};

/** Kinds come from the server; one this client does not know gets a plain box. The same shop always has the same picture. */
export function shopPicture(kind: string, shopId: string): PictureKey {
  if (!Object.hasOwn(pictures, kind)) return 'box';
  const choice = pictures[kind as ShopKind];
  const sum = [...shopId].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return choice[sum % choice.length] ?? choice[0];
}
