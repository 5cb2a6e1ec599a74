import { expect, test } from 'vitest';
import { overBoundPercent } from './over-bound.ts';

test.each([
  ['1000', '1000', 0],
  ['1001', '1000', 0.1],
  ['1234', '1000', 23.4],
  ['1234', null, null],
  [null, '1000', null],
  ['1234', '0', null],
] as const)('a plan of %s over a bound of %s is %s %% off at most', (costFen, boundFen, percent) => {
  expect(overBoundPercent({ costFen, boundFen })).toBe(percent);
});
