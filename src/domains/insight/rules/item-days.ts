import type { PaidLine } from './paid-order.ts';

export interface ItemDayAddition {
  readonly shopId: string;
  readonly variantId: string;
  readonly pieces: number;
}

/** Pieces by item and by the shop they came through: the room's, where it was sold live, else the seller's. */
export function itemDayAdditions(lines: readonly PaidLine[]): ItemDayAddition[] {
  const sums = new Map<string, ItemDayAddition>();
  for (const { roomShopId, sellerShopId, variantId, quantity } of lines) {
    const shopId = roomShopId ?? sellerShopId;
    const key = `${shopId} ${variantId}`;
    sums.set(key, { shopId, variantId, pieces: (sums.get(key)?.pieces ?? 0) + quantity });
  }
  return [...sums.values()];
}
