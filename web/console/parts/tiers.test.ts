import { expect, test } from 'vitest';
import { belowBase, marginOf, nextTier, packsAround, wireTiers } from './tiers.ts';

test('margin is the share of the retail price that is left after the cost', () => {
  expect(marginOf({ minQuantity: 48, costFen: '1960', retailFen: '2500' })).toBe(21.6);
  expect(marginOf({ minQuantity: 48, costFen: '2600', retailFen: '2500' })).toBe(-4);
  expect(marginOf({ minQuantity: 48, costFen: undefined, retailFen: '2500' })).toBeUndefined();
  expect(marginOf({ minQuantity: 48, costFen: '100', retailFen: '0' })).toBeUndefined();
});

test('what a piece is sold below the base cost, and nothing at or above it', () => {
  const tier = { minQuantity: 48, costFen: '1120', retailFen: '1280' };
  expect(belowBase(tier, '1480')).toBe(200n);
  expect(belowBase(tier, '1280')).toBeUndefined();
  expect(belowBase({ ...tier, retailFen: undefined }, '1480')).toBeUndefined();
});

test('a quantity between two packs is told both, one in a pack nothing', () => {
  expect(packsAround(50, 12)).toEqual({ lower: 48, upper: 60 });
  expect(packsAround(5, 12)).toEqual({ lower: 12, upper: 12 });
  expect(packsAround(48, 12)).toBeUndefined();
});

test('a further tier starts at twice the quantity', () => {
  expect(nextTier([{ minQuantity: 48, costFen: '1', retailFen: '2' }]).minQuantity).toBe(96);
  expect(nextTier([]).minQuantity).toBeUndefined();
});

test('a missing part travels as something the server names at its field', () => {
  expect(wireTiers([{ minQuantity: undefined, costFen: '1', retailFen: undefined }])).toEqual([
    { minQuantity: 0, costFen: '1', retailFen: '' },
  ]);
});
