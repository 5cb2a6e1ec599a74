import type { Fen } from '../../../kernel/money.ts';

/** What is known of one line-up item when it is shown in one room. */
export interface ItemFacts {
  readonly isLive: boolean;
  readonly hostShopId: string;
  readonly roomShopId: string;
  readonly flashPriceFen: Fen | null;
  /** Pieces left at the flash price, null for as many as there are. */
  readonly flashLeft: number | null;
  /** Null for goods sold from stock. */
  readonly pool: {
    readonly mode: 'agency' | 'own';
    readonly sellerShopId: string | null;
    /** Price of the rung reached, agency pools only. */
    readonly priceFen: Fen | null;
    /** Pieces that can still be committed; 0 when it is not running. */
    readonly available: number;
  } | null;
  /** The seller's own listing while it is on; see `sellerOf`. */
  readonly listing: { readonly priceFen: Fen; readonly exposureLimit: number | null } | null;
  /** Pieces free at the seller's location. */
  readonly stockAvailable: number;
}

/** What decides who sells. */
type Shown = Pick<ItemFacts, 'hostShopId' | 'roomShopId'> & {
  readonly pool: Pick<NonNullable<ItemFacts['pool']>, 'mode' | 'sellerShopId'> | null;
};

export interface RoomTerms {
  readonly sellerShopId: string;
  readonly priceFen: Fen;
  /** A price really asked otherwise, and higher; else null. */
  readonly usualPriceFen: Fen | null;
  readonly isFlash: boolean;
  /** Pieces left at this price when it is a flash price for so many only. */
  readonly flashLeft: number | null;
  readonly available: number;
}

/**
 * Seller of record: the pool's in an agency pool; in an own pool each room's shop; from stock always the host's shop, so
 * that a flash price never fixes what another shop asks for its own goods.
 */
export function sellerOf({ pool, hostShopId, roomShopId }: Shown): string {
  if (pool === null) return hostShopId;
  return pool.mode === 'own' ? roomShopId : (pool.sellerShopId ?? hostShopId);
}

/** The terms of an item in a room, or null when its seller does not offer it there now. */
export function roomTerms(facts: ItemFacts): RoomTerms | null {
  const { pool, listing } = facts;
  const sellerShopId = sellerOf(facts);
  if (pool !== null) {
    const priceFen = pool.mode === 'agency' ? pool.priceFen : (listing?.priceFen ?? null);
    if (priceFen === null) return null;
    const usual = pool.mode === 'agency' ? (listing?.priceFen ?? null) : null;
    return {
      sellerShopId,
      priceFen,
      usualPriceFen: usual !== null && usual > priceFen ? usual : null,
      isFlash: false,
      flashLeft: null,
      available: pool.available,
    };
  }
  if (listing === null) return null;
  const isLower = facts.flashPriceFen !== null && facts.flashPriceFen < listing.priceFen;
  const isFlash = facts.isLive && isLower && (facts.flashLeft === null || facts.flashLeft > 0);
  return {
    sellerShopId,
    priceFen: isFlash ? facts.flashPriceFen! : listing.priceFen,
    usualPriceFen: isFlash ? listing.priceFen : null,
    isFlash,
    flashLeft: isFlash ? facts.flashLeft : null,
    available: Math.max(0, Math.min(facts.stockAvailable, listing.exposureLimit ?? Infinity)),
  };
}
