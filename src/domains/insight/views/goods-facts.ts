import type { Reader } from '../../../engines/db/tx.ts';
import { addSeconds, shanghaiDay } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { GoodsFacts } from '../../../solvers/lineup/business-terms.ts';
import {
  describeItems,
  findListings,
  wholesalePrices,
  type Item,
  type ListingOffer,
} from '../../catalog/index.ts';
import { itemShowings } from '../../live/index.ts';
import { availableStock, locationOfShop, soonestExpiries } from '../../stock/index.ts';
import { openPoolsForSale, type PoolBrief } from '../../supply/index.ts';
import { conversionOf, type Conversion } from '../rules/live-conversion.ts';

/** An item as it can be sold in a shop's live. */
export interface DayGoods {
  readonly facts: GoodsFacts;
  readonly pool: PoolBrief | null;
  readonly priceFen: Fen | null;
}

export interface LiveDay {
  readonly shopId: string;
  readonly startsAt: Date;
  readonly hostMemberId: string | null;
}

const poolsMax = 200;
const showingDays = 90;
const daySeconds = 86_400;

/** What holds on that day for these items and for everything whose pool still runs then, by variant. */
export async function readGoodsFacts(
  db: Reader,
  variantIds: readonly string[],
  day: LiveDay,
): Promise<Map<string, DayGoods>> {
  const { shopId, startsAt } = day;
  const running = (await openPoolsForSale(db, { limit: poolsMax })).rows;
  const pools = new Map(
    running.filter(({ cutOffAt }) => cutOffAt > startsAt).map((pool) => [pool.variantId, pool]),
  );
  const ids = [...new Set([...variantIds, ...pools.keys()])];
  const items = await describeItems(db, ids);
  const listings = await findListings(
    db,
    ids.map((variantId) => ({ shopId, variantId })),
  );
  const shelf = await readShelf(db, shopId, ids);
  const costs = await wholesalePrices(db, ids);
  const showings = await itemShowings(db, addSeconds(db.now, -showingDays * daySeconds));
  const conversion = conversionOf(showings, (variantId) => items.get(variantId)?.categoryCode);
  return new Map(
    [...items].map(([variantId, item]) => {
      const known = { item, listing: listings.get(`${shopId}:${variantId}`), pool: pools.get(variantId) };
      return [variantId, factsOf(known, { shelf, cost: costs.get(variantId), conversion, day })];
    }),
  );
}

interface Shelf {
  /** Counters by variant. */
  readonly counters: ReadonlyMap<string, { onHand: number; held: number; allocated: number }>;
  readonly expiries: ReadonlyMap<string, string>;
}

async function readShelf(db: Reader, shopId: string, variantIds: readonly string[]): Promise<Shelf> {
  const locationId = (await locationOfShop(db, [shopId])).get(shopId);
  if (locationId === undefined) return { counters: new Map(), expiries: new Map() };
  const counters = await availableStock(db, { variantIds, locationIds: [locationId] });
  return {
    counters: new Map(counters.map((counter) => [counter.variantId, counter])),
    expiries: await soonestExpiries(db, locationId, variantIds),
  };
}

interface Known {
  readonly item: Item;
  readonly listing: ListingOffer | undefined;
  readonly pool: PoolBrief | undefined;
}

interface Around {
  readonly shelf: Shelf;
  readonly cost: Fen | undefined;
  readonly conversion: Conversion;
  readonly day: LiveDay;
}

function factsOf({ item, listing, pool }: Known, { shelf, cost, conversion, day }: Around): DayGoods {
  const { variantId, categoryCode: category, isRegulated } = item;
  const isListed = listing?.status === 'on';
  // An own pool is sold at the shop's price: without a listing there is none.
  const shown = pool && (pool.mode === 'agency' || isListed) ? pool : undefined;
  const priceFen = isListed ? listing.priceFen : null;
  const available = shown || !isListed ? null : free(shelf.counters.get(variantId), listing.exposureLimit);
  const expiresOn = shelf.expiries.get(variantId);
  const expiresInDays = expiresOn === undefined ? null : daysBetween(shanghaiDay(day.startsAt), expiresOn);
  return {
    pool: shown ?? null,
    priceFen,
    facts: {
      ...{ category, isRegulated, available, expiresInDays: shown ? null : expiresInDays },
      isForSale: item.status === 'active' && (shown !== undefined || (isListed && available !== 0)),
      marginBps: priceFen !== null && cost !== undefined ? marginBps(priceFen, cost) : null,
      pool: shown ? { gap: shown.progress.nextGap, threshold: shown.progress.threshold } : null,
      conversion: conversion.ofItem(variantId),
      hostSkill: day.hostMemberId === null ? null : conversion.ofHost(day.hostMemberId, category),
    },
  };
}

/** Pieces that can still be sold: what is free, and no more than the shop lets be sold. */
function free(
  counter: { readonly onHand: number; readonly held: number; readonly allocated: number } | undefined,
  exposureLimit: number | null,
): number {
  if (!counter) return 0;
  return Math.max(
    0,
    Math.min(counter.onHand, exposureLimit ?? counter.onHand) - counter.held - counter.allocated,
  );
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (daySeconds * 1_000);
}

function marginBps(priceFen: Fen, costFen: Fen): number | null {
  return priceFen > 0n ? Number(((priceFen - costFen) * 10_000n) / priceFen) : null;
}
