import type { ShelfGoods } from './world.ts';

/** What a shop that orders late has of an item at a time. */
export const latePieces = 10;
const onAir = 'azhen';
const everySo = 4;

/**
 * Some shops order some items only when the last piece is gone, so that there is something to suggest; never in the shop
 * that is on air.
 */
export function ordersLate({ shopKey, itemKey }: Pick<ShelfGoods, 'shopKey' | 'itemKey'>): boolean {
  const letters = [...shopKey, ...itemKey].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return shopKey !== onAir && letters % everySo === 0;
}
