import type { Reader } from '../../../engines/db/tx.ts';
import { describeItems, findListings } from '../../catalog/index.ts';
import { describeShops } from '../../membership/index.ts';
import { availableStock, locationOfShop } from '../../stock/index.ts';
import { describePools, type PoolBrief } from '../../supply/index.ts';
import { roomTerms, sellerOf, type ItemFacts } from '../rules/room-terms.ts';
import { findSessionItems } from '../store/session-items.ts';
import type { LineUpItem, SessionItemRow, SessionRow } from '../tables.ts';

/** A session as seen from the room of one shop. */
export interface SeenFrom {
  readonly session: SessionRow;
  readonly roomShopId: string;
}

/** An item with what only host and operator see. */
export type ScriptedItem = LineUpItem &
  Pick<SessionItemRow, 'flashPriceFen' | 'flashQuantity' | 'script' | 'sellingPoints'>;

/**
 * The line-ups of rooms, in the order of the rooms given: price now, seller, availability. An item that its seller does
 * not offer in a room is left out there. A fixed number of statements, however many rooms.
 */
export async function lineUps(db: Reader, rooms: readonly SeenFrom[]): Promise<ScriptedItem[][]> {
  const sessionIds = [...new Set(rooms.map(({ session }) => session.sessionId))];
  const items = Map.groupBy(await findSessionItems(db, sessionIds), ({ sessionId }) => sessionId);
  const variantIds = [...items.values()].flatMap((rows) => rows.map(({ variantId }) => variantId));
  const pools = await describePools(
    db,
    [...items.values()].flatMap((rows) => rows.flatMap(({ poolId }) => poolId ?? [])),
  );
  const shown = rooms.map((room) =>
    (items.get(room.session.sessionId) ?? []).map((row) => ({
      room,
      row,
      pool: row.poolId === null ? null : (pools.get(row.poolId) ?? null),
      sellerShopId: sellerIn(room, row, pools),
    })),
  );
  const places = await readPlaces(db, shown.flat(), variantIds);
  return shown.map((room) => room.flatMap((one) => toItem(one, places, db.now) ?? []));
}

interface Shown {
  readonly room: SeenFrom;
  readonly row: SessionItemRow;
  readonly pool: PoolBrief | null;
  readonly sellerShopId: string;
}

function sellerIn(room: SeenFrom, row: SessionItemRow, pools: ReadonlyMap<string, PoolBrief>): string {
  const pool = row.poolId === null ? null : (pools.get(row.poolId) ?? null);
  return sellerOf({ pool, hostShopId: room.session.hostShopId, roomShopId: room.roomShopId });
}

/** Everything the domains below know about what is shown. */
async function readPlaces(db: Reader, shown: readonly Shown[], variantIds: readonly string[]) {
  const sellerIds = [...new Set(shown.map(({ sellerShopId }) => sellerShopId))];
  const keys = new Map(
    shown.map(({ sellerShopId: shopId, row: { variantId } }) => [
      `${shopId}:${variantId}`,
      { shopId, variantId },
    ]),
  );
  const fromStock = shown.filter(({ row }) => row.poolId === null);
  const locations = await locationOfShop(db, [...new Set(fromStock.map(({ sellerShopId }) => sellerShopId))]);
  const stock =
    locations.size === 0
      ? []
      : await availableStock(db, {
          variantIds: [...new Set(fromStock.map(({ row }) => row.variantId))],
          locationIds: [...locations.values()],
        });
  return {
    items: await describeItems(db, [...new Set(variantIds)]),
    shops: await describeShops(db, sellerIds),
    listings: await findListings(db, [...keys.values()]),
    locations,
    stock: new Map(stock.map((row) => [`${row.locationId}:${row.variantId}`, row.available])),
  };
}

function toItem(
  { room, row, pool, sellerShopId }: Shown,
  places: Awaited<ReturnType<typeof readPlaces>>,
  now: Date,
): ScriptedItem | null {
  const item = places.items.get(row.variantId);
  const seller = places.shops.get(sellerShopId);
  if (!item || !seller) throw new Error(`Line-up item ${row.sessionItemId} lost its goods or seller`);
  const listing = places.listings.get(`${sellerShopId}:${row.variantId}`);
  const location = places.locations.get(sellerShopId);
  const terms = roomTerms({
    isLive: room.session.state === 'live',
    hostShopId: room.session.hostShopId,
    roomShopId: room.roomShopId,
    flashPriceFen: row.flashPriceFen,
    flashLeft: row.flashQuantity === null ? null : row.flashQuantity - row.flashTaken,
    pool: row.poolId === null ? null : poolFacts(pool, now),
    listing: listing?.status === 'on' ? listing : null,
    stockAvailable: places.stock.get(`${location}:${row.variantId}`) ?? 0,
  });
  if (terms === null) return null;
  const isPinned = room.session.pinnedItemId === row.sessionItemId;
  return {
    sessionItemId: row.sessionItemId,
    position: row.position,
    item,
    poolId: row.poolId,
    ...terms,
    sellerShopName: seller.name,
    soldQuantity: row.soldQuantity,
    isPinned,
    pinnedAt: isPinned ? room.session.pinnedAt : null,
    progress: pool?.progress ?? null,
    flashPriceFen: row.flashPriceFen,
    flashQuantity: row.flashQuantity,
    script: row.script,
    sellingPoints: [...row.sellingPoints],
  };
}

function poolFacts(pool: PoolBrief | null, now: Date): ItemFacts['pool'] {
  if (pool === null) throw new Error('A line-up item names a pool that is gone');
  const { state, cap, paidQuantity, heldQuantity, priceFen } = pool.progress;
  const isRunning = (state === 'open' || state === 'formed') && now < pool.cutOffAt;
  return {
    mode: pool.mode,
    sellerShopId: pool.sellerShopId,
    priceFen,
    available: isRunning ? cap - paidQuantity - heldQuantity : 0,
  };
}

/** The item without what only host and operator see. */
export function publicItem({
  flashPriceFen: _f,
  flashQuantity: _q,
  script: _s,
  sellingPoints: _p,
  ...item
}: ScriptedItem): LineUpItem {
  return item;
}
