import { expect, it } from 'vitest';
import { type PlanItem, moved, wireItems } from './plan.ts';

const litchi: PlanItem = {
  variantId: 'v1',
  poolId: null,
  name: '白糖罂荔枝 2.5 kg',
  pictureKey: 'litchi',
  pictureUrl: null,
  priceFen: '3990',
  flashPriceFen: undefined,
  script: '今早摘的',
  points: ' 核小 \n\n肉厚\n',
};

it('sends each filled line as a selling point, and no flash price where none was typed', () => {
  expect(wireItems([litchi])).toEqual([
    {
      variantId: 'v1',
      poolId: null,
      flashPriceFen: null,
      script: '今早摘的',
      sellingPoints: ['核小', '肉厚'],
    },
  ]);
});

it('moves an item one place, and leaves the ends where they are', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
