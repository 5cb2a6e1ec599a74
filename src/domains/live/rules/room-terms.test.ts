import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roomTerms, sellerOf, type ItemFacts } from './room-terms.ts';

const stockGoods: ItemFacts = {
  isLive: true,
  hostShopId: 'host',
  roomShopId: 'room',
  flashPriceFen: null,
  flashLeft: null,
  pool: null,
  listing: { priceFen: 1_000n, exposureLimit: null },
  stockAvailable: 8,
};
const agency = { mode: 'agency', sellerShopId: 'seller', priceFen: 2_380n, available: 18 } as const;
const own = { mode: 'own', sellerShopId: null, priceFen: null, available: 18 } as const;

test('goods from stock are sold by the host’s shop in every room', () => {
  expect(roomTerms(stockGoods)).toEqual({
    sellerShopId: 'host',
    priceFen: 1_000n,
    usualPriceFen: null,
    isFlash: false,
    flashLeft: null,
    available: 8,
  });
});

test('a flash price holds while live and only below the usual price', () => {
  const flash = { ...stockGoods, flashPriceFen: 880n };
  expect(roomTerms(flash)).toMatchObject({ priceFen: 880n, usualPriceFen: 1_000n, isFlash: true });
  expect(roomTerms({ ...flash, flashLeft: 3 })).toMatchObject({ isFlash: true, flashLeft: 3 });
  expect(roomTerms({ ...flash, flashLeft: 0 })).toMatchObject({ priceFen: 1_000n, isFlash: false });
  expect(roomTerms({ ...flash, isLive: false })).toMatchObject({ priceFen: 1_000n, isFlash: false });
  expect(roomTerms({ ...flash, flashPriceFen: 1_000n })).toMatchObject({
    usualPriceFen: null,
    isFlash: false,
  });
});

test('an agency pool has one seller and its rung’s price; the seller’s listing is the usual one when higher', () => {
  const facts = { ...stockGoods, pool: agency };
  expect(roomTerms({ ...facts, listing: { priceFen: 3_200n, exposureLimit: 2 } })).toEqual({
    sellerShopId: 'seller',
    priceFen: 2_380n,
    usualPriceFen: 3_200n,
    isFlash: false,
    flashLeft: null,
    available: 18,
  });
  expect(roomTerms({ ...facts, listing: null })).toMatchObject({ priceFen: 2_380n, usualPriceFen: null });
});

test('in an own pool each room’s shop sells at its own price, or not at all', () => {
  const facts = { ...stockGoods, pool: own };
  expect(sellerOf(facts)).toBe('room');
  expect(roomTerms(facts)).toMatchObject({ sellerShopId: 'room', priceFen: 1_000n, usualPriceFen: null });
  expect(roomTerms({ ...facts, listing: null })).toBeNull();
});

test('what the seller has not listed is not offered; an exposure limit bounds what is', () => {
  expect(roomTerms({ ...stockGoods, listing: null })).toBeNull();
  expect(roomTerms({ ...stockGoods, listing: { priceFen: 1n, exposureLimit: 3 } })!.available).toBe(3);
});

test('a struck price is always really higher and nothing is ever available below zero', () => {
  const fen = fc.bigInt({ min: 0n, max: 10_000n });
  const facts = fc.record({
    isLive: fc.boolean(),
    hostShopId: fc.constant('host'),
    roomShopId: fc.constant('room'),
    flashPriceFen: fc.option(fen),
    flashLeft: fc.option(fc.nat(5)),
    pool: fc.constantFrom(null, agency, own),
    listing: fc.option(fc.record({ priceFen: fen, exposureLimit: fc.option(fc.nat(20)) })),
    stockAvailable: fc.integer({ min: -5, max: 50 }),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const terms = roomTerms(given);
      if (terms === null) return;
      expect(terms.usualPriceFen === null || terms.usualPriceFen > terms.priceFen).toBe(true);
      expect(terms.available).toBeGreaterThanOrEqual(0);
      expect(terms.isFlash).toBe(given.pool === null && terms.usualPriceFen !== null);
    }),
  );
});
