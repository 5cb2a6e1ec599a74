import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { distanceMetre, type Point } from '../../../kernel/geo.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { findListings, listedGoods } from '../../catalog/index.ts';
import { listLiveRooms, liveTerms } from '../../live/index.ts';
import { describeShops, type Shop } from '../../membership/index.ts';
import { openPoolsForSale, type PoolBrief } from '../../supply/index.ts';
import { goodsKeyOf } from '../rules/goods-key.ts';
import type { RoomRef } from '../rules/offer-now.ts';
import { goodsOf, shopsOf } from './goods.ts';
import { describeOffers } from './offers.ts';

type Query = Input<typeof ordering.listGoods>;
type Ask = { goodsKey: string } & RoomRef;
interface Page {
  readonly asks: Ask[];
  readonly nextCursor: string | null;
}

const outside = { sessionId: null, roomShopId: null };

/**
 * What can be bought: pools first, soonest cut-off first, then goods on the shelf. A cursor says in which of the two
 * parts the next page goes on.
 */
export async function listGoods(db: Reader, query: Query): Promise<Output<typeof ordering.listGoods>> {
  const place =
    query.lng !== undefined && query.lat !== undefined ? { lng: query.lng, lat: query.lat } : null;
  const { asks, nextCursor } = await pageOfAsks(db, query, place);
  const offers = (await describeOffers(db, asks)).filter((offer) => offer !== null);
  const shops = await shopsOf(db, offers);
  return {
    rows: offers
      .filter(
        ({ problem, usualPriceFen }) =>
          problem === null && (query.only !== 'flash' || usualPriceFen !== null),
      )
      .map((offer) => goodsOf(offer, shops, place)),
    nextCursor,
  };
}

async function pageOfAsks(db: Reader, query: Query, place: Point | null): Promise<Page> {
  if (query.only === 'flash') return flashAsks(db, query);
  const [part, inner] = readCursor(query);
  const pools =
    part === 'pools'
      ? await poolAsks(db, { ...query, cursor: inner }, place)
      : { asks: [], nextCursor: null };
  if (pools.nextCursor !== null) return { asks: pools.asks, nextCursor: `pools ${pools.nextCursor}` };
  const room = query.limit - pools.asks.length;
  if (query.only === 'pools') return pools;
  if (room === 0) return { asks: pools.asks, nextCursor: 'stock' };
  const cursor = part === 'stock' ? inner : undefined;
  const stock = await listedGoods(db, { ...query, cursor, limit: room });
  return {
    asks: [
      ...pools.asks,
      ...stock.rows.map(({ shopId, variantId }) => ({
        goodsKey: goodsKeyOf({ kind: 'listing', shopId, variantId }),
        ...outside,
      })),
    ],
    nextCursor: stock.nextCursor === null ? null : `stock ${stock.nextCursor}`,
  };
}

function readCursor({ cursor, only }: Query): ['pools' | 'stock', string | undefined] {
  if (cursor === undefined) return [only === 'stock' ? 'stock' : 'pools', undefined];
  const [part, inner] = cursor.split(' ');
  if (part !== 'pools' && part !== 'stock') throw new Refusal('not-found', {}, 'cursor');
  return [part, inner];
}

/** Pools at the door of the shop asked for; else of their seller, or of the nearest shop that sells the item. */
async function poolAsks(db: Reader, query: Query, place: Point | null): Promise<Page> {
  const { rows, nextCursor } = await openPoolsForSale(db, query);
  const doors = await doorsOf(db, rows, query.shopId, place);
  return {
    asks: rows.flatMap(({ poolId }) => {
      const shopId = doors.get(poolId);
      return shopId ? [{ goodsKey: goodsKeyOf({ kind: 'pool', poolId, shopId }), ...outside }] : [];
    }),
    nextCursor,
  };
}

async function doorsOf(
  db: Reader,
  pools: readonly PoolBrief[],
  shopId: string | undefined,
  place: Point | null,
): Promise<Map<string, string>> {
  const doors = new Map<string, string>();
  for (const pool of pools) {
    const door = shopId ?? pool.sellerShopId;
    if (door) doors.set(pool.poolId, door);
  }
  const own = pools.filter((pool) => !doors.has(pool.poolId));
  if (own.length === 0) return doors;
  const shops = nearestFirst([...(await describeShops(db)).values()], place);
  const listings = await findListings(
    db,
    own.flatMap(({ variantId }) => shops.map((shop) => ({ shopId: shop.shopId, variantId }))),
  );
  for (const { poolId, variantId } of own) {
    const seller = shops.find((shop) => listings.get(`${shop.shopId}:${variantId}`)?.status === 'on');
    if (seller) doors.set(poolId, seller.shopId);
  }
  return doors;
}

function nearestFirst(shops: readonly Shop[], place: Point | null): Shop[] {
  return place ? shops.toSorted((a, b) => distanceMetre(place, a) - distanceMetre(place, b)) : [...shops];
}

/** What is cheaper in a live session right now; few enough for one page. */
async function flashAsks(db: Reader, query: Query): Promise<Page> {
  const rooms = (await listLiveRooms(db)).filter(
    ({ shopId }) => query.shopId === undefined || shopId === query.shopId,
  );
  const roomOf = new Map(rooms.map(({ sessionId, shopId }) => [sessionId, shopId]));
  const sessions = await liveTerms(db, [...roomOf.keys()]);
  const asks = [...sessions].flatMap(([sessionId, { items, hostShopId: shopId }]) =>
    [...items].flatMap(([variantId, { flashPriceFen, poolId }]) =>
      flashPriceFen === null || poolId !== null
        ? []
        : [
            {
              goodsKey: goodsKeyOf({ kind: 'listing', shopId, variantId }),
              sessionId,
              roomShopId: roomOf.get(sessionId)!,
            },
          ],
    ),
  );
  return { asks: asks.slice(0, query.limit), nextCursor: null };
}
