import { expect, test } from 'vitest';
import { finishedState, statesBefore } from './line-state.ts';

test('an order is done when every line is final, cancelled when all were called off', () => {
  expect(finishedState(['done', 'ready'])).toBeNull();
  expect(finishedState(['done', 'refunded'])).toBe('done');
  expect(finishedState(['cancelled', 'cancelled'])).toBe('cancelled');
  expect(finishedState(['cancelled', 'done'])).toBe('done');
});
test('fulfilment cannot wake a final line, nor skip the wave', () => {
  expect(statesBefore('done')).toEqual(['on-the-way', 'at-pickup']);
  expect(statesBefore('allocated')).toEqual(['ready']);
  expect(statesBefore('refunded')).toEqual([]);
});
