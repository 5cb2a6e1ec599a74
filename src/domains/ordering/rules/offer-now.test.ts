import { describe, expect, test } from 'vitest';
import { goodsKeyOf, parseGoodsKey } from './goods-key.ts';
import { offerNow, type FlashTerms, type PoolTerms, type Terms } from './offer-now.ts';

const [shop, other, variant, poolId, session] = ['a', 'b', 'c', 'd', 'e'].map(
  (end) => `00000000-0000-7000-8000-00000000000${end}`,
) as [string, string, string, string, string];
const now = new Date('2026-11-23T19:00:00+08:00');

const pool: PoolTerms = {
  poolId,
  variantId: variant,
  mode: 'agency',
  sellerShopId: other,
  state: 'open',
  cap: 100,
  heldQuantity: 10,
  paidQuantity: 82,
  opensAt: new Date('2026-11-23T08:00:00+08:00'),
  cutOffAt: new Date('2026-11-23T20:00:00+08:00'),
  perPersonLimit: 5,
  retailFen: 2_380n,
};
const item = {
  variantId: variant,
  name: '白糖罂荔枝',
  spec: '2.5 kg',
  categoryCode: '0218',
  isRegulated: false,
  status: 'active',
} as const;
const terms: Terms = {
  now,
  items: new Map([[variant, item]]),
  listings: new Map([
    [`${shop}:${variant}`, { priceFen: 3_200n, exposureLimit: 8, perPersonLimit: null, status: 'on' }],
  ]),
  locations: new Map([[shop, 'loc']]),
  counters: new Map([[`loc:${variant}`, { onHand: 20, held: 2, allocated: 1 }]]),
  pools: new Map([[poolId, pool]]),
  sessions: new Map(),
  openRooms: new Set(),
  personLimit: 20,
};
const outside = { sessionId: null, roomShopId: null };
const inRoom = { sessionId: session, roomShopId: other };
const fromStock = { kind: 'listing', shopId: shop, variantId: variant } as const;
const fromPool = { kind: 'pool', poolId, shopId: shop } as const;

function live(
  entry: { poolId: string | null; sellerShopId: string; flash?: FlashTerms },
  state = 'live',
): Terms {
  return {
    ...terms,
    sessions: new Map([
      [session, { state, items: new Map([[variant, { flashPriceFen: 2_600n, flash: null, ...entry }]]) }],
    ]),
    openRooms: new Set([`${session}:${other}`]),
  };
}

describe('what a way to buy is worth now', () => {
  test('keys go there and back, anything else is no key', () => {
    expect(parseGoodsKey(goodsKeyOf(fromStock))).toEqual(fromStock);
    expect(parseGoodsKey(goodsKeyOf(fromPool))).toEqual(fromPool);
    expect(parseGoodsKey(`pool:${poolId}`)).toBeNull();
  });
  test('stock: the exposure limit counts what is promised already', () => {
    expect(offerNow(fromStock, outside, terms)).toMatchObject({
      priceFen: 3_200n,
      free: 5,
      personLimit: 20,
      problem: null,
    });
  });
  test('stock: the flash price holds in its live session only, the credit stays after the end', () => {
    const entry = { poolId: null, sellerShopId: shop };
    expect(offerNow(fromStock, inRoom, live(entry))).toMatchObject({
      priceFen: 2_600n,
      usualPriceFen: 3_200n,
      sessionId: session,
      roomShopId: other,
    });
    expect(offerNow(fromStock, inRoom, live(entry, 'ended'))).toMatchObject({
      priceFen: 3_200n,
      sessionId: session,
    });
    expect(offerNow(fromStock, outside, live(entry))).toMatchObject({ priceFen: 3_200n, sessionId: null });
  });
  test('a flash price above the listing is none', () => {
    const dear = live({ poolId: null, sellerShopId: shop });
    const listings = new Map([
      [`${shop}:${variant}`, { ...terms.listings.get(`${shop}:${variant}`)!, priceFen: 2_500n }],
    ]);
    expect(offerNow(fromStock, inRoom, { ...dear, listings })).toMatchObject({
      priceFen: 2_500n,
      usualPriceFen: null,
    });
  });
  test('the flash price of a pool does not leak to a shop that sells the same item', () => {
    expect(offerNow(fromStock, inRoom, live({ poolId, sellerShopId: other }))).toMatchObject({
      priceFen: 3_200n,
      sessionId: null,
    });
  });
  test('a room that the shop has not joined is refused', () => {
    expect(offerNow(fromStock, inRoom, terms)?.problem?.code).toBe('room-closed');
  });
  test('agency pool: one price, one seller, credited to the door it was bought at', () => {
    expect(offerNow(fromPool, outside, terms)).toMatchObject({
      sellerShopId: other,
      roomShopId: shop,
      priceFen: 2_380n,
      usualPriceFen: 3_200n,
      free: 8,
      personLimit: 5,
      problem: null,
    });
  });
  test('own pool: the shop sells at its own price, or not at all', () => {
    const own: Terms = {
      ...terms,
      pools: new Map([[poolId, { ...pool, mode: 'own', sellerShopId: null, retailFen: null }]]),
    };
    expect(offerNow(fromPool, outside, own)).toMatchObject({ sellerShopId: shop, priceFen: 3_200n });
    expect(offerNow({ ...fromPool, shopId: other }, outside, own)?.problem?.code).toBe('not-for-sale');
  });
  test('a pool sells inside its window only', () => {
    const at = (over: Partial<PoolTerms>) => ({ ...terms, pools: new Map([[poolId, { ...pool, ...over }]]) });
    expect(offerNow(fromPool, outside, at({ cutOffAt: now }))?.problem?.code).toBe('pool-closed');
    expect(offerNow(fromPool, outside, at({ state: 'closed' }))?.problem?.code).toBe('pool-closed');
    expect(offerNow(fromPool, outside, at({ state: 'formed' }))?.problem).toBeNull();
  });
  test('regulated goods are not sold here', () => {
    const regulated = { ...terms, items: new Map([[variant, { ...item, isRegulated: true }]]) };
    expect(offerNow(fromStock, outside, regulated)?.problem?.code).toBe('regulated-goods');
  });
});
