import type { Tx } from '../../../engines/db/tx.ts';
import { findListings, itemTerms } from '../../catalog/index.ts';
import { liveTerms, lockFlash, roomsOpen } from '../../live/index.ts';
import type { Rules } from '../../rulebook/index.ts';
import { locationOfShop, lockCounters } from '../../stock/index.ts';
import { lockPools } from '../../supply/index.ts';
import type { GoodsRef } from '../rules/goods-key.ts';
import type { RoomRef, Terms } from '../rules/offer-now.ts';

/**
 * Reads all that decides about these ways to buy and locks what they draw from until the transaction ends: counters
 * in key order, then pools in key order, then limited flash prices. A number of statements that does not grow with the batch.
 */
export async function lockTerms(
  tx: Tx,
  refs: readonly GoodsRef[],
  rooms: readonly RoomRef[],
  rules: Rules,
): Promise<Terms> {
  const fromStock = unique(
    refs.flatMap((ref) => (ref.kind === 'listing' ? [{ shopId: ref.shopId, variantId: ref.variantId }] : [])),
  );
  const fromPools = refs.flatMap((ref) => (ref.kind === 'pool' ? [ref] : []));
  const listings = new Map(fromStock.length > 0 ? await findListings(tx, fromStock) : []);
  const listed = fromStock.filter((key) => listings.has(`${key.shopId}:${key.variantId}`));
  const locations = await locationsOf(tx, listed);
  const counters = await lockCounters(
    tx,
    listed.flatMap(({ shopId, variantId }) => {
      const locationId = locations.get(shopId);
      return locationId === undefined ? [] : [{ locationId, variantId }];
    }),
  );
  const pools = await lockPools(tx, [...new Set(fromPools.map(({ poolId }) => poolId))]);
  const ownPrices = unique(
    fromPools.flatMap(({ poolId, shopId }) => {
      const pool = pools.get(poolId);
      return pool?.mode === 'own' ? [{ shopId, variantId: pool.variantId }] : [];
    }),
  );
  if (ownPrices.length > 0) {
    for (const [key, listing] of await findListings(tx, ownPrices)) listings.set(key, listing);
  }
  const variantIds = new Set([
    ...listed.map(({ variantId }) => variantId),
    ...[...pools.values()].map(({ variantId }) => variantId),
  ]);
  return {
    now: tx.now,
    items: await itemTerms(tx, [...variantIds]),
    listings,
    locations,
    counters,
    pools,
    ...(await roomTerms(tx, rooms)),
    personLimit: rules.perPersonLimit,
  };
}

async function locationsOf(
  tx: Tx,
  listed: readonly { readonly shopId: string }[],
): Promise<Map<string, string>> {
  if (listed.length === 0) return new Map();
  return locationOfShop(tx, [...new Set(listed.map(({ shopId }) => shopId))]);
}

/** Sessions as they sell; what is left of their limited flash prices is read under its lock. */
async function sessionTerms(tx: Tx, sessionIds: readonly string[]): Promise<Terms['sessions']> {
  if (sessionIds.length === 0) return new Map();
  const sessions = await liveTerms(tx, sessionIds);
  const limited = [...sessions].flatMap(([sessionId, { items }]) =>
    [...items.values()].some(({ flash }) => flash !== null) ? [sessionId] : [],
  );
  if (limited.length === 0) return sessions;
  const locked = await lockFlash(tx, limited);
  return new Map(
    [...sessions].map(([sessionId, session]) => {
      const items = [...session.items].map(([variantId, item]) => {
        return [
          variantId,
          { ...item, flash: item.flash && (locked.get(item.sessionItemId) ?? null) },
        ] as const;
      });
      return [sessionId, { ...session, items: new Map(items) }];
    }),
  );
}

async function roomTerms(tx: Tx, rooms: readonly RoomRef[]): Promise<Pick<Terms, 'sessions' | 'openRooms'>> {
  const pairs = unique(
    rooms.flatMap(({ sessionId, roomShopId }) =>
      sessionId !== null && roomShopId !== null ? [{ sessionId, shopId: roomShopId }] : [],
    ),
  );
  const sessionIds = [...new Set(rooms.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId])))];
  return {
    sessions: await sessionTerms(tx, sessionIds),
    openRooms: pairs.length > 0 ? await roomsOpen(tx, pairs) : new Set(),
  };
}

function unique<T extends object>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
