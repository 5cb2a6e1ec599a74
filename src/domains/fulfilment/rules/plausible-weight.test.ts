import { expect, test } from 'vitest';
import { checkPlausible } from './plausible-weight.ts';

test.each([500, 850, 1_000, 1_300])('%d g of 1,000 g is believed', (gram) => {
  expect(() => checkPlausible(1_000, gram)).not.toThrow();
});

test.each([1, 499, 1_301, 10_000])('%d g of 1,000 g is not', (gram) => {
  expect(() => checkPlausible(1_000, gram)).toThrow('weight-implausible');
});
