import { ShopIcon } from '../../kit/parts/goods-picture.tsx';
import type { Shop } from './answers.ts';

/** What a shop of each kind is known by. */
const pictureOf: Record<Shop['kind'], string> = {
  grocery: 'vegetable-box',
  fruit: 'mandarin',
  bakery: 'croissant',
  pharmacy: 'pharmacist',
  daily: 'tissue',
  seafood: 'fish',
  butcher: 'pork',
  dairy: 'milk',
  tofu: 'tofu',
  flower: 'bouquet',
};

export function ShopTile({ kind, size = 40 }: { kind: Shop['kind']; size?: number }) {
  return <ShopIcon pictureKey={pictureOf[kind]} size={size} />;
}
