import { expect, test } from 'vitest';
import { textsOf } from '../../kit/text.ts';
import { poolTexts } from '../texts/pool.ts';
import { gapOf, poolWords, rungs } from './pool-words.ts';

const T = textsOf(poolTexts, 'zh');
const open: Parameters<typeof poolWords>[0] = {
  poolId: 'p',
  state: 'open',
  paidQuantity: 12,
  heldQuantity: 3,
  cap: 200,
  threshold: 30,
  tierIndex: -1,
  tiers: [
    { minQuantity: 30, retailFen: '2380' },
    { minQuantity: 60, retailFen: '1990' },
  ],
  priceFen: '2380',
  nextGap: 18,
  nextRetailFen: '2380',
  cutOffAt: '2026-11-23T12:00:00Z',
  serverNow: '2026-11-23T10:00:00Z',
};

test('below the threshold only forming counts', () => {
  expect(poolWords(open, T)).toBe('再喊 **18** 件成团');
  expect(gapOf(open)).toBe(18);
});

test('once formed, the next price for everybody', () => {
  const formed = { ...open, state: 'formed', paidQuantity: 42, nextGap: 18, nextRetailFen: '1990' } as const;
  expect(poolWords(formed, T)).toBe('再喊 **18** 件，全员降到 ¥19.90');
});

test('no price for everybody where each shop has its own', () => {
  const own = { ...open, state: 'formed', paidQuantity: 42, priceFen: null, nextRetailFen: null } as const;
  expect(poolWords(own, T)).toBe('已成团，**42** 件');
});

test('after the cut-off nothing is left to collect', () => {
  expect(gapOf({ ...open, state: 'closed' })).toBeUndefined();
});

test('the threshold is a rung too', () => {
  expect(rungs({ ...open, threshold: 20 })).toEqual([20, 30, 60]);
});
