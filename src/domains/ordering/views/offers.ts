import type { Reader } from '../../../engines/db/tx.ts';
import { describeItems, findListings, type Item } from '../../catalog/index.ts';
import { liveTerms, roomsOpen } from '../../live/index.ts';
import { currentRules } from '../../rulebook/index.ts';
import { availableStock, locationOfShop } from '../../stock/index.ts';
import { describePools, type PoolBrief, type PoolProgress } from '../../supply/index.ts';
import { parseGoodsKey, type GoodsRef } from '../rules/goods-key.ts';
import { offerNow, type Offer, type PoolTerms, type RoomRef, type Terms } from '../rules/offer-now.ts';

/** An offer as people are shown it, with the whole item and how far its pool is. */
export interface ShownOffer extends Offer {
  readonly item: Item;
  readonly progress: PoolProgress | null;
}

/**
 * What ways to buy are worth now, decided by the same rule as the intake but without locks: it may have changed when
 * the order comes. One answer per question, null where there is no such thing.
 */
export async function describeOffers(
  db: Reader,
  asks: readonly ({ readonly goodsKey: string } & RoomRef)[],
): Promise<(ShownOffer | null)[]> {
  const refs = asks.map(({ goodsKey }) => parseGoodsKey(goodsKey));
  const known = refs.filter((ref) => ref !== null);
  if (known.length === 0) return asks.map(() => null);
  const pools = await describePools(
    db,
    known.flatMap((ref) => (ref.kind === 'pool' ? [ref.poolId] : [])),
  );
  const pairs = known.flatMap((ref) => pairOf(ref, pools));
  const items = await describeItems(
    db,
    pairs.map(({ variantId }) => variantId),
  );
  const terms = {
    now: db.now,
    items,
    listings: pairs.length > 0 ? await findListings(db, pairs) : new Map(),
    pools: new Map([...pools].map(([poolId, pool]) => [poolId, poolTerms(pool)])),
    personLimit: (await currentRules(db)).rules.perPersonLimit,
    ...(await stockTerms(db, known)),
    ...(await roomTerms(db, asks)),
  };
  return asks.map((room, at) => {
    const ref = refs[at];
    const offer = ref ? offerNow(ref, room, terms) : null;
    const item = offer && items.get(offer.item.variantId);
    if (!offer || !item) return null;
    return {
      ...offer,
      item,
      progress: offer.poolId === null ? null : (pools.get(offer.poolId)?.progress ?? null),
    };
  });
}

function pairOf(
  ref: GoodsRef,
  pools: ReadonlyMap<string, PoolBrief>,
): { shopId: string; variantId: string }[] {
  if (ref.kind === 'listing') return [{ shopId: ref.shopId, variantId: ref.variantId }];
  const pool = pools.get(ref.poolId);
  return pool ? [{ shopId: ref.shopId, variantId: pool.variantId }] : [];
}

function poolTerms({ progress, ...pool }: PoolBrief): PoolTerms {
  const { state, cap, heldQuantity, paidQuantity, priceFen } = progress;
  return { ...pool, state, cap, heldQuantity, paidQuantity, retailFen: priceFen };
}

async function stockTerms(
  db: Reader,
  refs: readonly GoodsRef[],
): Promise<Pick<Terms, 'locations' | 'counters'>> {
  const listed = refs.flatMap((ref) => (ref.kind === 'listing' ? [ref] : []));
  if (listed.length === 0) return { locations: new Map(), counters: new Map() };
  const locations = await locationOfShop(db, [...new Set(listed.map(({ shopId }) => shopId))]);
  const stock = await availableStock(db, {
    locationIds: [...locations.values()],
    variantIds: [...new Set(listed.map(({ variantId }) => variantId))],
  });
  return {
    locations,
    counters: new Map(stock.map((row) => [`${row.locationId}:${row.variantId}`, row])),
  };
}

async function roomTerms(
  db: Reader,
  rooms: readonly RoomRef[],
): Promise<Pick<Terms, 'sessions' | 'openRooms'>> {
  const inRoom = rooms.flatMap(({ sessionId, roomShopId }) =>
    sessionId === null ? [] : [{ sessionId, roomShopId }],
  );
  if (inRoom.length === 0) return { sessions: new Map(), openRooms: new Set() };
  const pairs = inRoom.flatMap(({ sessionId, roomShopId }) =>
    roomShopId === null ? [] : [{ sessionId, shopId: roomShopId }],
  );
  return {
    sessions: await liveTerms(db, [...new Set(inRoom.map(({ sessionId }) => sessionId))]),
    openRooms: pairs.length > 0 ? await roomsOpen(db, pairs) : new Set(),
  };
}
