import { expect, test } from 'vitest';
import type { Progress } from './answers.ts';
import { poolStep } from './pool-state.ts';

const progress: Progress = {
  poolId: 'p',
  state: 'open',
  paidQuantity: 12,
  heldQuantity: 0,
  cap: 200,
  threshold: 30,
  tierIndex: -1,
  tiers: [
    { minQuantity: 30, retailFen: '2380' },
    { minQuantity: 100, retailFen: '1990' },
  ],
  priceFen: '2380',
  nextGap: 18,
  nextRetailFen: '2380',
  cutOffAt: '2026-11-22T10:46:00Z',
  serverNow: '2026-11-22T08:32:00Z',
};

test('below the threshold the pool must first go ahead', () => {
  expect(poolStep(progress)).toEqual({ kind: 'to-form', gap: 18 });
});

test('formed pools speak of the next price, and of none when there is none', () => {
  const formed: Progress = {
    ...progress,
    state: 'formed',
    paidQuantity: 82,
    nextGap: 18,
    nextRetailFen: '1990',
  };
  expect(poolStep(formed)).toEqual({ kind: 'to-next', gap: 18, retailFen: '1990' });
  expect(poolStep({ ...formed, nextGap: null, nextRetailFen: null })).toEqual({ kind: 'lowest' });
  const own = { ...formed, priceFen: null, nextRetailFen: null };
  expect(poolStep(own)).toEqual({ kind: 'formed' });
});

test('what is over promises nothing more', () => {
  expect(poolStep({ ...progress, state: 'failed' })).toEqual({ kind: 'failed' });
  expect(poolStep({ ...progress, state: 'received' })).toEqual({ kind: 'closed' });
});
