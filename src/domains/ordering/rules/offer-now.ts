import type { Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { GoodsRef } from './goods-key.ts';

export interface ItemTerms {
  readonly variantId: string;
  readonly name: string;
  readonly spec: string;
  readonly categoryCode: string;
  readonly isRegulated: boolean;
  readonly status: 'active' | 'paused';
}
export interface ListingTerms {
  readonly priceFen: Fen;
  /** Pieces the shop promises online at most, held and allocated ones included; null for all it has. */
  readonly exposureLimit: number | null;
  readonly perPersonLimit: number | null;
  readonly status: 'on' | 'off';
}
export interface CounterTerms {
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
}
export interface PoolTerms {
  readonly poolId: string;
  readonly variantId: string;
  readonly mode: 'agency' | 'own';
  readonly sellerShopId: string | null;
  readonly state: string;
  readonly cap: number;
  readonly heldQuantity: number;
  readonly paidQuantity: number;
  readonly opensAt: Date;
  readonly cutOffAt: Date;
  readonly perPersonLimit: number | null;
  /** What a piece costs now; null when each shop has its own price. */
  readonly retailFen: Fen | null;
}
export interface SessionTerms {
  readonly state: string;
  readonly items: ReadonlyMap<
    string,
    {
      readonly flashPriceFen: Fen | null;
      readonly poolId: string | null;
      readonly sellerShopId: string | null;
      /** Set when the flash price is for so many pieces only. */
      readonly flash: FlashTerms | null;
    }
  >;
}

/** A round of pieces at the flash price, all rooms together. */
export interface FlashTerms {
  readonly round: string;
  readonly left: number;
}

/** Everything known, at one moment and under the locks of one transaction, about what can be bought. */
export interface Terms {
  readonly now: Date;
  readonly items: ReadonlyMap<string, ItemTerms>;
  /** By "shopId:variantId". */
  readonly listings: ReadonlyMap<string, ListingTerms>;
  /** Location of each shop. */
  readonly locations: ReadonlyMap<string, string>;
  /** By "locationId:variantId". */
  readonly counters: ReadonlyMap<string, CounterTerms>;
  readonly pools: ReadonlyMap<string, PoolTerms>;
  readonly sessions: ReadonlyMap<string, SessionTerms>;
  /** "sessionId:shopId" of the rooms that play or played a session. */
  readonly openRooms: ReadonlySet<string>;
  /** The rule book's limit where neither listing nor pool has its own. */
  readonly personLimit: number;
}

/** The room somebody buys in: both null outside of a live room. */
export interface RoomRef {
  readonly sessionId: string | null;
  readonly roomShopId: string | null;
}

/** A way to buy as it stands now. */
export interface Offer {
  readonly ref: GoodsRef;
  readonly item: ItemTerms;
  readonly sellerShopId: string;
  /** Where pieces are held; null for pool goods. */
  readonly locationId: string | null;
  readonly poolId: string | null;
  /** Session and room credited with the sale; a session counts only when the item is in its line-up. */
  readonly sessionId: string | null;
  readonly roomShopId: string | null;
  readonly priceFen: Fen;
  /** The price outside of the live room or pool, when that is really higher. */
  readonly usualPriceFen: Fen | null;
  /** The counter that is drawn from: "stock:<shopId>:<variantId>" or "pool:<poolId>". */
  readonly resource: string;
  readonly free: number;
  readonly personLimit: number;
  /** The round that the price is from, when it is for so many pieces only. */
  readonly flash: FlashTerms | null;
  /** Why it cannot be bought at all, whatever the quantity. */
  readonly problem: Refusal | null;
}

/** What a way to buy is worth at this moment; null when there is no such thing. */
export function offerNow(ref: GoodsRef, room: RoomRef, terms: Terms): Offer | null {
  return ref.kind === 'listing' ? offerFromStock(ref, room, terms) : offerFromPool(ref, room, terms);
}

function offerFromStock(
  ref: Extract<GoodsRef, { kind: 'listing' }>,
  room: RoomRef,
  terms: Terms,
): Offer | null {
  const listing = terms.listings.get(`${ref.shopId}:${ref.variantId}`);
  const item = terms.items.get(ref.variantId);
  const locationId = terms.locations.get(ref.shopId);
  if (!listing || !item || locationId === undefined) return null;
  const shown = shownInSession(ref.variantId, room, terms, (entry) => {
    return entry.poolId === null && entry.sellerShopId === ref.shopId;
  });
  const { flashPriceFen } = shown;
  const isFlash = flashPriceFen !== null && flashPriceFen < listing.priceFen;
  const priceFen = isFlash ? flashPriceFen : listing.priceFen;
  const counter = terms.counters.get(`${locationId}:${ref.variantId}`) ?? {
    onHand: 0,
    held: 0,
    allocated: 0,
  };
  const exposed = Math.min(counter.onHand, listing.exposureLimit ?? counter.onHand);
  return {
    ref,
    item,
    sellerShopId: ref.shopId,
    locationId,
    poolId: null,
    sessionId: shown.sessionId,
    roomShopId: roomOf(room, terms),
    priceFen,
    usualPriceFen: listing.priceFen > priceFen ? listing.priceFen : null,
    resource: `stock:${ref.shopId}:${ref.variantId}`,
    free: Math.max(0, exposed - counter.held - counter.allocated),
    personLimit: listing.perPersonLimit ?? terms.personLimit,
    flash: isFlash ? shown.flash : null,
    problem: problemOf(item, room, terms) ?? (listing.status === 'off' ? notForSale(item) : null),
  };
}

function offerFromPool(ref: Extract<GoodsRef, { kind: 'pool' }>, room: RoomRef, terms: Terms): Offer | null {
  const pool = terms.pools.get(ref.poolId);
  const item = pool && terms.items.get(pool.variantId);
  if (!pool || !item) return null;
  const listing = terms.listings.get(`${ref.shopId}:${pool.variantId}`);
  const listed = listing?.status === 'on' ? listing.priceFen : null;
  const shown = shownInSession(pool.variantId, room, terms, (entry) => entry.poolId === pool.poolId);
  const priceFen = pool.mode === 'agency' ? pool.retailFen : listed;
  const isOpen = pool.state === 'open' || pool.state === 'formed';
  const inWindow = pool.opensAt <= terms.now && terms.now < pool.cutOffAt;
  return {
    ref,
    item,
    sellerShopId: pool.sellerShopId ?? ref.shopId,
    locationId: null,
    poolId: pool.poolId,
    sessionId: shown.sessionId,
    roomShopId: roomOf(room, terms) ?? ref.shopId,
    priceFen: priceFen ?? 0n,
    usualPriceFen: listed !== null && priceFen !== null && listed > priceFen ? listed : null,
    resource: `pool:${pool.poolId}`,
    free: Math.max(0, pool.cap - pool.heldQuantity - pool.paidQuantity),
    personLimit: pool.perPersonLimit ?? terms.personLimit,
    flash: null,
    problem:
      problemOf(item, room, terms) ??
      (isOpen && inWindow ? null : new Refusal('pool-closed')) ??
      (priceFen === null ? notForSale(item) : null),
  };
}

/**
 * The flash price counts while the session is live, while pieces of its round are left, and only below the listing;
 * credit for the sale lasts beyond the end. Pool goods have no flash price: their ladder is the offer.
 */
function shownInSession(
  variantId: string,
  room: RoomRef,
  terms: Terms,
  matches: (entry: { poolId: string | null; sellerShopId: string | null }) => boolean,
): { sessionId: string | null; flashPriceFen: Fen | null; flash: FlashTerms | null } {
  const session = room.sessionId === null ? undefined : terms.sessions.get(room.sessionId);
  const entry = session?.items.get(variantId);
  if (!session || !entry || !matches(entry) || (session.state !== 'live' && session.state !== 'ended')) {
    return { sessionId: null, flashPriceFen: null, flash: null };
  }
  const isOver = session.state !== 'live' || (entry.flash !== null && entry.flash.left <= 0);
  return {
    sessionId: room.sessionId,
    flashPriceFen: isOver ? null : entry.flashPriceFen,
    flash: isOver ? null : entry.flash,
  };
}

function roomOf({ sessionId, roomShopId }: RoomRef, { openRooms }: Terms): string | null {
  return openRooms.has(`${sessionId}:${roomShopId}`) ? roomShopId : null;
}

function problemOf(item: ItemTerms, { sessionId, roomShopId }: RoomRef, terms: Terms): Refusal | null {
  if (item.isRegulated) return new Refusal('regulated-goods');
  if (item.status !== 'active') return notForSale(item);
  const isInRoom = sessionId !== null || roomShopId !== null;
  if (isInRoom && !terms.openRooms.has(`${sessionId}:${roomShopId}`)) return new Refusal('room-closed');
  return null;
}

function notForSale(item: ItemTerms): Refusal {
  return new Refusal('not-for-sale', { title: item.name });
}
