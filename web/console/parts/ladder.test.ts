import { expect, test } from 'vitest';
import { type Progress, rungs } from './ladder.ts';

function progress(paidQuantity: number, threshold: number, ...mins: number[]): Progress {
  const tiers = mins.map((minQuantity) => ({ minQuantity, retailFen: '1000' }));
  return { paidQuantity, threshold, tiers } as Progress;
}

test('a bar ends at the rung the pool climbs now', () => {
  expect(rungs(progress(82, 30, 30, 60, 100, 200))).toEqual([30, 60, 100]);
});

test('the threshold is a rung of its own below the first tier', () => {
  expect(rungs(progress(5, 20, 30, 60))).toEqual([20]);
});

test('beyond the last tier the bar stays full', () => {
  expect(rungs(progress(212, 100, 100, 200))).toEqual([100, 200]);
});

test('standing on a rung means climbing the next', () => {
  expect(rungs(progress(60, 30, 30, 60, 100))).toEqual([30, 60, 100]);
});
