import { expect, test } from 'vitest';
import { checkLineUp, type Candidate } from './check-line-up.ts';

const startsAt = new Date('2026-11-23T11:30:00Z');
const pool = {
  isUnknown: false,
  isRunning: true,
  cutOffAt: new Date('2026-11-23T14:00:00Z'),
  mode: 'agency',
} as const;
const eggs: Candidate = {
  title: '鸡蛋',
  variantId: 'eggs',
  isRegulated: false,
  flashPriceFen: null,
  pool: null,
  isListed: true,
};

function refusal(...candidates: Candidate[]): [string, string | null] | null {
  try {
    checkLineUp(candidates, startsAt);
    return null;
  } catch (error) {
    const { code, field } = error as { code: string; field: string | null };
    return [code, field];
  }
}

test('listed goods and running pools may be shown', () => {
  expect(refusal(eggs, { ...eggs, variantId: 'tissue', pool, isListed: false })).toBeNull();
  expect(refusal({ ...eggs, flashPriceFen: 1n })).toBeNull();
});

test.each<[string, Partial<Candidate>, string, string]>([
  ['regulated goods', { isRegulated: true }, 'regulated-goods', 'items.0.variantId'],
  ['regulated goods in a pool', { isRegulated: true, pool }, 'regulated-goods', 'items.0.variantId'],
  ['goods nobody lists', { isListed: false }, 'not-for-sale', 'items.0.variantId'],
  [
    'own pool not listed',
    { isListed: false, pool: { ...pool, mode: 'own' } },
    'not-for-sale',
    'items.0.variantId',
  ],
  ['a foreign pool', { pool: { ...pool, isUnknown: true } }, 'not-found', 'items.0.poolId'],
  ['a pool that is over', { pool: { ...pool, isRunning: false } }, 'pool-closed', 'items.0.poolId'],
  [
    'a cut-off before the start',
    { pool: { ...pool, cutOffAt: startsAt } },
    'cut-off-too-early',
    'items.0.poolId',
  ],
  ['a flash price on a pool', { pool, flashPriceFen: 1n }, 'pool-state', 'items.0.flashPriceFen'],
])('%s', (_name, fault, code, field) => {
  expect(refusal({ ...eggs, ...fault })).toEqual([code, field]);
});

test('an item is shown once', () => {
  expect(refusal(eggs, eggs)).toEqual(['item-twice', 'items.1.variantId']);
});
