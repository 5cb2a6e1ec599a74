/** A way to buy: from a shop's stock, or through a pool at a shop's door. */
export type GoodsRef =
  | { readonly kind: 'listing'; readonly shopId: string; readonly variantId: string }
  | { readonly kind: 'pool'; readonly poolId: string; readonly shopId: string };

const keyShape = /^(listing|pool):([0-9a-f-]{36}):([0-9a-f-]{36})$/;

/** "listing:<shopId>:<variantId>" or "pool:<poolId>:<shopId>"; null when the text is neither. */
export function parseGoodsKey(key: string): GoodsRef | null {
  const match = keyShape.exec(key);
  if (!match) return null;
  const [, kind, first, second] = match as unknown as [string, string, string, string];
  return kind === 'listing'
    ? { kind, shopId: first, variantId: second }
    : { kind: 'pool', poolId: first, shopId: second };
}

export function goodsKeyOf(ref: GoodsRef): string {
  return ref.kind === 'listing'
    ? `listing:${ref.shopId}:${ref.variantId}`
    : `pool:${ref.poolId}:${ref.shopId}`;
}
