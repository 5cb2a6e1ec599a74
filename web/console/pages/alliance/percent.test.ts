import { expect, test } from 'vitest';
import { percentOf } from './percent.ts';

test('basis points are written exactly, without needless zeros', () => {
  expect([0, 1, 100, 525, 550, 10_000].map(percentOf)).toEqual([
    '0%',
    '0.01%',
    '1%',
    '5.25%',
    '5.5%',
    '100%',
  ]);
});
